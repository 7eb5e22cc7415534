"""Reminders: when a report is due, on which days the officer is told, and how he is left in peace."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.core import papers, shelving
from bot.core.acts import Act
from bot.core.affairs import Remind, ShowReminder
from bot.core.effects import Say
from bot.core.going import Step, go_on
from bot.core.period import spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.events import Reminded
    from bot.core.outline import Handbook
    from bot.core.period import Period
    from bot.core.request import Request
    from bot.core.state import Paper, Session

AHEAD = timedelta(days=3)
"""How long before the day the first reminder comes."""
DUE = "due"
"""The profile's question on when reports are handed in."""
_SATURDAY = 5
_MONTHS = 12
_DAY = re.compile(r"(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})(?:[日号]|$|前|之前|以前)")
_NEXT = re.compile(r"[次下]个?月")
_LAST = re.compile(r"月底|月末|最后一天")


def due_day(words: str, period: Period) -> date:
    """The day on which a report on these months is due, as the officer says it (28号, 次月5日前, 11月30日前, 月底).

    Without a day in the words: the last working day of the months (domain.md §3.1, profile).
    """
    if _LAST.search(words):
        return period.end
    found = _DAY.search(words)
    if found is None or not 1 <= int(found["day"]) <= 31:  # noqa: PLR2004  days of a month
        return _last_working_day(period)
    if month := int(found["month"] or 0):
        year = period.end.year if month >= period.start.month else period.end.year + 1
        return _day(year, month, int(found["day"])) if month <= _MONTHS else _last_working_day(period)
    months = period.following() if _NEXT.search(words) else period
    return _day(months.end.year, months.start.month if _NEXT.search(words) else months.end.month, int(found["day"]))


def period(book: Handbook, session: Session, words: str, on: date) -> Step:
    """The report in hand gets its months, and with them the day on which it is due."""
    session, effects = papers.period(book, session, words, on)
    paper = session.paper
    if paper is None or paper.period is None or paper.due is not None:
        return Step(session, effects)
    paper = with_due_day(book, session, paper)
    return Step(replace(session, paper=paper), (reminders(paper, on), *effects))


def with_due_day(book: Handbook, session: Session, paper: Paper) -> Paper:
    """A report with the day it is due: by its notice, else by the officer's custom."""
    if paper.period is None:
        return paper
    told = next((answer.text for answer in session.profile if answer.place.question == DUE), "")
    notice = book.outlines[paper.kind].deadline if paper.kind in {kind.id for kind in session.kinds} else ""
    return replace(paper, due=due_day(notice or told, paper.period))


def reminders(paper: Paper, on: date) -> Remind:
    """The days that are still to come on which the officer is reminded of a report."""
    days = (paper.due - AHEAD, paper.due) if paper.due and not paper.quiet else ()
    return Remind(paper.id, tuple(day for day in days if day > on))


def reminded(book: Handbook, session: Session, event: Reminded) -> Step:
    """The day has come: tell the officer, unless the report is gone or is not to be spoken of."""
    paper = shelving.held(session, str(event.paper))
    if paper is None or paper.quiet or paper.due is None:
        return Step(session)
    return Step(session, (ShowReminder(shelving.row(book, paper), paper.due, (paper.due - event.on).days),))


def remind(book: Handbook, session: Session, words: str, on: date) -> Step:
    """Set the day of the report in hand in the officer's words; without words, say which it is."""
    paper = session.paper
    if paper is None or paper.period is None:
        return go_on(book, session, on, Say("no_report_yet"))
    if not words:
        day = spoken(paper.due) if paper.due else "—"
        return Step(session, (Say("remind_which", (("day", day),), (Act.RESUME,)),))
    paper = replace(paper, due=due_day(words, paper.period), quiet=False)
    session = replace(session, paper=paper)
    assert paper.due is not None  # noqa: S101  just given
    return Step(session, (reminders(paper, on), Say("remind_set", (("day", spoken(paper.due)),), (Act.RESUME,))))


def snooze(session: Session, value: str, on: date) -> Step:
    """Remind again tomorrow."""
    paper = shelving.held(session, value)
    if paper is None:
        return Step(session, (Say("snoozed", offer=(Act.RESUME,)),))
    return Step(session, (Remind(paper.id, (on + timedelta(days=1),)), Say("snoozed", offer=(Act.RESUME,))))


def quiet(session: Session, value: str) -> Step:
    """Speak of this report no more."""
    paper = shelving.held(session, value)
    if paper is None:
        return Step(session, (Say("quieted", offer=(Act.RESUME,)),))
    session = shelving.changed(session, replace(paper, quiet=True))
    return Step(session, (Remind(paper.id, ()), Say("quieted", offer=(Act.RESUME,))))


def _day(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _last_working_day(period: Period) -> date:
    day = period.end
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.REMIND: lambda book, session, request: remind(book, session, request.words, request.on),
    Act.SNOOZE: lambda _, session, request: snooze(session, request.words, request.on),
    Act.QUIET: lambda _, session, request: quiet(session, request.words),
}
