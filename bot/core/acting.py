"""What an officer asks for, by button, command or typed word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import (
    administering,
    advising,
    asking,
    charting,
    checking,
    comparing,
    fetching,
    helping,
    judging,
    mine,
    papers,
    reminding,
    reviewing,
    revising,
    sharing,
    shelving,
    snaps,
    teaching,
    unheard,
    waiting,
)
from bot.core.acts import Act
from bot.core.asking import leave
from bot.core.effects import AskAreas, Say, ShowExamples, ShowMenu
from bot.core.going import Step, ask, begins, doubt_here, go_on, moved, remarks_on
from bot.core.kinds import base
from bot.core.left import left
from bot.core.path import (
    answer_at,
    first_open,
    here,
    next_place,
    place_before,
    places_of,
    profile_route,
    question_here,
    table,
)
from bot.core.recording import answers_of, choose, record, set_areas, settle
from bot.core.review import remarks_of
from bot.core.state import Verdict
from bot.core.typed import wanted_examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook, Place
    from bot.core.request import Request
    from bot.core.state import Session


ABOUT_REVIEWS = frozenset({Act.APPROVE, Act.RETURN})
"""Typed, these mean a report that was sent to be reviewed."""
ABOUT_WHAT_WAITS = frozenset({Act.AGREE, Act.ADD, Act.DROP})
"""Typed, these mean a notice or words heard that wait; without them the words may be an answer."""
ASIDE = "aside"
"""In place of a section: the words belong nowhere in this report."""


def act(book: Handbook, session: Session, request: Request) -> Step:
    """Do what the officer asks for."""
    doubt = doubt_here(book, session)
    if doubt and request.act in asking.PASSES:
        return asking.passed(book, session, doubt, asking.PASSES[request.act], request.on)
    session = revising.left(mine.thinks_again(session, request.act), request.act)
    session = fetching.waits_no_more(session, request.act)
    return _ACTS[request.act](book, session, request)


def _skip(book: Handbook, session: Session, request: Request) -> Step:
    return _settle(book, session, request, Verdict.SKIPPED)


def _none(book: Handbook, session: Session, request: Request) -> Step:
    return _settle(book, session, request, Verdict.NONE)


def _unknown(book: Handbook, session: Session, request: Request) -> Step:
    return _settle(book, session, request, Verdict.UNKNOWN)


def _settle(book: Handbook, session: Session, request: Request, verdict: Verdict) -> Step:
    place = here(book, session)
    if place is None:
        return go_on(book, session, request.on)
    given = answer_at(answers_of(book, session, place), place)
    answered = given is not None and given.verdict is Verdict.SAID and not session.replacing
    # To a list under way 无 means “no more”; skipping leaves an answer as it is.
    if not answered or (verdict is not Verdict.SKIPPED and not question_here(book, session, place).many):
        session = settle(book, session, place, verdict)
    if verdict is Verdict.SKIPPED:
        return go_on(book, moved(session, next_place(book, session, place)), request.on)
    return leave(book, session, place, request.on)


def _next(book: Handbook, session: Session, request: Request) -> Step:
    place = here(book, session)
    if place is None:
        return go_on(book, session, request.on)
    if question_here(book, session, place).areas:
        return _areas_done(book, session, place, request)
    if answer_at(answers_of(book, session, place), place) is None:
        return go_on(book, session, request.on, Say("not_answered_yet"))
    return leave(book, session, place, request.on)


def _areas_done(book: Handbook, session: Session, place: Place, request: Request) -> Step:
    if session.paper is None or not session.paper.areas:
        return Step(session, (Say("choose_an_area"),))
    return leave(book, choose(book, session, place, session.paper.areas, None), place, request.on)


def _pick(book: Handbook, session: Session, request: Request) -> Step:
    place = here(book, session)
    paper = session.paper
    ids = [choice.id for choice in book.choices(paper.kind)] if paper else []
    if place is None or paper is None or request.words not in ids:
        return go_on(book, session, request.on)
    chosen = set(paper.areas) ^ {request.words}
    session = set_areas(session, tuple(choice for choice in ids if choice in chosen))
    redrawn = ask(book, session, place, request.pressed)
    return Step(session, (redrawn,)) if isinstance(redrawn, AskAreas) else go_on(book, session, request.on)


def _back(book: Handbook, session: Session, request: Request) -> Step:
    if doubt := doubt_here(book, session):
        return go_on(book, moved(session, doubt.place), request.on)
    before = place_before(book, session, here(book, session))
    if before is None:
        return go_on(book, session, request.on, Say("first_question"))
    return go_on(book, moved(session, before), request.on)


def _rewrite(book: Handbook, session: Session, request: Request) -> Step:
    if here(book, session) is None:
        return go_on(book, session, request.on)
    return Step(replace(session, replacing=True, doubt=None), (Say("rewrite", turn=session.turn, offer=(Act.NEXT,)),))


def _jump(book: Handbook, session: Session, request: Request) -> Step:
    paper = session.paper
    places = places_of(book, paper, request.words) if paper and paper.period else ()
    if paper is None or not places:
        return go_on(book, session, request.on)
    whole = "." not in request.words and question_here(book, session, places[0]).areas
    focus = places[0] if whole else first_open(places, paper.answers) or places[0]
    beside = () if begins(book, paper, focus) else remarks_on(paper, focus.section)
    return go_on(book, moved(session, focus), request.on, *beside)


def _put(book: Handbook, session: Session, request: Request) -> Step:
    paper = session.paper
    places = places_of(book, paper, request.words) if paper and paper.period else ()
    if paper and paper.loose and request.words == ASIDE:
        session = replace(session, paper=replace(paper, loose=()), withdrawn=(*session.withdrawn, *paper.loose))
        return go_on(book, session, request.on, Say("put_by"))
    if paper is None or not places or not paper.loose:
        return go_on(book, session, request.on)
    place = next((p for p in places if not question_here(book, session, p).areas), places[0])
    loose = paper.loose
    session = replace(session, paper=replace(paper, loose=()), replacing=False, doubt=None)
    for said in loose:
        session = record(book, session, place, said)
    return go_on(book, session, request.on, Say("put"))


def _menu(book: Handbook, session: Session, request: Request) -> Step:
    paper = session.paper
    if paper is None or paper.period is None:
        return go_on(book, session, request.on)
    outline, rows, remarks = book.outlines[paper.kind], table(book, paper), remarks_of(paper.sent)
    rest, photos = left(book, paper), len(paper.snaps)
    shown = ShowMenu(paper.kind, paper.period, rows, len(paper.loose), rest, photos, outline.photos, remarks)
    return Step(session, (shown,))


def _pause(book: Handbook, session: Session, request: Request) -> Step:  # noqa: ARG001  one signature for all acts
    return Step(replace(session, paused=True), (Say("paused", offer=(Act.RESUME,)),))


def _resume(book: Handbook, session: Session, request: Request) -> Step:
    return go_on(book, session, request.on)


def _start(book: Handbook, session: Session, request: Request) -> Step:
    if request.reviewer and judging.only_reviews(session):
        return judging.welcome(session)
    known = bool(session.profile)
    return go_on(book, session, request.on, Say("welcome_back" if known else "welcome"))


def _examples(book: Handbook, session: Session, request: Request) -> Step:
    kind = session.paper.kind if session.paper else ""
    wanted = wanted_examples(request.words)
    if request.words and wanted is None:
        return advising.asked(book, session, base(book, kind), request.words)
    place = here(book, session)
    if place is None or place in profile_route(book) or question_here(book, session, place).areas:
        return Step(session, (Say("examples_how"),))
    if wanted:
        return Step(session, (ShowExamples(kind, place, "", *wanted),))
    seen = session.examples_seen
    return Step(replace(session, examples_seen=seen + 1), (ShowExamples(kind, place, "", seen),))


def _profile(book: Handbook, session: Session, request: Request) -> Step:
    return go_on(book, moved(session, profile_route(book)[0]), request.on, mine.naming(session))


def _take(book: Handbook, session: Session, request: Request) -> Step:
    if doubt := doubt_here(book, session):
        return asking.taken(book, session, doubt, request.words, request.on)
    return go_on(book, session, request.on)


def _cancel(book: Handbook, session: Session, request: Request) -> Step:
    if session.paper and session.paper.revising:
        return revising.cancel(session, session.paper)
    if session.advice and not (session.paper and session.paper.drafting):
        return advising.cancel(session)
    return papers.cancel(book, session, request.on)


_ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.START: _start,
    Act.NEW: lambda book, session, request: papers.new(book, session, request.on),
    Act.RESUME: _resume,
    Act.MENU: _menu,
    Act.EXAMPLES: _examples,
    Act.TEXT: lambda book, session, request: papers.send(book, session, request.on, as_text=True),
    Act.FILES: lambda book, session, request: papers.send(book, session, request.on, as_text=False),
    Act.PROFILE: _profile,
    Act.SKIP: _skip,
    Act.BACK: _back,
    Act.NEXT: _next,
    Act.PAUSE: _pause,
    Act.CANCEL: _cancel,
    Act.REVISE: revising.revise,
    Act.REWRITE: _rewrite,
    Act.NONE: _none,
    Act.UNKNOWN: _unknown,
    Act.KIND: lambda book, session, request: papers.kind(book, session, request.words, request.on),
    Act.PERIOD: lambda book, session, request: reminding.period(book, session, request.words, request.on),
    Act.JUMP: _jump,
    Act.PICK: _pick,
    Act.PUT: _put,
    Act.TAKE: _take,
    Act.EVIDENCE: lambda book, session, request: papers.evidence(book, session, request.words, request.on),
    Act.POINT: lambda book, session, request: papers.point(book, session, request.words, request.on),
    **administering.ACTS,
    **charting.ACTS,
    **checking.ACTS,
    **comparing.ACTS,
    **helping.ACTS,
    **reminding.ACTS,
    **sharing.ACTS,
    **reviewing.ACTS,
    **judging.ACTS,
    **shelving.ACTS,
    **snaps.ACTS,
    **teaching.ACTS,
    **unheard.ACTS,
    **waiting.ACTS,
    **mine.ACTS,
}
