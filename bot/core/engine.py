"""The interview: one event in, a new session and effects out.

Rules that hold for every event in every state (`tests/core/test_engine.py`):
no event raises; no words of the officer leave the session; every state leads on to a question or an offer;
an act meant for an older question changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.core import (
    acting,
    advising,
    asking,
    fetching,
    filing,
    hearing,
    judging,
    noticing,
    papers,
    reminding,
    reviewing,
    revising,
    snaps,
    texting,
)
from bot.core.acts import TIED_TO_QUESTION, Act
from bot.core.counsel import AdviceGiven, NoticeStudied
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
    Reminded,
    ReviseFailed,
    SectionRevised,
    SnapKept,
    Snapped,
    SnapRefused,
    Spoke,
    Texted,
    Unsupported,
)
from bot.core.files import Purpose
from bot.core.going import Step
from bot.core.heard import heard_at
from bot.core.path import answer_at, here
from bot.core.recording import MOST_LETTERS, answers_of, edit, letters, settle
from bot.core.request import Request
from bot.core.review import ReviewAnswered, ReviewAsked, ReviewSent, ReviewWithdrawn, SectionShown
from bot.core.state import Shown, Verdict
from bot.core.typed import typed_act

if TYPE_CHECKING:
    from bot.core.events import Event
    from bot.core.outline import Handbook
    from bot.core.review import Post
    from bot.core.state import Session


_VERDICTS: dict[Act | None, Verdict] = {Act.NONE: Verdict.NONE, Act.UNKNOWN: Verdict.UNKNOWN, Act.SKIP: Verdict.SKIPPED}


def step(book: Handbook, session: Session, event: Event) -> Step:
    """Decide what an event means."""
    book = book.knowing(session.kinds)
    match event:
        case Texted():
            return _words(book, session, event)
        case Edited():
            return _edited(book, session, event)
        case Commanded():
            return _act(
                book,
                session,
                Request(event.act, event.words, event.on, admin=event.admin, reviewer=event.reviewer),
            )
        case Pressed() | PressedUnknown():
            return _pressed(book, session, event)
        case Unsupported():
            return _unsupported(book, session, event)
        case Attached() | Spoke() | FileRead() | FileRefused():
            return _file(book, session, event)
        case Snapped() | SnapKept() | SnapRefused():
            return _photo(book, session, event)
        case QuestionShown():
            return Step(_shown(book, session, event))
        case Reminded():
            return reminding.reminded(book, session, event)
        case ReviewAsked() | ReviewWithdrawn() | SectionShown() | ReviewSent() | ReviewAnswered():
            return _post(book, session, event)
        case DraftReady() | DraftFailed() | SectionRevised() | ReviseFailed() | AdviceGiven() | NoticeStudied():
            return _ended(book, session, event)
        case _:
            assert_never(event)


def _ended(
    book: Handbook,
    session: Session,
    event: DraftReady | DraftFailed | SectionRevised | ReviseFailed | AdviceGiven | NoticeStudied,
) -> Step:
    """Slow work with a model has come to its end."""
    match event:
        case DraftReady() | DraftFailed():
            return papers.draft_ended(book, session, event)
        case AdviceGiven():
            return advising.given(session, event)
        case NoticeStudied():
            return noticing.studied(session, event)
        case _:
            return revising.ended(book, session, event)


def _post(book: Handbook, session: Session, event: Post) -> Step:
    match event:
        case ReviewAsked():
            return judging.asked(session, event)
        case ReviewWithdrawn():
            return judging.withdrawn(session, event)
        case SectionShown():
            return Step(judging.section_shown(session, event))
        case ReviewSent():
            return reviewing.sent(book, session, event)
        case _:
            return reviewing.answered(book, session, event)


def _act(book: Handbook, session: Session, request: Request) -> Step:
    if session.heard and request.act in texting.AGREES:
        return texting.heard_right(book, session, session.heard, request)
    return acting.act(book, session, request)


def _words(book: Handbook, session: Session, event: Texted) -> Step:
    """Words, as far as there is room for them."""
    decided = texting.text(book, session, event)
    if letters(session) < letters(decided.session) and letters(decided.session) > MOST_LETTERS:
        return Step(session, (Say("too_much", offer=(Act.DRAFT, Act.NEW)),))
    return decided


def _unsupported(book: Handbook, session: Session, event: Unsupported) -> Step:
    what = (("what", event.what),)
    if event.words is None:
        return Step(session, (Say("unsupported", what),))
    session, effects = _words(book, session, event.words)
    return Step(session, (Say("unsupported_but_words", what), *effects))


def _file(book: Handbook, session: Session, event: Attached | Spoke | FileRead | FileRefused) -> Step:
    if isinstance(event, Spoke):
        return hearing.spoke(book, session, event)
    if isinstance(event, FileRead):
        return _file_read(book, session, event)
    if isinstance(event, FileRefused):
        return filing.refused(session, event)
    session, said = _words(book, session, event.words) if event.words else Step(session)
    session, effects = filing.attached(session, event)
    return Step(session, (*said, *effects))


def _photo(book: Handbook, session: Session, event: Snapped | SnapKept | SnapRefused) -> Step:
    if not isinstance(event, Snapped):
        return snaps.developed(book, session, event)
    at = snaps.home(book, session, event)  # before its words lead on to another question
    session, said = texting.text(book, session, event.words) if event.words else Step(session)
    session, effects = snaps.snapped(book, session, event, at)
    return Step(session, (*said, *effects))


def _file_read(book: Handbook, session: Session, event: FileRead) -> Step:
    if not fetching.is_awaited(session, event):
        return Step(session)
    session = fetching.done_with(session, event.number)
    if event.purpose is Purpose.SIGHT:
        return hearing.read_off(session, event)
    if event.purpose is not Purpose.VOICE:
        return filing.read(book, session, event)
    session, said, shown = hearing.heard(session, event)
    return _words(book, session, Texted(said.message, said.text, said.on)) if said else shown


def _edited(book: Handbook, session: Session, event: Edited) -> Step:
    if judged := judging.edited(session, event.message, event.text):
        return Step(judged, (Say("edited"),))
    session, place = edit(session, event.message, event.text)
    if rechosen := asking.choice_edited(book, session, event.message):
        return Step(rechosen, (Say("edited"),))
    if place is None:
        return Step(
            session, (Say("photo_captioned" if snaps.is_caption(session, event.message) else "edited_nothing"),)
        )
    given = answer_at(answers_of(book, session, place), place)
    said = next((said for said in given.said if said.message == event.message), None) if given else None
    verdict = _VERDICTS.get((typed_act(book, event.text) or (None, ""))[0])
    if given and verdict and given.said == (said,):
        session = settle(book, session, place, verdict)
    heard = heard_at(book, session.paper, place, said) if said and not verdict else ()
    step = asking.edited(book, session, event.on) or Step(session)
    return Step(step.session, (Say("edited", heard=heard), *step.effects))


def _pressed(book: Handbook, session: Session, event: Pressed | PressedUnknown) -> Step:
    if isinstance(event, PressedUnknown) or (event.act in TIED_TO_QUESTION and event.turn != session.turn):
        return Step(session, (Acknowledge(event.tap, "old_button"),))
    request = Request(event.act, event.value, event.on, pressed=event.message, admin=event.admin)
    session, effects = _act(book, session, request)
    acknowledged: tuple[Effect, ...] = (Acknowledge(event.tap), *effects)
    return Step(session, acknowledged)


def _shown(book: Handbook, session: Session, event: QuestionShown) -> Session:
    place = here(book, session)
    if event.turn != session.turn or place is None:
        return session
    shown = Shown(place, event.turn, event.message)
    return replace(session, shown=shown, before=session.shown if session.shown != shown else session.before)
