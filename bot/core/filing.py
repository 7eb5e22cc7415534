"""Files that come: what each is for, and what becomes of it once it is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import administering, importing, noticing, teaching
from bot.core.acts import Act
from bot.core.effects import OfferPurposes, ReadFile, Say
from bot.core.fetching import done_with, take
from bot.core.files import ADMINS_ONLY, Purpose
from bot.core.going import Step, go_on
from bot.core.notice import NoticeInHand
from bot.core.period import spoken
from bot.core.state import Said

if TYPE_CHECKING:
    from datetime import date

    from bot.core.events import Attached, FileRead, FileRefused
    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session

OFFERED = (Purpose.NOTICE, Purpose.LAST_REPORT, Purpose.LEARN, Purpose.TEMPLATE)
"""What a file may be for."""


def attached(session: Session, event: Attached) -> Step:
    """A file came: read it for what was asked for, else ask what it is for."""
    awaited = session.filing.awaiting
    if awaited and (event.admin or awaited not in ADMINS_ONLY):
        return take(session, ReadFile(0, event.file, awaited, event.message, event.on))
    if session.notice and session.notice.adding:
        return take(session, ReadFile(0, event.file, Purpose.NOTICE, event.message, event.on))
    filing = replace(session.filing, pending=event.file)
    purposes = tuple(purpose for purpose in OFFERED if event.admin or purpose not in ADMINS_ONLY)
    return Step(replace(session, filing=filing), (OfferPurposes(event.file.name, purposes),))


def purpose(book: Handbook, session: Session, request: Request) -> Step:
    """The officer said what the last file is for."""
    file = session.filing.pending
    if file is None or request.words not in OFFERED:
        return go_on(book, session, request.on, Say("file_gone"))
    wanted = Purpose(request.words)
    if wanted in ADMINS_ONLY and not request.admin:
        return Step(session, (administering.ADMINS_ONLY,))
    if wanted is Purpose.NOTICE:
        session = replace(session, notice=NoticeInHand())
    return take(session, ReadFile(0, file, wanted, 0, request.on))


def read(book: Handbook, session: Session, event: FileRead) -> Step:
    """The text of a file is there."""
    match event.purpose:
        case Purpose.NOTICE:
            held = replace(session.notice or NoticeInHand(), adding=True)
            said = Said(event.message, event.text, event.on)
            return noticing.told(book, replace(session, notice=held), said)
        case Purpose.LAST_REPORT:
            return importing.read(session, event.text)
        case Purpose.LEARN:
            return teaching.weighed(session, event)
        case Purpose.KEEP:
            return teaching.kept(book, session, event)
        case Purpose.TEMPLATE:
            return go_on(book, session, event.on, Say("template_kept", (("name", event.name),)))
        case _:
            return go_on(book, session, event.on, Say("file_gone"))


def refused(session: Session, event: FileRefused) -> Step:
    """A file could not be read: say why, and what would help."""
    if event.number not in session.filing.reading:
        return Step(session)
    session = done_with(session, event.number)
    key = event.key or ("file_refused" if event.why else "trouble")
    told = {"why": event.why, "day": spoken(event.renews) if event.renews else ""}
    values = tuple((name, value) for name, value in told.items() if value)
    return Step(session, (Say(key, values, (Act.RESUME,)),))


def drop(book: Handbook, session: Session, on: date) -> Step:
    """Await no file any more, and use none that was shown."""
    filing = replace(session.filing, awaiting=None, weighed=None)
    return go_on(book, replace(session, filing=filing), on, Say("file_dropped"))
