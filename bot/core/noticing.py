"""A superior's notice becomes a kind of report: sent in pieces, read, corrected in the officer's words, agreed to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import papers
from bot.core.acts import Act
from bot.core.counsel import DropCounsel, StudyNotice
from bot.core.effects import Effect, Say, ShowNotice
from bot.core.going import Step, go_on
from bot.core.notice import NoticeInHand
from bot.core.outline import OWN

if TYPE_CHECKING:
    from datetime import date

    from bot.core.counsel import NoticeStudied
    from bot.core.notice import Notices
    from bot.core.outline import Handbook
    from bot.core.state import Said, Session


def begin(session: Session) -> Step:
    """Ask for the notice; one in hand is put away."""
    off = _called_off(session)
    session = replace(session, notice=NoticeInHand(), plan=None)
    return Step(session, (*off, Say("notice_send", offer=(Act.DROP,))))


def told(book: Handbook, session: Session, said: Said) -> Step:
    """Words while a notice is in hand: a piece of its text, or a correction. They answer nothing, and are kept."""
    words, session = said.text, replace(session, withdrawn=(*session.withdrawn, said))
    held = session.notice or NoticeInHand()
    assert book.notices is not None  # noqa: S101  without a reader of notices none is begun
    if held.adding:
        return _read(book, book.notices, session, (*held.texts, words))
    goes_on = bool(held.study)  # a long notice comes in several messages, the next before the first is studied
    corrected = None if goes_on and "\n" in words else book.notices.corrected(held.notice, words)
    if corrected is not None:
        return _shown(session, replace(held, notice=corrected))
    if goes_on:
        return _read(book, book.notices, session, (*held.texts, words))
    return Step(session, (Say("notice_correct_how", offer=(Act.AGREE, Act.ADD, Act.DROP)),))


def studied(session: Session, event: NoticeStudied) -> Step:
    """A model has looked at the notice too; one who is told of it no more has gone on with what was read."""
    held = session.notice
    if held is None or held.study != event.number:
        return Step(session)
    held = replace(held, notice=event.notice, study=0)
    return Step(replace(session, notice=held), (ShowNotice(held.notice),))


def add(session: Session) -> Step:
    """Await a further piece of the notice's text."""
    held = replace(session.notice or NoticeInHand(), adding=True, study=0)
    return Step(replace(session, notice=held), (*_called_off(session), Say("notice_add", offer=(Act.DROP,))))


def agree(book: Handbook, session: Session, on: date, *, admin: bool = False) -> Step:
    """Make the notice a kind of report, and begin one; an admin may give it to everybody."""
    held = session.notice
    if held is None:
        return go_on(book, session, on)
    assert book.notices is not None  # noqa: S101  same
    if held.study:  # nobody agrees to what was not shown yet
        return _shown(session, held)
    if not held.notice.sections:
        return Step(session, (Say("notice_empty", offer=(Act.ADD, Act.DROP)),))
    kind_id = f"{OWN}{len(session.kinds) + 1}"
    outline = book.notices.outline(held.notice, book, kind_id)
    session = replace(papers.put_aside(session), notice=None, kinds=(*session.kinds, outline))
    step = papers.kind(book.knowing(session.kinds), session, kind_id, on)
    agreed = Say("notice_agreed", (("kind", outline.title),), (Act.SHARE,) if admin else ())
    effects: tuple[Effect, ...] = (agreed, *step.effects)
    return Step(step.session, effects)


def drop(book: Handbook, session: Session, on: date) -> Step:
    """Put the notice away unused."""
    off = _called_off(session)
    step = go_on(book, replace(session, notice=None), on, Say("notice_dropped"))
    return Step(step.session, (*off, *step.effects))


def _read(book: Handbook, notices: Notices, session: Session, texts: tuple[str, ...]) -> Step:
    """Read what has come so far; with a model, which looks at it once more, it is shown after that."""
    text = "\n".join(texts)
    held = NoticeInHand(texts, notices.read(text), adding=False)
    if not book.writes:
        return _shown(session, held)
    off, number = _called_off(session), session.counsels + 1
    session = replace(session, counsels=number, notice=replace(held, study=number))
    said = () if off else (Say("notice_reading"),)
    return Step(session, (*off, *said, StudyNotice(number, text, held.notice)))


def _shown(session: Session, held: NoticeInHand) -> Step:
    effects: tuple[Effect, ...] = (*_called_off(session), ShowNotice(held.notice))
    return Step(replace(session, notice=replace(held, study=0)), effects)


def _called_off(session: Session) -> tuple[Effect, ...]:
    """What ends the study of a notice that is shown, put away or goes on meanwhile."""
    return (DropCounsel(session.notice.study),) if session.notice and session.notice.study else ()
