"""Going on: what the officer is shown next, from wherever the session stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.core.checklist import is_last_plan, is_ticked
from bot.core.effects import (
    Ask,
    AskAreas,
    AskBack,
    AskKind,
    AskPeriod,
    Effect,
    OfferPlaces,
    Progress,
    Say,
    ShowReady,
)
from bot.core.kinds import periods
from bot.core.left import left
from bot.core.occasions import suggestions
from bot.core.outline import FROM_NOTICES, Form
from bot.core.path import answer_at, here, places_of, profile_route, question_here, step_of, table
from bot.core.planning import AskCheck
from bot.core.recording import answers_of
from bot.core.review import remarks_of

if TYPE_CHECKING:
    from datetime import date

    from bot.core.outline import Handbook, Place
    from bot.core.state import Doubt, Paper, Session


MOST_OWN = 6
"""Kinds made from notices that are offered at a time."""


class Step(NamedTuple):
    """What an event led to."""

    session: Session
    effects: tuple[Effect, ...] = ()


def moved(session: Session, focus: Place | None) -> Session:
    """At a question by choice, at the next open one for None; whatever was being asked there is left."""
    return replace(session, focus=focus, replacing=False, doubt=None)


def go_on(book: Handbook, session: Session, on: date, *said: Effect, heard: tuple[str, ...] = ()) -> Step:
    """Show whatever is next, after the effects `said`; going on ends a pause.

    `heard` is what was understood of the answer that leads on: it stands above what is next.
    """
    step = _next(book, replace(session, paused=False), on)
    *firsts, last = step.effects
    if heard and isinstance(last, Ask | AskCheck | AskBack | AskAreas | ShowReady | OfferPlaces):
        last = replace(last, heard=heard)
    return Step(step.session, (*said, *firsts, last))


def doubt_here(book: Handbook, session: Session) -> Doubt | None:
    """What is being asked back, if the officer is at it."""
    doubt = session.doubt
    return doubt if doubt and session.paper and here(book, session) == doubt.place else None


def _next(book: Handbook, session: Session, on: date) -> Step:
    place = here(book, session)
    if place is not None:
        session = replace(session, turn=session.turn + 1, examples_seen=0)
        doubt = doubt_here(book, session)
        if doubt and session.paper:
            return Step(session, (AskBack(session.paper.kind, doubt, session.turn),))
        paper = session.paper
        remarks = remarks_on(paper, place.section) if paper and begins(book, paper, place) else ()
        beside: tuple[Effect, ...] = (*remarks, *suggestions(book, session, place))
        return Step(session, (*beside, ask(book, session, place)))
    if session.paper is None:
        return Step(session, (ask_kind(book),))
    if session.paper.period is None:
        kind = session.paper.kind
        return Step(session, (AskPeriod(kind, periods(book, kind, on)),))
    if session.paper.loose:
        return Step(session, (offer_places(book, session.paper),))
    return Step(session, (ready(book, session.paper),))


def ask_kind(book: Handbook) -> AskKind:
    """Offer the kinds, those made from notices among them, the latest first."""
    titles = {one.title: one.id for one in book.outlines.values() if one.id.startswith(FROM_NOTICES)}
    own = [(kind, title) for title, kind in titles.items()]
    return AskKind(tuple(own[: -MOST_OWN - 1 : -1]))


def ask(book: Handbook, session: Session, place: Place, message: int | None = None) -> Ask | AskAreas | AskCheck:
    """The question at a place, as an effect; `message` redraws one on the screen, where it can be redrawn."""
    if place in profile_route(book):
        step, steps = profile_route(book).index(place) + 1, len(profile_route(book))
    else:
        assert session.paper is not None  # noqa: S101  a place outside the profile is one of the report in hand
        step, steps = step_of(book.outlines[session.paper.kind], session.paper.areas, place)
    kind = session.paper.kind if session.paper else ""
    if session.paper and is_ticked(book, session.paper, place):
        paper = session.paper
        return AskCheck(kind, place, session.turn, step, steps, paper.last_plan, paper.checks, message)
    rest = left(book, session.paper) if session.paper and book.outlines[kind].pick else (0, 0)
    if question_here(book, session, place).areas and session.paper:
        return AskAreas(kind, place, session.turn, step, steps, session.paper.areas, message, rest)
    given = answer_at(answers_of(book, session, place), place)
    words = tuple(given.text.split("\n")) if given and given.text else ()
    last_plan = session.paper.last_plan if session.paper and is_last_plan(book, session.paper, place) else ()
    return Ask(kind, place, session.turn, step, steps, words, last_plan, rest)


def remarks_on(paper: Paper, section: str) -> tuple[Say, ...]:
    """What the reviewer said of a section, while it is to be mended."""
    said = "\n".join(one.text for one in remarks_of(paper.sent) if one.section == section)
    return (Say("remark", (("name", paper.sent.name), ("text", said))),) if said and paper.sent else ()


def begins(book: Handbook, paper: Paper, place: Place) -> bool:
    """Whether a section begins with this question: what was remarked on it stands above."""
    return places_of(book, paper, place.section)[:1] == (place,)


def ready(book: Handbook, paper: Paper) -> ShowReady:
    """All was asked; name the required sections that were passed over whole."""
    outline = book.outlines[paper.kind]
    rows = [row for row in table(book, paper) if row.progress is Progress.OPEN and not row.area]
    required = {section.title for section in outline.sections if section.required}
    return ShowReady(tuple(row.title for row in rows if row.title in required), paper.draft is not None)


def offer_places(book: Handbook, paper: Paper) -> OfferPlaces:
    """Ask where the words belong that fit no question."""
    printed = {s.id for s in book.outlines[paper.kind].sections if s.form is not Form.CHOICE}
    rows = tuple(row for row in table(book, paper) if row.target.partition(".")[0] in printed)
    return OfferPlaces("\n".join(said.text for said in paper.loose), rows)
