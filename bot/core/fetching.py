"""Files on their way: handed to slow work under a number, awaited, done with."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import Effect, ReadFile, Say
from bot.core.files import SPOKEN
from bot.core.going import Step

if TYPE_CHECKING:
    from bot.core.events import FileRead
    from bot.core.state import Session

AWAITING = frozenset({Act.IMPORT, Act.LEARN, Act.TEMPLATE, Act.UNLEARN, Act.UNLEARN_SURE, Act.DROP})
"""Acts that leave a file awaited; after any other the next file is asked about."""


def take(session: Session, work: ReadFile, say: str = "file_reading") -> Step:
    """Have a file read; its number is given here."""
    number = session.filing.count + 1
    filing = replace(session.filing, count=number, reading=(*session.filing.reading, number))
    if work.purpose in SPOKEN:  # what is said meanwhile concerns no file
        filing = replace(filing, listening=(*filing.listening, number))
    else:
        filing = replace(filing, pending=None, awaiting=None, weighed=None)
    effects: tuple[Effect, ...] = (Say(say), replace(work, number=number))
    return Step(replace(session, filing=filing), effects)


def is_awaited(session: Session, event: FileRead) -> bool:
    """Whether this file is being read; what comes a second time is not."""
    return event.number in session.filing.reading


def waits_no_more(session: Session, act: Act) -> Session:
    """Whoever turns to something else is asked what the next file is for."""
    if act in AWAITING or session.filing.awaiting is None:
        return session
    return replace(session, filing=replace(session.filing, awaiting=None))


def done_with(session: Session, number: int) -> Session:
    """A file is read, or cannot be, or is not wanted any more."""
    filing = session.filing
    reading, listening = (tuple(one for one in of if one != number) for of in (filing.reading, filing.listening))
    return replace(session, filing=replace(filing, reading=reading, listening=listening))
