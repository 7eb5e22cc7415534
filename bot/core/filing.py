"""Files that come: what each is for, and what becomes of it once it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import importing, noticing
from bot.core.acts import Act
from bot.core.effects import Effect, OfferPurposes, ReadFile, Say
from bot.core.files import ADMINS_ONLY, Purpose
from bot.core.going import Step, go_on
from bot.core.state import Filing, NoticeInHand, Said

if TYPE_CHECKING:
    from datetime import date

    from bot.core.events import Attached, FileRead, FileRefused
    from bot.core.outline import Handbook
    from bot.core.state import Session

OFFERED = (Purpose.NOTICE, Purpose.LAST_REPORT)
"""What a file may be for, as far as it can be done."""


def attached(session: Session, event: Attached) -> Step:
    """A file came: read it for what was asked for, else ask what it is for."""
    if session.notice and session.notice.adding:
        return take(session, ReadFile(0, event.file, Purpose.NOTICE, event.message, event.on))
    if awaited := session.filing.awaiting:
        return take(session, ReadFile(0, event.file, awaited, event.message, event.on))
    filing = replace(session.filing, pending=event.file)
    purposes = tuple(purpose for purpose in OFFERED if event.admin or purpose not in ADMINS_ONLY)
    return Step(replace(session, filing=filing), (OfferPurposes(event.file.name, purposes),))


def purpose(book: Handbook, session: Session, value: str, on: date) -> Step:
    """The officer said what the last file is for."""
    file = session.filing.pending
    if file is None or value not in set(Purpose):
        return go_on(book, session, on, Say("file_gone"))
    if value == Purpose.NOTICE:
        session = replace(session, notice=NoticeInHand())
    return take(session, ReadFile(0, file, Purpose(value), 0, on))


def is_awaited(session: Session, event: FileRead) -> bool:
    """Whether this file is being read; what comes a second time is not."""
    return event.number in session.filing.reading


def read(book: Handbook, session: Session, event: FileRead) -> Step:
    """The text of a file is there."""
    match event.purpose:
        case Purpose.NOTICE:
            held = replace(session.notice or NoticeInHand(), adding=True)
            said = Said(event.message, event.text, event.on)
            return noticing.told(book, replace(session, notice=held), said)
        case Purpose.LAST_REPORT:
            return importing.read(session, event.text)
        case _:
            return go_on(book, session, event.on, Say("file_gone"))


def refused(session: Session, event: FileRefused) -> Step:
    """A file could not be read: say why, and what would help."""
    if event.number not in session.filing.reading:
        return Step(session)
    session = done_with(session, event.number)
    key = event.key or ("file_refused" if event.why else "trouble")
    return Step(session, (Say(key, (("why", event.why),) if event.why else (), (Act.RESUME,)),))


def take(session: Session, work: ReadFile, say: str = "file_reading") -> Step:
    """Have a file read; its number is given here."""
    number = session.filing.count + 1
    filing = Filing(number, (*session.filing.reading, number))
    effects: tuple[Effect, ...] = (Say(say), replace(work, number=number))
    return Step(replace(session, filing=filing), effects)


def done_with(session: Session, number: int) -> Session:
    """A file is read, or cannot be."""
    reading = tuple(one for one in session.filing.reading if one != number)
    return replace(session, filing=replace(session.filing, reading=reading))
