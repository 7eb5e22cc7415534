"""What goes into the store and comes out of it. Bodies are opaque bytes: their form is made elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in a chat: an update that arrived, or an event of our own.

    Attributes:
        id: its place in the inbox; rises from one entry to the next.
        chat: the chat it happened in.
        body: what happened.
    """

    id: str
    chat: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Due:
    """One effect waiting to be performed.

    Attributes:
        id: its number; rises within a chat in the order of the commits.
        chat: the chat it is for.
        body: what is to be done.
    """

    id: str
    chat: int
    body: bytes


@dataclass(frozen=True, slots=True)
class Commit:
    """All that follows from one entry, written at once or not at all.

    Attributes:
        session: the new session; None leaves the old one.
        effects: to be performed, in this order, after those already waiting.
        jobs_started: slow work that this entry set going, by the job's id.
        jobs_done: ids of slow work that is over or no longer wanted.
        forget: first remove everything held about the chat. Entries that arrived after this one stay: they
            belong to a new beginning.
    """

    session: bytes | None = None
    effects: tuple[bytes, ...] = ()
    jobs_started: Mapping[str, bytes] = field(default_factory=dict)
    jobs_done: tuple[str, ...] = ()
    forget: bool = False


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Something that arrived and could not be handled.

    Attributes:
        chat: where it came from; None where that could not be read.
        reason: why, for the admin; holds nothing of the body.
        body: what arrived.
    """

    chat: int | None
    reason: str
    body: bytes
