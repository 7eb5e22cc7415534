"""The interview: one event in, a new session and effects out.

Rules that hold for every event in every state (`tests/core/test_engine.py`):
no event raises; no words of the officer leave the session; every state leads on to a question or an offer;
an act meant for an older question changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.core import acting, filing, papers
from bot.core.acts import TIED_TO_QUESTION, Act
from bot.core.effects import Acknowledge, Effect, Say
from bot.core.events import (
    Attached,
    Commanded,
    DraftFailed,
    DraftReady,
    Edited,
    FileRead,
    FileRefused,
    Pressed,
    PressedUnknown,
    QuestionShown,
    Texted,
    Unsupported,
)
from bot.core.going import Step
from bot.core.path import answer_at, here
from bot.core.recording import answers_of, edit, settle
from bot.core.state import Shown, Verdict
from bot.core.typed import typed_act

if TYPE_CHECKING:
    from bot.core.events import Event
    from bot.core.outline import Handbook
    from bot.core.state import Session


_VERDICTS: dict[Act | None, Verdict] = {Act.NONE: Verdict.NONE, Act.UNKNOWN: Verdict.UNKNOWN, Act.SKIP: Verdict.SKIPPED}


def step(book: Handbook, session: Session, event: Event) -> Step:
    """Decide what an event means."""
    book = book.knowing(session.kinds)
    match event:
        case Texted():
            return acting.text(book, session, event)
        case Edited():
            return _edited(book, session, event)
        case Commanded():
            return acting.act(book, session, acting.Request(event.act, event.words, event.on))
        case Pressed():
            return _pressed(book, session, event)
        case PressedUnknown():
            return Step(session, (Acknowledge(event.tap, "old_button"),))
        case Unsupported():
            return _unsupported(book, session, event)
        case Attached() | FileRead() | FileRefused():
            return _file(book, session, event)
        case QuestionShown():
            return Step(_shown(book, session, event))
        case DraftReady() | DraftFailed():
            return papers.draft_ended(session, event)
        case _:
            assert_never(event)


def _unsupported(book: Handbook, session: Session, event: Unsupported) -> Step:
    what = (("what", event.what),)
    if event.words is None:
        return Step(session, (Say("unsupported", what),))
    session, effects = acting.text(book, session, event.words)
    return Step(session, (Say("unsupported_but_words", what), *effects))


def _file(book: Handbook, session: Session, event: Attached | FileRead | FileRefused) -> Step:
    if isinstance(event, FileRead):
        return filing.read(book, session, event)
    if isinstance(event, FileRefused):
        return filing.refused(session, event)
    session, said = acting.text(book, session, event.words) if event.words else Step(session)
    session, effects = filing.attached(session, event)
    return Step(session, (*said, *effects))


def _edited(book: Handbook, session: Session, event: Edited) -> Step:
    session, place = edit(session, event.message, event.text)
    verdict = _VERDICTS.get((typed_act(book, event.text) or (None, ""))[0])
    given = answer_at(answers_of(book, session, place), place) if place else None
    if place and verdict and given and [said.message for said in given.said] == [event.message]:
        session = settle(book, session, place, verdict)
    return Step(session, (Say("edited" if place else "edited_nothing"),))


def _pressed(book: Handbook, session: Session, event: Pressed) -> Step:
    if event.act in TIED_TO_QUESTION and event.turn != session.turn:
        return Step(session, (Acknowledge(event.tap, "old_button"),))
    request = acting.Request(event.act, event.value, event.on, pressed=event.message)
    session, effects = acting.act(book, session, request)
    acknowledged: tuple[Effect, ...] = (Acknowledge(event.tap), *effects)
    return Step(session, acknowledged)


def _shown(book: Handbook, session: Session, event: QuestionShown) -> Session:
    place = here(book, session)
    if event.turn != session.turn or place is None:
        return session
    shown = Shown(place, event.turn, event.message)
    return replace(session, shown=shown, before=session.shown if session.shown != shown else session.before)
