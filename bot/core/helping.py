"""Help by situation: what an officer is in the middle of, and what leads on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import judging
from bot.core.acts import Act
from bot.core.affairs import ShowHelp
from bot.core.going import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session

SITUATIONS: dict[str, tuple[Act, ...]] = {
    "answer": (Act.EXAMPLES, Act.MENU, Act.PAUSE),
    "media": (),
    "draft": (Act.DRAFT, Act.REVISE, Act.EVIDENCE),
    "notice": (Act.NOTICE, Act.IMPORT),
    "reports": (Act.REPORTS, Act.NEW),
    "review": (Act.REVIEW, Act.CHANGES),
    "remind": (Act.REMIND,),
    "data": (Act.PROFILE, Act.MYDATA, Act.DELETE),
    "office": (),
    "reviewer": (Act.REVIEWS,),
}
"""What help there is, each with the acts that stand under it."""
FOR_ADMINS, FOR_REVIEWERS, MEDIA = "office", "reviewer", "media"


def show(book: Handbook, session: Session, request: Request) -> Step:
    """Help with the situation named, else the choice of all that this person can be in."""
    theirs = _situations(session, request)
    named = request.words if request.words in theirs else theirs[0] if len(theirs) == 1 else ""
    text = f"{named}_unheard" if named == MEDIA and not book.hears else named
    return Step(session, (ShowHelp(text, () if named else theirs, SITUATIONS.get(named, ())),))


def _situations(session: Session, request: Request) -> tuple[str, ...]:
    reviews = request.reviewer or bool(session.reviews)
    if reviews and judging.only_reviews(session):
        return (FOR_REVIEWERS,)
    others = {FOR_ADMINS: request.admin, FOR_REVIEWERS: reviews}
    return tuple(name for name in SITUATIONS if others.get(name, True))


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {Act.HELP: show}
