"""A superior's notice becomes a kind of report: sent in pieces, read, corrected in the officer's words, agreed to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import papers
from bot.core.acts import Act
from bot.core.effects import Effect, Say, ShowNotice
from bot.core.going import Step, go_on
from bot.core.notice import NoticeInHand
from bot.core.outline import OWN

if TYPE_CHECKING:
    from datetime import date

    from bot.core.outline import Handbook
    from bot.core.state import Said, Session


def begin(session: Session) -> Step:
    """Ask for the notice; one in hand is put away."""
    session = replace(session, notice=NoticeInHand(), plan=None)
    return Step(session, (Say("notice_send", offer=(Act.DROP,)),))


def told(book: Handbook, session: Session, said: Said) -> Step:
    """Words while a notice is in hand: a piece of its text, or a correction. They answer nothing, and are kept."""
    words, session = said.text, replace(session, withdrawn=(*session.withdrawn, said))
    held = session.notice or NoticeInHand()
    assert book.notices is not None  # noqa: S101  without a reader of notices none is begun
    if held.adding:
        texts = (*held.texts, words)
        return _shown(session, NoticeInHand(texts, book.notices.read("\n".join(texts)), adding=False))
    corrected = book.notices.corrected(held.notice, words)
    if corrected is None:
        return Step(session, (Say("notice_correct_how", offer=(Act.AGREE, Act.ADD, Act.DROP)),))
    return _shown(session, replace(held, notice=corrected))


def add(session: Session) -> Step:
    """Await a further piece of the notice's text."""
    held = replace(session.notice or NoticeInHand(), adding=True)
    return Step(replace(session, notice=held), (Say("notice_add", offer=(Act.DROP,)),))


def agree(book: Handbook, session: Session, on: date, *, admin: bool = False) -> Step:
    """Make the notice a kind of report, and begin one; an admin may give it to everybody."""
    held = session.notice
    if held is None:
        return go_on(book, session, on)
    assert book.notices is not None  # noqa: S101  same
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
    return go_on(book, replace(session, notice=None), on, Say("notice_dropped"))


def _shown(session: Session, held: NoticeInHand) -> Step:
    return Step(replace(session, notice=held), (ShowNotice(held.notice),))
