"""Ticking last month's plan, and taking what could be planned into the next one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.asking import leave
from bot.core.checklist import is_plan, is_ticked, ticked, unticked
from bot.core.going import Step, ask, go_on
from bot.core.occasions import hints, offers
from bot.core.path import here
from bot.core.planning import AskCheck, Source, Suggest
from bot.core.recording import record, settle
from bot.core.state import Became, Said, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook, Place
    from bot.core.request import Request
    from bot.core.state import Paper, Session

CLOSED = 0
"""The turn of a list that is ticked to its end: it has no buttons, and answers nothing any more."""
ALL = "all"
"""In place of a number and what became of it: all that are left are done."""
TAKE_BACK = "back"
"""In the same place: the last tick was wrong."""


def check(book: Handbook, session: Session, request: Request) -> Step:
    """Tick an item. The last tick leads on: to what was not done, then to the next question."""
    paper, place = session.paper, here(book, session)
    if paper is None or place is None or not is_ticked(book, paper, place):
        return go_on(book, session, request.on)
    paper = _with_tick(paper, place, request.words)
    session = replace(session, paper=paper, focus=place, paused=False)
    if not paper.checked:
        return Step(session, (ask(book, session, place, request.pressed),))
    session = settle(book, session, place, Verdict.SAID)
    shown = ask(book, session, place, request.pressed)
    step = leave(book, session, place, request.on)
    if not isinstance(shown, AskCheck) or request.pressed is None:
        return step
    return Step(step.session, (replace(shown, turn=CLOSED), *step.effects))


def carry(book: Handbook, session: Session, request: Request) -> Step:
    """Take an offer into the plan; without a value, all that was not done."""
    paper, place = session.paper, here(book, session)
    number = request.said.message if request.said else request.pressed
    if paper is None or place is None or number is None or not is_plan(book, paper, place):
        return go_on(book, session, request.on)
    chosen = [
        one.matter
        for one in offers(book, paper)
        if one.value == request.words or (not request.words and one.source is Source.UNFINISHED)
    ]
    if not chosen:
        return go_on(book, session, request.on)
    session = record(book, session, place, Said(number, "\n".join(chosen), request.on))
    session = replace(session, focus=place, paused=False)
    assert session.paper is not None  # noqa: S101  it was recorded in
    rest = Suggest(
        offers(book, session.paper), hints(book, session.paper), session.turn, tuple(chosen), request.pressed
    )
    return Step(session, (rest,))


def _with_tick(paper: Paper, place: Place, words: str) -> Paper:
    if words == TAKE_BACK:
        return unticked(paper, place)
    if words == ALL:
        return ticked(paper, [Became.DONE] * len(paper.last_plan))
    number, _, became = words.partition(":")
    if number == str(len(paper.checks)) and became in set(Became):
        return ticked(paper, [Became(became)])
    return paper


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.CHECK: check,
    Act.CARRY: carry,
}
