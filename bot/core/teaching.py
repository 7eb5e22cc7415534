"""What admins give the organisation: documents for its library, its own template. Asked for, shown, confirmed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.administering import Deed, for_admins
from bot.core.affairs import AskRemoval, DropTemplate, ListDocuments, RemoveDocument, ShowTaken, ShowTemplate
from bot.core.effects import ReadFile, Say
from bot.core.fetching import take
from bot.core.files import Purpose
from bot.core.going import Step, go_on

if TYPE_CHECKING:
    from bot.core.effects import Effect
    from bot.core.events import FileRead
    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session

_OFF = frozenset({"off", "删", "删掉", "不用", "不用了", "去掉"})


def weighed(session: Session, event: FileRead) -> Step:
    """What a file would bring into the library: kept when the admin agrees, and only then."""
    fresh = any(not document.already for document in event.documents)
    session = replace(session, filing=replace(session.filing, weighed=event.file if fresh else None))
    return Step(session, (ShowTaken(event.documents, event.left_out, fresh=fresh),))


def kept(book: Handbook, session: Session, event: FileRead) -> Step:
    """It is in the library."""
    names = "、".join(f"《{document.name}》（编号 {document.id}）" for document in event.documents)
    said = Say("learn_kept", (("names", names),)) if names else Say("learn_kept_before")
    return go_on(book, session, event.on, said)


def _learn(_: Handbook, session: Session, request: Request) -> Step:
    if named := request.words.strip().removeprefix("删").strip():
        return Step(session, (AskRemoval(named),))
    return _await(session, Purpose.LEARN, ListDocuments())


def _keep(book: Handbook, session: Session, request: Request) -> Step:
    file = session.filing.weighed
    if file is None:
        return go_on(book, session, request.on, Say("file_gone"))
    return take(session, ReadFile(0, file, Purpose.KEEP, 0, request.on), "learn_keeping")


def _template(_: Handbook, session: Session, request: Request) -> Step:
    if request.words.strip().lower() in _OFF:
        return Step(session, (DropTemplate(),))
    return _await(session, Purpose.TEMPLATE, ShowTemplate())


def _await(session: Session, purpose: Purpose, *effects: Effect) -> Step:
    return Step(replace(session, filing=replace(session.filing, awaiting=purpose)), effects)


ACTS: dict[Act, Deed] = {
    act: for_admins(what)
    for act, what in {
        Act.LEARN: _learn,
        Act.KEEP: _keep,
        Act.UNLEARN: lambda _, session, request: Step(session, (AskRemoval(request.words),)),
        Act.UNLEARN_SURE: lambda _, session, request: Step(session, (RemoveDocument(request.words),)),
        Act.TEMPLATE: _template,
    }.items()
}
