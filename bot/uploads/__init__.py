"""A file that somebody gives → its text. Nothing in a file is trusted: not its ending, its size, nor its sense.

`door` is the one way in. It looks at size and first bytes, then hands the file to a process of its own (`worker`)
that has no network, no secrets, little memory and little time; whatever happens there, the bot goes on answering.
"""
