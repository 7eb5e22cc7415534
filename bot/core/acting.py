"""What an officer asks for, by button, command or typed word, and what is an answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from bot.core import filing, mine, noticing, papers
from bot.core.acts import Act
from bot.core.effects import AskAreas, Say, ShowExamples, ShowMenu
from bot.core.going import Step, ask, go_on
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
from bot.core.state import Said, Verdict
from bot.core.typed import areas_named, kind_named, only_names_areas, typed_act

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.events import Texted
    from bot.core.outline import Handbook, Place
    from bot.core.state import Session


ABOUT_NOTICE = frozenset({Act.AGREE, Act.ADD, Act.DROP})
"""Typed, these mean a notice in hand; without one their words may be an answer."""
ASIDE = "aside"
"""In place of a section: the words belong nowhere in this report."""


@dataclass(frozen=True, slots=True)
class Request:
    """An act with the words or value that came with it. `pressed` is the message whose button was pressed."""

    act: Act
    words: str
    on: date
    pressed: int | None = None
    said: Said | None = None


def act(book: Handbook, session: Session, request: Request) -> Step:
    """Do what the officer asks for."""
    return _ACTS[request.act](book, mine.thinks_again(session, request.act), request)


def text(book: Handbook, session: Session, event: Texted) -> Step:
    """Words: an act typed out, or an answer to the question on the screen (or to the one before it)."""
    said = Said(event.message, event.text, event.on)
    meant = typed_act(book, event.text)
    if meant and (session.notice or meant[0] not in ABOUT_NOTICE):
        return act(book, session, Request(meant[0], meant[1], event.on, said=said))
    session = mine.thinks_again(session, None)
    if session.notice:
        return noticing.told(book, session, said)
    if session.turn == 0:  # the very first words, before any greeting
        session = session if kind_named(book, event.text) else _keep_loose(session, said)
        return _start(book, session, Request(Act.START, "", event.on))
    place = here(book, session)
    if place is None:
        return _words_without_question(book, session, said)
    late = _sent_before_the_question(session, event.message, place)
    if late is not None:
        return Step(record(book, session, late, said), (Say("noted_before"),))
    question = question_here(book, session, place)
    if question.areas:
        return _areas_typed(book, session, place, said)
    session = record(book, session, place, said)
    if question.many:
        given = answer_at(answers_of(book, session, place), place)
        count = str(len(given.said) if given else 0)
        session = replace(session, focus=place, paused=False)
        return Step(session, (Say("noted", (("count", count),), (Act.NEXT,), session.turn),))
    return _leave(book, session, place, event.on)


def _sent_before_the_question(session: Session, message: int, place: Place) -> Place | None:
    """Words sent before a question was on the screen cannot answer it: they go on with the one before.

    Message ids tell, not clocks: the ids of a chat rise in the order in which messages reached it.
    """
    shown, before = session.shown, session.before
    if not (shown and before and shown.place == place and shown.turn == session.turn):
        return None
    return before.place if message < shown.message and before.place != place else None


def _words_without_question(book: Handbook, session: Session, said: Said) -> Step:
    paper = session.paper
    if paper is None:
        named = kind_named(book, said.text)
        return papers.kind(book, session, named, said.on) if named else _nothing_in_hand(book, session, said)
    if paper.period is None:
        return papers.period(book, session, said.text, said.on)
    session = _keep_loose(session, said)
    return go_on(book, session, said.on)


def _nothing_in_hand(book: Handbook, session: Session, said: Said) -> Step:
    return go_on(book, _keep_loose(session, said), said.on, Say("kept_for_later"))


def _areas_typed(book: Handbook, session: Session, place: Place, said: Said) -> Step:
    """Work areas by name, beside those already ticked. Words that say more than names wait for their place."""
    if not only_names_areas(book, said.text):
        session = _keep_loose(session, said)
    named = areas_named(book, said.text)
    if not named or session.paper is None:
        return go_on(book, replace(session, focus=place), said.on, Say("no_area_named"))
    areas = tuple(area for area in book.areas if area in {*named, *session.paper.areas})
    return _leave(book, choose(book, session, place, areas, said), place, said.on)


def _keep_loose(session: Session, said: Said) -> Session:
    if session.paper is None:
        return replace(session, early=(*session.early, said))
    return replace(session, paper=replace(session.paper, loose=(*session.paper.loose, said)))


def _leave(book: Handbook, session: Session, place: Place, on: date) -> Step:
    return go_on(book, replace(session, focus=next_place(book, session, place), replacing=False), on)


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
    return _leave(book, session, place, request.on)


def _next(book: Handbook, session: Session, request: Request) -> Step:
    place = here(book, session)
    if place is None:
        return go_on(book, session, request.on)
    if question_here(book, session, place).areas:
        return _areas_done(book, session, place, request)
    if answer_at(answers_of(book, session, place), place) is None:
        return go_on(book, session, request.on, Say("not_answered_yet"))
    return _leave(book, session, place, request.on)


def _areas_done(book: Handbook, session: Session, place: Place, request: Request) -> Step:
    if session.paper is None or not session.paper.areas:
        return Step(session, (Say("choose_an_area"),))
    return _leave(book, choose(book, session, place, session.paper.areas, None), place, request.on)


def _pick(book: Handbook, session: Session, request: Request) -> Step:
    place = here(book, session)
    paper = session.paper
    if place is None or paper is None or request.words not in book.areas:
        return go_on(book, session, request.on)
    chosen = set(paper.areas) ^ {request.words}
    session = set_areas(session, tuple(area for area in book.areas if area in chosen))
    redrawn = ask(book, session, place, request.pressed)
    return Step(session, (redrawn,)) if isinstance(redrawn, AskAreas) else go_on(book, session, request.on)


def _back(book: Handbook, session: Session, request: Request) -> Step:
    before = place_before(book, session, here(book, session))
    if before is None:
        return go_on(book, session, request.on, Say("first_question"))
    return go_on(book, replace(session, focus=before, replacing=False), request.on)


def _rewrite(book: Handbook, session: Session, request: Request) -> Step:
    if here(book, session) is None:
        return go_on(book, session, request.on)
    return Step(replace(session, replacing=True), (Say("rewrite", turn=session.turn, offer=(Act.NEXT,)),))


def _jump(book: Handbook, session: Session, request: Request) -> Step:
    paper = session.paper
    places = places_of(book, paper, request.words) if paper and paper.period else ()
    if paper is None or not places:
        return go_on(book, session, request.on)
    whole = "." not in request.words and question_here(book, session, places[0]).areas
    focus = places[0] if whole else first_open(places, paper.answers) or places[0]
    return go_on(book, replace(session, focus=focus, replacing=False), request.on)


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
    session = replace(session, paper=replace(paper, loose=()), replacing=False)
    for said in loose:
        session = record(book, session, place, said)
    return go_on(book, session, request.on, Say("put"))


def _menu(book: Handbook, session: Session, request: Request) -> Step:
    paper = session.paper
    if paper is None or paper.period is None:
        return go_on(book, session, request.on)
    return Step(session, (ShowMenu(paper.kind, paper.period, table(book, paper), len(paper.loose)),))


def _pause(book: Handbook, session: Session, request: Request) -> Step:  # noqa: ARG001  one signature for all acts
    return Step(replace(session, paused=True), (Say("paused", offer=(Act.RESUME,)),))


def _resume(book: Handbook, session: Session, request: Request) -> Step:
    return go_on(book, session, request.on)


def _start(book: Handbook, session: Session, request: Request) -> Step:
    known = bool(session.profile)
    return go_on(book, session, request.on, Say("welcome_back" if known else "welcome"))


def _help(book: Handbook, session: Session, request: Request) -> Step:  # noqa: ARG001  one signature for all acts
    return Step(session, (Say("help", offer=(Act.RESUME, Act.MENU)),))


def _examples(book: Handbook, session: Session, request: Request) -> Step:
    kind = session.paper.kind if session.paper else ""
    if request.words:
        return Step(session, (ShowExamples(kind, None, request.words, 0),))
    place = here(book, session)
    if place is None or place in profile_route(book) or question_here(book, session, place).areas:
        return Step(session, (Say("examples_how"),))
    seen = session.examples_seen
    return Step(replace(session, examples_seen=seen + 1), (ShowExamples(kind, place, "", seen),))


def _profile(book: Handbook, session: Session, request: Request) -> Step:
    session = replace(session, focus=profile_route(book)[0], replacing=False)
    return go_on(book, session, request.on, mine.naming(session))


_ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.START: _start,
    Act.NEW: lambda book, session, request: papers.new(book, session, request.on),
    Act.RESUME: _resume,
    Act.MENU: _menu,
    Act.EXAMPLES: _examples,
    Act.DRAFT: lambda book, session, request: papers.draft(book, session, request.on),
    Act.TEXT: lambda book, session, request: papers.send(book, session, request.on, as_text=True),
    Act.FILES: lambda book, session, request: papers.send(book, session, request.on, as_text=False),
    Act.PROFILE: _profile,
    Act.HELP: _help,
    Act.SKIP: _skip,
    Act.BACK: _back,
    Act.NEXT: _next,
    Act.PAUSE: _pause,
    Act.CANCEL: lambda book, session, request: papers.cancel(book, session, request.on),
    Act.REWRITE: _rewrite,
    Act.NONE: _none,
    Act.UNKNOWN: _unknown,
    Act.KIND: lambda book, session, request: papers.kind(book, session, request.words, request.on),
    Act.PERIOD: lambda book, session, request: papers.period(book, session, request.words, request.on),
    Act.JUMP: _jump,
    Act.PICK: _pick,
    Act.PUT: _put,
    Act.NOTICE: lambda _, session, __: noticing.begin(session),
    Act.AGREE: lambda book, session, request: noticing.agree(book, session, request.on),
    Act.ADD: lambda _, session, __: noticing.add(session),
    Act.DROP: lambda book, session, request: noticing.drop(book, session, request.on),
    Act.PURPOSE: lambda book, session, request: filing.purpose(book, session, request.words, request.on),
    **mine.ACTS,
}
