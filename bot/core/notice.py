"""What a superior's notice (通知) asks a report to be."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.core.outline import Handbook, Outline


@dataclass(frozen=True, slots=True)
class Asked:
    """One section that a notice asks for, and what it wants to hear of in it, in order."""

    title: str
    items: tuple[str, ...] = ()


class Demand(StrEnum):
    """What a notice demands of a report, beside its sections."""

    LENGTH = "length"
    PHOTOS = "photos"
    DEADLINE = "deadline"
    DELIVERY = "delivery"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice as read: the fields of the command-line contract. Lengths are in characters without blanks.

    None, "" and () mean that the notice does not say. What it says unreadably (20xx字) is in `unclear`, one sentence
    each, and never guessed. What a model found in its text besides, and the reader had missed, is named in `pointed`:
    titles, and the `Demand`s. `photos` are the fewest and the most; None where only one of them is said.
    """

    title: str = ""
    sections: tuple[Asked, ...] = ()
    max_len: int | None = None
    min_len: int | None = None
    photos: tuple[int | None, int | None] | None = None
    deadline: str = ""
    delivery: tuple[str, ...] = ()
    style: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    pointed: tuple[str, ...] = ()


class Notices(Protocol):
    """What the interview must be able to do with notices."""

    def read(self, text: str) -> Notice:
        """What a notice asks for."""

    def corrected(self, notice: Notice, words: str) -> Notice | None:
        """The notice with a correction in the officer's words (字数2000, 删第5节); None where they are none."""

    def outline(self, notice: Notice, book: Handbook, kind_id: str) -> Outline:
        """The kind of report that a notice asks for."""


@dataclass(frozen=True, slots=True)
class NoticeInHand:
    """A notice on its way to become a kind of report: its texts as they came, and what is read from them so far.

    `adding` while a further piece of its text is awaited; `study` is the number under which it is studied, 0 for none.
    """

    texts: tuple[str, ...] = ()
    notice: Notice = field(default_factory=Notice)
    adding: bool = True
    study: int = 0
