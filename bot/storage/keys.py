"""Every name that the bot uses in Redis."""

PREFIX = "biganzi:"

INBOX = f"{PREFIX}inbox"
"""Stream: what happened and is not finished, fields ``chat`` and ``body`` in this order."""
GROUP = "workers"
"""The consumer group of the inbox."""
DEAD = f"{PREFIX}dead"
"""Stream, bounded: what could not be handled, fields ``chat``, ``reason``, ``body`` in this order."""
SERIAL = f"{PREFIX}serial"
"""Counter: the number of the last effect."""
OUTBOXES = f"{PREFIX}outboxes"
"""Set: the chats whose outbox is not empty."""
WORKING = f"{PREFIX}working"
"""Set: the chats with slow work in progress."""
OFFSET = f"{PREFIX}offset"
"""The next update to ask Telegram for."""


def seen(what: str) -> str:
    """Mark, with a time to live, that something was received."""
    return f"{PREFIX}seen:{what}"


def session(chat: int) -> str:
    """The session of a chat."""
    return f"{PREFIX}session:{chat}"


def outbox(chat: int) -> str:
    """Hash: the effects of a chat that wait, by their number."""
    return f"{PREFIX}outbox:{chat}"


def jobs(chat: int) -> str:
    """Hash: the slow work of a chat in progress, by its id."""
    return f"{PREFIX}jobs:{chat}"
