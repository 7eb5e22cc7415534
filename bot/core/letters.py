"""Effects that concern reviews: parts of `effects.Effect`. Some hand an event to another chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.core.affairs import ReportRow
from bot.core.drafted import Draft
from bot.core.period import Period
from bot.core.redline import Change
from bot.core.report import Report
from bot.core.review import Opinion, Remark
from bot.core.state import Paper
from bot.core.trends import Charts

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class ChooseReviewer:
    """Ask to whom a report goes."""

    paper: int


@dataclass(frozen=True, slots=True)
class HandOver:
    """Hand a report to a reviewer's chat, if he still is one, and tell the officer's own chat.

    `number` is that of the message whose button was pressed: with the chat it makes the id of the review.
    """

    paper: Paper
    draft: Draft
    profile: tuple[tuple[str, str], ...]
    reviewer: int
    number: int
    on: date
    charts: Charts = ()


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take a report back from a reviewer's chat; all of this officer's where `paper` is 0."""

    reviewer: int
    paper: int


@dataclass(frozen=True, slots=True)
class GiveOpinion:
    """Hand an answer to the officer's chat."""

    officer: int
    id: str
    paper: int
    opinion: Opinion
    remarks: tuple[Remark, ...]
    on: date


@dataclass(frozen=True, slots=True)
class SendReading:
    """Send a report's files to its reviewer; the copy that shows the officer's own words is not among them."""

    officer: int
    asker: str
    report: Report
    period: Period | None


@dataclass(frozen=True, slots=True)
class ShowSection:
    """Show a section to its reviewer: whole, or what changed in it since he saw it last."""

    review: str
    section: str
    number: int
    title: str
    text: str
    changed: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowReview:
    """Ask a reviewer for his answer; `changed` is how many sections changed, None for the first round.

    `remarks` is how many he made so far; `remarked` the title of the section of the last one, "" for the whole report,
    None where he made none just now.
    """

    review: str
    asker: str
    title: str
    changed: int | None = None
    remarks: int = 0
    remarked: str | None = None


@dataclass(frozen=True, slots=True)
class ShowOpinion:
    """Tell the officer what the reviewer answered."""

    row: ReportRow
    name: str
    opinion: Opinion
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A section beside what a reviewer read of it: what he said of it, and what changed since."""

    number: int
    title: str
    remarks: tuple[str, ...]
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class ShowChanges:
    """Show what changed since the reviewer `name` read the report; `remarks` are those on the whole of it."""

    name: str
    remarks: tuple[str, ...]
    sections: tuple[Compared, ...]


def withdrawal(papers: Iterable[Paper]) -> tuple[TakeBack, ...]:
    """Take these reports back from everybody who ever got them."""
    return tuple(
        TakeBack(reviewer, paper.id)
        for paper in papers
        for reviewer in dict.fromkeys(step.reviewer for step in paper.history)
    )


Carried = ChooseReviewer | HandOver | TakeBack | GiveOpinion
"""Done by the post; what the officer or reviewer reads of them is said there."""
Read = ShowReview | ShowOpinion | ShowChanges
"""Said as messages."""
Letter = Carried | Read | SendReading | ShowSection
