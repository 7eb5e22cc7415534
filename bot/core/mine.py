"""An officer's own data: what was left out, names in full or not, all of it to take along or to delete."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import Forget, Say, SendMine
from bot.core.going import Step, go_on
from bot.core.letters import withdrawal
from bot.core.state import Session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Answer, Paper


def mention(decided: Step, hidden: Sequence[str]) -> Step:
    """Say first what was taken out of a message before it was stored; the rest of it counts."""
    if not hidden:
        return decided
    return Step(decided.session, (Say("hidden", (("what", "、".join(hidden)),)), *decided.effects))


def take_along(session: Session) -> Step:
    """Send all that is held."""
    return Step(session, (Say("mydata", offer=(Act.RESUME,)), SendMine()))


def ask_to_leave(session: Session) -> Step:
    """Say what would be deleted, and ask."""
    return Step(replace(session, leaving=True), (Say("delete_ask", _all_of(session), (Act.FORGET, Act.STAY)),))


def leave(session: Session) -> Step:
    """Delete everything, if it was asked for just before; else ask."""
    if not session.leaving:
        return ask_to_leave(session)
    return Step(Session(), (Forget(), *withdrawal(_papers(session)), Say("deleted", _all_of(session))))


def stay(book: Handbook, session: Session, on: date) -> Step:
    """Delete nothing after all, and go on."""
    return go_on(book, replace(session, leaving=False), on, Say("delete_not"))


def thinks_again(session: Session, act: Act | None) -> Session:
    """Whatever else an officer does after he was asked, he has not confirmed."""
    return session if act is Act.FORGET or not session.leaving else replace(session, leaving=False)


def name_people(session: Session, *, full: bool) -> Step:
    """Write those who were helped with their names, or without."""
    return Step(replace(session, full_names=full), (naming(replace(session, full_names=full)),))


def naming(session: Session) -> Say:
    """How they are written now, and the other way."""
    if session.full_names:
        return Say("names_full", offer=(Act.MASK_NAMES, Act.RESUME))
    return Say("names_masked", offer=(Act.FULL_NAMES, Act.RESUME))


def aged(before: Session, after: Session, today: date, days: int) -> Session:
    """The session with the day on which each report changed, without what nobody touched for so many days; 0: all."""
    earlier = {paper.id: paper for paper in _papers(before)}

    def dated(paper: Paper) -> Paper:
        return paper if paper == earlier.get(paper.id) and paper.touched else replace(paper, touched=today)

    shelf = tuple(map(dated, after.shelf))
    withdrawn, reviews = after.withdrawn, after.reviews
    if days:
        oldest = today - timedelta(days=days)
        shelf = tuple(paper for paper in shelf if paper.touched and paper.touched >= oldest)
        withdrawn = tuple(said for said in withdrawn if said.on >= oldest)
        reviews = tuple(review for review in reviews if review.on >= oldest)
    return replace(
        after, paper=dated(after.paper) if after.paper else None, shelf=shelf, withdrawn=withdrawn, reviews=reviews
    )


def _papers(session: Session) -> tuple[Paper, ...]:
    return (*([session.paper] if session.paper else []), *session.shelf)


def _answers(session: Session) -> Iterator[Answer]:
    yield from session.profile
    for paper in _papers(session):
        yield from paper.answers


def _all_of(session: Session) -> tuple[tuple[str, str], ...]:
    """How much is held, for the officer to read."""
    papers = _papers(session)
    said = sum(len(answer.said) for answer in _answers(session)) + sum(len(paper.loose) for paper in papers)
    said += len(session.withdrawn) + len(session.early)
    drafts = sum(paper.draft is not None for paper in papers)
    photos = sum(len(paper.snaps) for paper in papers)
    return ("papers", str(len(papers))), ("said", str(said)), ("drafts", str(drafts)), ("photos", str(photos))


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.MYDATA: lambda _, session, __: take_along(session),
    Act.DELETE: lambda _, session, __: ask_to_leave(session),
    Act.FORGET: lambda _, session, __: leave(session),
    Act.STAY: lambda book, session, request: stay(book, session, request.on),
    Act.FULL_NAMES: lambda _, session, __: name_people(session, full=True),
    Act.MASK_NAMES: lambda _, session, __: name_people(session, full=False),
}
