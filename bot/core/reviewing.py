"""Asking a superior: the officer's side. A report goes out, an answer comes back and stands at its section."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import shelving
from bot.core.acts import Act
from bot.core.effects import Say
from bot.core.going import Step, go_on
from bot.core.letters import ChooseReviewer, HandOver, ShowOpinion, TakeBack
from bot.core.papers import profile_words
from bot.core.review import Happened, Opinion, Past
from bot.core.trends import charts

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.review import ReviewAnswered, ReviewSent
    from bot.core.state import Paper, Session

_ENDS = {Opinion.PASSED: Past.PASSED, Opinion.RETURNED: Past.RETURNED}


def review(book: Handbook, session: Session, request: Request) -> Step:
    """Ask to whom a report goes: the one named, or the one in hand."""
    paper = shelving.held(session, request.words) if request.words else session.paper
    if paper is None or paper.draft is None:
        return go_on(book, session, request.on, Say("no_draft_yet"))
    if paper.drafting:
        return Step(session, (Say("still_drafting", offer=(Act.CANCEL,)),))
    return Step(session, (ChooseReviewer(paper.id),))


def review_by(book: Handbook, session: Session, request: Request) -> Step:
    """Hand a report over. One that waits with somebody else is taken back from there."""
    number, _, user = request.words.partition(":")
    paper = shelving.held(session, number)
    if paper is None or paper.draft is None or request.pressed is None or not user.isdecimal():
        return go_on(book, session, request.on, Say("no_draft_yet"))
    if paper.sent and paper.sent.waits_with(int(user), paper.draft.revision):
        return Step(session, (Say("review_waits", (("name", paper.sent.name),), (Act.RESUME,)),))
    shown = charts(book, session, paper)
    handed = HandOver(paper, paper.draft, profile_words(session), int(user), request.pressed, request.on, shown)
    return Step(session, (*_taken_back_from_others(paper, int(user)), handed))


def sent(book: Handbook, session: Session, event: ReviewSent) -> Step:
    """It lies with the reviewer. A second word of the same changes nothing."""
    paper = shelving.held(session, str(event.paper))
    if paper is None or (paper.sent and paper.sent.id == event.sent.id):
        return Step(session)
    session = shelving.changed(session, _with(paper, Past.SENT, event.sent.name, event.sent.reviewer, event))
    kept = shelving.held(session, str(event.paper))
    assert kept is not None  # noqa: S101  just changed
    session = shelving.changed(session, replace(kept, sent=event.sent))
    title = shelving.row(book, paper).title
    return Step(session, (Say("review_sent", (("name", event.sent.name), ("title", title)), (Act.RESUME,)),))


def answered(book: Handbook, session: Session, event: ReviewAnswered) -> Step:
    """The answer to what was sent last; one to an older round, or a second one, changes nothing."""
    paper = shelving.held(session, str(event.paper))
    if paper is None or paper.sent is None or paper.sent.id != event.id or paper.sent.opinion:
        return Step(session)
    name, reviewer = paper.sent.name, paper.sent.reviewer
    answer = replace(paper.sent, opinion=event.opinion, remarks=event.remarks)
    paper = replace(_with(paper, _ENDS[event.opinion], name, reviewer, event), sent=answer)
    session = shelving.changed(session, paper)
    return Step(session, (ShowOpinion(shelving.row(book, paper), name, event.opinion, event.remarks),))


def _taken_back_from_others(paper: Paper, reviewer: int) -> tuple[TakeBack, ...]:
    before = paper.sent
    if before is None or before.opinion or before.reviewer == reviewer:
        return ()
    return (TakeBack(before.reviewer, paper.id),)


def _with(paper: Paper, what: Past, who: str, reviewer: int, event: ReviewSent | ReviewAnswered) -> Paper:
    return replace(paper, history=(*paper.history, Happened(what, who, reviewer, event.on)))


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.REVIEW: review,
    Act.REVIEW_BY: review_by,
}
