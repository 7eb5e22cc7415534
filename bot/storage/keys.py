"""Every name that the bot uses in Redis.

What a chat holds lies under its own names. What has to be found without knowing the chat (the inbox, and which
chats have something waiting) lies under its partition's, so that one owner finds all of it and nothing else.
"""

PREFIX = "biganzi:"

GROUP = "workers"
"""The consumer group of each inbox."""
OWNER = "owner"
"""The one consumer of a group. A partition's owners follow one another: each finds what the last was given."""
MEMBERS = f"{PREFIX}members"
"""Sorted set: the workers at work, by the millisecond (the server's clock) at which their lease ends."""
OWNERS = f"{PREFIX}owners"
"""Hash: by partition, the worker who owns it for as long as its lease lasts."""
FENCES = f"{PREFIX}fences"
"""Hash: by partition, the number of its last taking. Only who knows it may write for its chats."""
PARTITIONS = f"{PREFIX}partitions"
"""How many partitions the stored chats are spread over."""
DEAD = f"{PREFIX}dead"
"""Stream, bounded: what could not be handled, fields ``chat``, ``reason``, ``body`` in this order."""
SERIAL = f"{PREFIX}serial"
"""Counter: the number of the last effect."""
OFFSET = f"{PREFIX}offset"
"""The next update to ask Telegram for."""


def inbox(partition: int) -> str:
    """Stream: what happened and is not finished, fields ``chat`` and ``body`` in this order."""
    return f"{PREFIX}inbox:{partition}"


def outboxes(partition: int) -> str:
    """Set: the chats whose outbox is not empty."""
    return f"{PREFIX}outboxes:{partition}"


def working(partition: int) -> str:
    """Set: the chats with slow work in progress."""
    return f"{PREFIX}working:{partition}"


def seen(what: str) -> str:
    """Mark, with a time to live, that something was received."""
    return f"{PREFIX}seen:{what}"


def session(chat: int) -> str:
    """The session of a chat."""
    return f"{PREFIX}session:{chat}"


def outbox(chat: int) -> str:
    """Hash: the effects of a chat that wait, by their number; under ``<number>:sent``, how far one has come."""
    return f"{PREFIX}outbox:{chat}"


def jobs(chat: int) -> str:
    """Hash: the slow work of a chat in progress, by its id."""
    return f"{PREFIX}jobs:{chat}"


def pieces(chat: int) -> str:
    """Hash, with a time to live: finished pieces of a chat's slow work, by what they were made from."""
    return f"{PREFIX}pieces:{chat}"


def documents(organisation: str) -> str:
    """Hash: the organisation's own example documents, by their id."""
    return f"{PREFIX}documents:{organisation}"


def documents_version(organisation: str) -> str:
    """Counter: how often they were changed."""
    return f"{PREFIX}documents:{organisation}:version"
