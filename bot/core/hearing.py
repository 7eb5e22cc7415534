"""Voice messages, and photos read: shown as text, and an answer like any other once numbers are confirmed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import ReadFile, Say
from bot.core.fetching import done_with, take
from bot.core.files import Purpose
from bot.core.going import Step
from bot.core.state import Said

if TYPE_CHECKING:
    from bot.core.events import FileRead, Spoke
    from bot.core.outline import Handbook
    from bot.core.state import Session

LONGEST_SECONDS = 600
LONGEST_SHOWN = 60
"""Signs of what was heard that are shown again."""
_NUMERAL = re.compile(r"[\d〇零一二两三四五六七八九十百千万亿]")


def spoke(book: Handbook, session: Session, event: Spoke) -> Step:
    """A voice message came: have it heard, where there is somebody to hear it."""
    if not book.hears:
        return Step(session, (Say("voice_how", offer=(Act.RESUME,)),))
    if event.seconds > LONGEST_SECONDS:
        minutes = str(LONGEST_SECONDS // 60)
        return Step(session, (Say("voice_too_long", (("minutes", minutes),), (Act.RESUME,)),))
    work = ReadFile(0, event.file, Purpose.VOICE, event.message, event.on, event.seconds)
    return take(session, work, "voice_listening")


def heard(session: Session, event: FileRead) -> tuple[Session, Said | None, Step]:
    """What a voice message said.

    Returns:
        The session, the words where they can be taken at once, and else what is shown.
    """
    if not event.text.strip():
        return session, None, Step(session, (Say("voice_empty", offer=(Act.RESUME,)),))
    said = Said(event.message, event.text.strip(), event.on)
    if not _NUMERAL.search(said.text):
        return session, said, Step(session)
    shown = (*instead(session), Say("voice_heard", (("text", said.text),), (Act.AGREE, Act.DROP)))
    session = replace(withdraw(session), heard=said)
    return session, None, Step(session, shown)


def read_off(session: Session, event: FileRead) -> Step:
    """What a photo says: always shown first. Photos read one after the other are the pages of one text."""
    text = event.text.strip()
    if not text:
        return Step(session, (Say("photo_empty", offer=(Act.RESUME,)),))
    if session.heard:
        pages = (session.heard.text, text)
        text = "\n".join(pages if session.heard.message <= event.message else reversed(pages))
    said = Said(event.message, text, event.on)
    return Step(replace(session, heard=said), (Say("photo_read", (("text", text),), (Act.AGREE, Act.DROP)),))


def instead(session: Session) -> tuple[Say, ...]:
    """That what was heard is about to be put away for what was said after it."""
    return (Say("heard_instead"),) if session.heard else ()


def beginning(said: Said) -> str:
    """Its first words, by which it is known again."""
    return said.text if len(said.text) <= LONGEST_SHOWN else f"{said.text[:LONGEST_SHOWN]}…"


def not_yet(session: Session) -> Step:
    """Agreed to before there was anything to be seen."""
    return Step(session, (Say("not_heard_yet", offer=(Act.DROP,)),))


def leave_off(session: Session) -> Step:
    """What is being heard or read off is not wanted any more; whatever comes of it is ignored."""
    for number in session.filing.listening:
        session = done_with(session, number)
    return Step(session, (Say("voice_again", offer=(Act.RESUME,)),))


def withdraw(session: Session) -> Session:
    """Put away what was heard and is not to be used; it is kept like a replaced answer."""
    if session.heard is None:
        return session
    return replace(session, heard=None, withdrawn=(*session.withdrawn, session.heard))
