"""A draft is asked for while words of the officer's are not answers yet: still being heard, or not agreed to.

Nothing that was said is left out in silence: he is told, and chooses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import hearing, papers
from bot.core.acts import Act
from bot.core.effects import Say, WriteDraft
from bot.core.going import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session


def draft(book: Handbook, session: Session, request: Request) -> Step:
    """Have the report written, unless it would lack words that were said."""
    paper = session.paper
    if paper is None or paper.period is None or paper.drafting:
        return papers.draft(book, session, request.on)
    if session.heard:
        text = (("text", hearing.beginning(session.heard)),)
        return Step(session, (Say("draft_heard", text, (Act.DRAFT_AFTER, Act.DRAFT_NOW, Act.DROP)),))
    if session.filing.listening:
        return Step(session, (Say("draft_listening", offer=(Act.DRAFT, Act.DRAFT_NOW)),))
    return papers.draft(book, session, request.on)


def draft_now(book: Handbook, session: Session, request: Request) -> Step:
    """Have it written without them; they go on waiting."""
    session, effects = papers.draft(book, session, request.on)
    if session.heard and any(isinstance(effect, WriteDraft) for effect in effects):
        effects = (*effects, Say("draft_without", offer=(Act.AGREE, Act.DROP)))
    return Step(session, effects)


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.DRAFT: draft,
    Act.DRAFT_AFTER: draft,
    Act.DRAFT_NOW: draft_now,
}
"""What was heard is agreed to in `texting`, before `DRAFT_AFTER` gets here."""
