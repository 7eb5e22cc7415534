"""Kinds of report made from notices: a chat's own, and those that an admin gave to the whole organisation."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.administering import Deed, for_admins
from bot.core.affairs import ListKinds, RemoveKind, ShareKind
from bot.core.effects import Say
from bot.core.going import Step
from bot.core.outline import SHARED

if TYPE_CHECKING:
    from bot.core.outline import Handbook, Outline
    from bot.core.request import Request
    from bot.core.state import Session

ID_LENGTH = 8


def adopted(book: Handbook, session: Session, kind_id: str) -> Session:
    """A shared kind becomes the chat's own when it is begun: whoever removes it later takes nothing from the report."""
    known = {outline.id for outline in session.kinds}
    if not kind_id.startswith(SHARED) or kind_id in known or kind_id not in book.outlines:
        return session
    return replace(session, kinds=(*session.kinds, book.outlines[kind_id]))


def _share(_: Handbook, session: Session, request: Request) -> Step:
    wanted = request.words or (session.paper.kind if session.paper else "")
    outline = next((outline for outline in session.kinds if outline.id == wanted), None)
    if outline is None:
        return Step(session, (Say("share_none", offer=(Act.NOTICE, Act.RESUME)),))
    return Step(session, (ShareKind(_as_shared(outline)),))


def _as_shared(outline: Outline) -> Outline:
    """Under an id that the same notice always gets, whoever shares it."""
    content = replace(outline, id="")
    return replace(outline, id=f"{SHARED}{sha256(repr(content).encode()).hexdigest()[:ID_LENGTH]}")


ACTS: dict[Act, Deed] = {
    Act.SHARE: for_admins(_share),
    Act.SHARED: for_admins(lambda _, session, __: Step(session, (ListKinds(),))),
    Act.UNSHARE: for_admins(lambda _, session, request: Step(session, (RemoveKind(request.words),))),
}
