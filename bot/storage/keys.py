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


USERS = f"{PREFIX}used:chats"
"""Sorted set: the chats that have used something that is counted, by the day (its ordinal) on which it is forgotten."""
PEOPLE = f"{PREFIX}people"
"""Hash: by user, the role, name and organisation of everybody who was let in by an invitation."""
PEOPLE_VERSION = f"{PREFIX}people:version"
"""Counter: how often they were changed."""
ORGANISATIONS = f"{PREFIX}organisations"
"""Hash: by id, the names of those into which somebody was invited."""
ACTING = f"{PREFIX}acting"
"""Hash: by user, the organisation for which one acts who looks after all."""
ALARMS = f"{PREFIX}alarms"
"""Sorted set: names of alarms, ``chat:what:second``, by the second at which they ring."""


def invitation(token: str) -> str:
    """The role and organisation that an invitation leads to, with a time to live."""
    return f"{PREFIX}invitation:{token}"


def alarm_bodies(chat: int) -> str:
    """Hash: what the alarms of a chat put into its inbox, by their names."""
    return f"{PREFIX}alarms:{chat}"


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


def used(chat: int) -> str:
    """Hash, with a time to live: what a chat has used, by day and by month; under 0, what all have."""
    return f"{PREFIX}used:{chat}"


def counted(name: str) -> str:
    """Mark, with a time to live, that a use was counted (1) or refused (0)."""
    return f"{PREFIX}counted:{name}"


def photos(chat: int) -> str:
    """Hash, with a time to live: the photos of a chat's reports, JPEG, by their number."""
    return f"{PREFIX}photos:{chat}"


def pieces(chat: int) -> str:
    """Hash, with a time to live: finished pieces of a chat's slow work, by what they were made from."""
    return f"{PREFIX}pieces:{chat}"


def replies(chat: int) -> str:
    """Hash, with a time to live: what a model replied in a chat's slow work in progress, ``job:key``."""
    return f"{PREFIX}replies:{chat}"


def template(organisation: str) -> str:
    """Hash: ``name`` and ``content`` of the organisation's own template."""
    return f"{PREFIX}template:{organisation}"


def kinds(organisation: str) -> str:
    """Hash: kinds of report that the organisation made from notices, by their id."""
    return f"{PREFIX}kinds:{organisation}"


def sent(chat: int) -> str:
    """Hash, with a time to live: Telegram's ids of what a chat was sent, by their marks."""
    return f"{PREFIX}sent:{chat}"


def documents(organisation: str) -> str:
    """Hash: the organisation's own example documents, by their id."""
    return f"{PREFIX}documents:{organisation}"


def documents_version(organisation: str) -> str:
    """Counter: how often they were changed."""
    return f"{PREFIX}documents:{organisation}:version"
