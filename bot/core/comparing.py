"""What changed in a report since a reviewer read it, before it is sent to him again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import Say
from bot.core.going import Step, go_on
from bot.core.letters import Compared, ShowChanges
from bot.core.redline import redline
from bot.core.review import Reading
from bot.core.shelving import held

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.drafted import Draft
    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.review import Sent
    from bot.core.state import Session


def changes(book: Handbook, session: Session, request: Request) -> Step:
    """Show them, in the report named or the one in hand; remarks that led to none are shown as well."""
    paper = held(session, request.words) if request.words else session.paper
    if paper is None or paper.draft is None:
        return go_on(book, session, request.on, Say("no_draft_yet"))
    if paper.sent is None or not paper.sent.sections:
        return Step(session, (Say("changes_unknown", offer=(Act.REVISE, Act.RESUME)),))
    whole = tuple(one.text for one in paper.sent.remarks if not one.section)
    return Step(session, (ShowChanges(paper.sent.name, whole, tuple(_compared(paper.sent, paper.draft))),))


def _compared(sent: Sent, draft: Draft) -> Iterator[Compared]:
    """The sections in their order, those that are gone last, as far as something changed or was remarked on."""
    read = {one.id: one.text for one in sent.sections}
    now = [Reading(one.id, one.title, one.text) for one in draft.sections]
    gone = [Reading(one.id, one.title, "") for one in sent.sections if one.id not in {held.id for held in now}]
    for number, section in enumerate((*now, *gone), start=1):
        remarks = tuple(one.text for one in sent.remarks if one.section == section.id)
        changed = redline(read.get(section.id, ""), section.text)
        if remarks or changed:
            yield Compared(number, section.title, remarks, changed)


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {Act.CHANGES: changes}
