"""The pure core: events in, new state and effects out.

No clock, no await, no I/O, no import from outside the standard library.
"""
