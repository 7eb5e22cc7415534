"""Files that an officer sends: which, and what for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What a file is read for."""

    VOICE = "voice"
    SIGHT = "sight"
    NOTICE = "notice"
    LAST_REPORT = "last_report"
    LEARN = "learn"
    TEMPLATE = "template"


LARGEST = 20 * 2**20
"""Bytes: Telegram lets a bot download no more, https://core.telegram.org/bots/api#getfile."""
ADMINS_ONLY = frozenset({Purpose.LEARN, Purpose.TEMPLATE})


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that lies with the messenger. `size` in bytes; 0 where it is not told."""

    id: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Filing:
    """The files of a chat: how many there were, those being read, one whose purpose is asked, what the next is for."""

    count: int = 0
    reading: tuple[int, ...] = ()
    pending: FileRef | None = None
    awaiting: Purpose | None = None
