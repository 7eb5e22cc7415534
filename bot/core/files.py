"""Files that an officer sends: which, and what for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a file is read for. `LEARN`: to see what it would bring into the library; `KEEP`: to take it in."""

    VOICE = "voice"
    SIGHT = "sight"
    NOTICE = "notice"
    LAST_REPORT = "last_report"
    LEARN = "learn"
    KEEP = "keep"
    TEMPLATE = "template"


SPOKEN = frozenset({Purpose.VOICE, Purpose.SIGHT})
"""What is read for the officer's own words: heard, or seen on a photo."""
LARGEST = 20 * 2**20
"""Bytes: Telegram lets a bot download no more, https://core.telegram.org/bots/api#getfile."""
ADMINS_ONLY = frozenset({Purpose.LEARN, Purpose.KEEP, Purpose.TEMPLATE})


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that lies with the messenger. `size` in bytes; 0 where it is not told."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """What came of one document that a file holds: passages to keep, paragraphs left out, places masked.

    `first` are the beginnings of some passages. `already`: the library has it under this name.
    """

    id: str
    name: str
    passages: int
    left_out: int
    masked: int
    already: bool = False
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filing:
    """The files of a chat: how many there were, those being read, one whose purpose is asked, what the next is for.

    `weighed` was shown as it would come into the library, and waits to be agreed to. Of those being read, `listening`
    are voice messages being heard and photos being read off: what they hold are words of the officer's.
    """

    count: int = 0
    reading: tuple[int, ...] = ()
    pending: FileRef | None = None
    awaiting: Purpose | None = None
    weighed: FileRef | None = None
    listening: tuple[int, ...] = ()
