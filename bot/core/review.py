"""A report before a superior: what he holds of it, what he says of it, and what travels between the two chats.

A reviewer holds only what was sent to him: the finished report and its sections. Answers stay with the officer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.period import Period
from bot.core.report import Report


class Opinion(StrEnum):
    """How a review ends."""

    PASSED = "passed"
    RETURNED = "returned"


class Past(StrEnum):
    """What happened to a report on its way to a superior and back."""

    SENT = "sent"
    PASSED = "passed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of a report's history: what, by or to whom (the name, and the number of his chat), on which day."""

    what: Past
    who: str
    reviewer: int
    on: date


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer said of a section; of the whole report where `section` is "". `message` is his own message."""

    section: str
    title: str
    text: str
    message: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """A section as a reviewer reads it."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """That a report was sent to a reviewer, kept with the report: under which id, to whom, and what came back.

    `sections` are what he read; none where an older bot sent it.
    """

    id: str
    reviewer: int
    name: str
    revision: int
    opinion: Opinion | None = None
    remarks: tuple[Remark, ...] = ()
    sections: tuple[Reading, ...] = ()

    def waits_with(self, reviewer: int, revision: int) -> bool:
        """Whether this very draft lies with that reviewer, unanswered."""
        return self.opinion is None and (self.reviewer, self.revision) == (reviewer, revision)


@dataclass(frozen=True, slots=True)
class Review:
    """A report in a reviewer's hands.

    `officer` is the chat it came from, `paper` its number there, `shown` which message holds which section.
    `returning` while words for the whole are awaited; `earlier` is what he said of it in rounds before.
    """

    id: str
    officer: int
    paper: int
    asker: str
    on: date
    report: Report
    sections: tuple[Reading, ...]
    period: Period | None = None
    shown: tuple[tuple[int, str], ...] = ()
    remarks: tuple[Remark, ...] = ()
    earlier: tuple[Remark, ...] = ()
    opinion: Opinion | None = None
    returning: bool = False


def remarks_of(sent: Sent | None) -> tuple[Remark, ...]:
    """What is to be mended: the remarks of what came back, until it is sent again."""
    return sent.remarks if sent and sent.opinion is Opinion.RETURNED else ()


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """A report arrived in the reviewer's chat."""

    review: Review


@dataclass(frozen=True, slots=True)
class ReviewSent:
    """A report was handed over: it lies in the reviewer's inbox."""

    paper: int
    sent: Sent
    on: date


@dataclass(frozen=True, slots=True)
class ReviewAnswered:
    """The reviewer's answer arrived in the officer's chat."""

    id: str
    paper: int
    opinion: Opinion
    remarks: tuple[Remark, ...]
    on: date


@dataclass(frozen=True, slots=True)
class ReviewWithdrawn:
    """The officer took a report back; all of his where `paper` is 0."""

    officer: int
    paper: int


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section reached the reviewer's screen."""

    review: str
    section: str
    message: int


Post = ReviewAsked | ReviewSent | ReviewAnswered | ReviewWithdrawn | SectionShown
"""Events: parts of `events.Event`."""
