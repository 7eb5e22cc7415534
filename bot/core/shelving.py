"""All reports of a chat: seen, taken up again, sent again, begun anew for another month, deleted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import papers
from bot.core.acts import Act
from bot.core.affairs import ReportRow, ShowReport, ShowReports, Status
from bot.core.effects import Say
from bot.core.finished import SendFiles
from bot.core.going import Step, go_on
from bot.core.letters import withdrawal
from bot.core.outline import Form
from bot.core.period import month_of
from bot.core.review import Opinion
from bot.core.state import Paper
from bot.core.trends import charts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session

SHOWN = 12
"""Reports in one list: the latest ones, what fits a phone's screen."""


def reports(book: Handbook, session: Session, on: date) -> Step:
    """The list, the latest first."""
    rows = tuple(row(book, paper) for paper in reversed(_all(session)) if paper.period)[:SHOWN]
    if not rows:
        return go_on(book, session, on, Say("no_reports"))
    return Step(session, (ShowReports(rows),))


def report(book: Handbook, session: Session, value: str, on: date) -> Step:
    """One of them, with what can be done."""
    paper = held(session, value)
    if paper is None:
        return _gone(book, session, on)
    return Step(session, (ShowReport(row(book, paper)),))


def take_up(book: Handbook, session: Session, value: str, on: date) -> Step:
    """Go on with one; the one in hand goes on the shelf."""
    paper = held(session, value)
    if paper is None:
        return _gone(book, session, on)
    if session.paper and session.paper.id == paper.id:
        return go_on(book, session, on)
    session = papers.put_aside(session)
    shelf = tuple(one for one in session.shelf if one.id != paper.id)
    session = replace(session, paper=paper, shelf=shelf, focus=paper.left_at, replacing=False)
    return go_on(book, session, on, Say("taken_up_again"))


def send_again(book: Handbook, session: Session, value: str, on: date) -> Step:
    """Send the files of one once more."""
    paper = held(session, value)
    if paper is None or paper.draft is None:
        return _gone(book, session, on)
    return Step(
        session, (SendFiles(paper, paper.draft, papers.profile_words(session), charts=charts(book, session, paper)),)
    )


def copy(book: Handbook, session: Session, value: str, on: date) -> Step:
    """Begin the same kind of report for this month: its blocks carry over, and who signs; what happened does not."""
    paper = held(session, value)
    if paper is None:
        return _gone(book, session, on)
    signing = {section.id for section in book.outlines[paper.kind].sections if section.form is Form.SIGNATURE}
    kept = tuple(answer for answer in paper.answers if answer.place.section in signing and answer.said)
    session = replace(papers.put_aside(session), focus=None, replacing=False)
    number = session.papers + 1
    begun = Paper(id=number, kind=paper.kind, areas=paper.areas, loose=session.early)
    session = replace(session, paper=begun, papers=number, early=())
    step = papers.period(book, session, month_of(on).id, on)
    if step.session.paper and step.session.paper.id == number:
        carried = replace(step.session.paper, answers=kept)
        return go_on(book, replace(step.session, paper=carried), on, Say("copied"))
    return step


def ask_removal(book: Handbook, session: Session, value: str, on: date) -> Step:
    """Deleting is confirmed."""
    paper = held(session, value)
    if paper is None:
        return _gone(book, session, on)
    return Step(session, (ShowReport(row(book, paper), sure=True),))


def remove(book: Handbook, session: Session, value: str, on: date) -> Step:
    """Delete one: the only way in which words leave a session."""
    paper = held(session, value)
    if paper is None:
        return _gone(book, session, on)
    if session.paper and session.paper.id == paper.id:
        session = replace(session, paper=None, focus=None, replacing=False)
    session = replace(session, shelf=tuple(one for one in session.shelf if one.id != paper.id))
    return go_on(book, session, on, *withdrawal((paper,)), Say("removed"))


def row(book: Handbook, paper: Paper) -> ReportRow:
    """A report as a line of the list."""
    outline = book.outlines.get(paper.kind)
    return ReportRow(paper.id, outline.title if outline else paper.kind, paper.period, _status(paper), paper.history)


def _status(paper: Paper) -> Status:
    if paper.sent is None:
        return Status.DRAFTED if paper.draft else Status.BEGUN
    if paper.sent.opinion is None:
        return Status.IN_REVIEW
    return Status.PASSED if paper.sent.opinion is Opinion.PASSED else Status.RETURNED


def held(session: Session, value: str) -> Paper | None:
    """The report of that number, in hand or on the shelf."""
    return next((paper for paper in _all(session) if str(paper.id) == value and paper.period), None)


def changed(session: Session, paper: Paper) -> Session:
    """The session with a report in the place of its older self."""
    if session.paper and session.paper.id == paper.id:
        return replace(session, paper=paper)
    return replace(session, shelf=tuple(paper if one.id == paper.id else one for one in session.shelf))


def _all(session: Session) -> tuple[Paper, ...]:
    return (*session.shelf, *([session.paper] if session.paper else []))


def _gone(book: Handbook, session: Session, on: date) -> Step:
    return go_on(book, session, on, Say("report_gone", offer=(Act.REPORTS,)))


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.REPORTS: lambda book, session, request: reports(book, session, request.on),
    Act.REPORT: lambda book, session, request: report(book, session, request.words, request.on),
    Act.TAKE_UP: lambda book, session, request: take_up(book, session, request.words, request.on),
    Act.SEND_AGAIN: lambda book, session, request: send_again(book, session, request.words, request.on),
    Act.COPY: lambda book, session, request: copy(book, session, request.words, request.on),
    Act.REMOVE: lambda book, session, request: ask_removal(book, session, request.words, request.on),
    Act.REMOVE_SURE: lambda book, session, request: remove(book, session, request.words, request.on),
}
