"""Free questions (送温暖怎么写): answered beside the interview, which they do not hold up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.counsel import DropCounsel, SeekAdvice, ShowAdvice
from bot.core.effects import Effect, Say, ShowExamples
from bot.core.going import Step

if TYPE_CHECKING:
    from bot.core.counsel import AdviceGiven
    from bot.core.outline import Handbook
    from bot.core.state import Session


def asked(book: Handbook, session: Session, kind: str, words: str) -> Step:
    """Answer a question; one that was asked before and is not answered yet is dropped."""
    if not book.writes:
        return Step(session, (ShowExamples(kind, None, words, 0),))
    number = session.counsels + 1
    effects = (*called_off(session), SeekAdvice(number, kind, words))
    return Step(replace(session, counsels=number, advice=number), effects)


def given(session: Session, event: AdviceGiven) -> Step:
    """The answer has come; one that is awaited no more is ignored."""
    if session.advice != event.number:
        return Step(session)
    told = ShowAdvice(event.kind, event.words, event.told, event.by, event.renews, model=True)
    return Step(replace(session, advice=0), (told,))


def cancel(session: Session) -> Step:
    """Await no answer any more."""
    effects: tuple[Effect, ...] = (*called_off(session), Say("advice_cancelled", offer=(Act.RESUME,)))
    return Step(replace(session, advice=0), effects)


def called_off(session: Session) -> tuple[Effect, ...]:
    """What ends the search for an answer that is awaited."""
    return (DropCounsel(session.advice),) if session.advice else ()
