"""A superior's notice → what it asks for → a kind of report of one's own.

Deterministic: numbering gives the sections, phrases give limits, dates and counts. What cannot be read is asked.
"""
