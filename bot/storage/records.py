"""What goes into the store and comes out of it. Bodies are opaque bytes: their form is made elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.storage.hold import Hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in a chat: an update that arrived, or an event of our own.

    Attributes:
        id: its place in the inbox; rises within a chat from one entry to the next.
        chat: the chat it happened in.
        body: what happened.
        hold: by what right we handle it.
    """

    id: str
    chat: int
    body: bytes
    hold: Hold = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Wake:
    """Effects wait in a chat since before it was ours."""

    chat: int
    hold: Hold = field(repr=False, compare=False)
    id: str = "wake"


@dataclass(frozen=True, slots=True)
class Job:
    """Slow work of a chat, not finished by the worker before us.

    Attributes:
        id: its name within the chat.
        chat: the chat it is for.
        body: what is to be done.
        hold: by what right we take it up.
    """

    id: str
    chat: int
    body: bytes
    hold: Hold = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Errand:
    """The right to hand in what slow work has made: the job, as it was begun.

    A chat that is forgotten loses its jobs, and a later one of the same name was begun with other words: so nothing of
    an earlier life comes back, however late.
    """

    chat: int
    job: str
    body: bytes = field(repr=False)

    @property
    def seal(self) -> str:
        """The SHA-1 of its body in hex, which Redis can compute too."""
        return hashlib.sha1(self.body, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held about a chat, as stored: session, what waits, slow work with pieces and texts, photos, use."""

    session: bytes | None = field(default=None, repr=False)
    effects: tuple[bytes, ...] = field(default=(), repr=False)
    jobs: tuple[bytes, ...] = field(default=(), repr=False)
    pieces: tuple[bytes, ...] = field(default=(), repr=False)
    replies: tuple[bytes, ...] = field(default=(), repr=False)
    photos: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    waiting: tuple[bytes, ...] = field(default=(), repr=False)
    dead: tuple[bytes, ...] = field(default=(), repr=False)
    used: Mapping[str, int] = field(default_factory=dict, repr=False)


Work = Entry | Wake | Job


@dataclass(frozen=True, slots=True)
class Due:
    """One effect waiting to be performed.

    Attributes:
        id: its number; rises within a chat in the order of the commits.
        chat: the chat it is for.
        body: what is to be done.
        hold: by what right we perform it.
        sent: how many of its messages are known to have gone out.
    """

    id: str
    chat: int
    body: bytes
    hold: Hold = field(repr=False, compare=False)
    sent: int = 0


@dataclass(frozen=True, slots=True)
class Commit:
    """All that follows from one entry, written at once or not at all.

    Attributes:
        session: the new session; None leaves the old one.
        effects: to be performed, in this order, after those already waiting.
        jobs_started: slow work that this entry set going, by the job's id.
        jobs_done: ids of slow work that is over or no longer wanted.
        photos_gone: numbers of photos that are no longer wanted.
        forget: first remove everything held about the chat. Entries that arrived after this one stay: they
            belong to a new beginning.
    """

    session: bytes | None = None
    effects: tuple[bytes, ...] = ()
    jobs_started: Mapping[str, bytes] = field(default_factory=dict)
    jobs_done: tuple[str, ...] = ()
    photos_gone: tuple[int, ...] = ()
    forget: bool = False


@dataclass(frozen=True, slots=True)
class Committed:
    """What came of a commit: true where it was written now, false where the entry had been finished before.

    Attributes:
        new: the same.
        due: the effects that wait in the chat from now on, in order.
    """

    new: bool
    due: tuple[Due, ...]

    def __bool__(self) -> bool:
        return self.new


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """Something that arrived and could not be handled.

    Attributes:
        chat: where it came from; None where that could not be read.
        reason: why, for the admin; holds nothing of the body.
        body: what arrived; a long one only as far as `LONGEST_LETTER` of `desk.py`.
    """

    chat: int | None
    reason: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits in the inboxes of one worker.

    Attributes:
        partitions: how many it owns.
        waiting: entries not finished.
        oldest: seconds since the oldest of them arrived; 0 where there is none.
    """

    partitions: int
    waiting: int
    oldest: float
