"""What a model is asked for beside writing: how to write something, what a notice asks for that was not read.

Slow work under a number of its chat. Without an answer in time the passages, and what was read, speak for themselves;
an answer that is no longer awaited changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.notice import Notice


@dataclass(frozen=True, slots=True)
class SeekAdvice:
    """Slow work: ask how something is written, in a report of a kind; ends with `AdviceGiven`."""

    number: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class StudyNotice:
    """Slow work: have a notice's text read once more beside what was read of it; ends with `NoticeStudied`."""

    number: int
    text: str
    notice: Notice


@dataclass(frozen=True, slots=True)
class DropCounsel:
    """Slow work no longer wanted."""

    number: int


@dataclass(frozen=True, slots=True)
class ShowAdvice:
    """Show the passages that answer a question, under what was told of them.

    `told` "" says that none of them fits, None that nothing was told. It speaks of the passages with the ids `by`.
    `renews` is the day from which a model can be asked again, where the month's budget was used up; `model`, whether
    one would have been asked.
    """

    kind: str
    words: str
    told: str | None = None
    by: tuple[str, ...] = ()
    renews: date | None = None
    model: bool = False


@dataclass(frozen=True, slots=True)
class AdviceGiven:
    """Slow work has come to its end: an answer, or none; the fields as in `ShowAdvice`."""

    number: int
    kind: str
    words: str
    told: str | None = None
    by: tuple[str, ...] = ()
    renews: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeStudied:
    """Slow work has come to its end: the notice, with what was found besides, or as it was."""

    number: int
    notice: Notice


Sought = SeekAdvice | StudyNotice
Counsel = SeekAdvice | StudyNotice | DropCounsel | ShowAdvice
Given = AdviceGiven | NoticeStudied
