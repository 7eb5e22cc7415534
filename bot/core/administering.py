"""What admins ask for: invitations, members, usage. Decided here, done by the shell; it concerns no session.

Of usage everybody may see his own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.affairs import ActFor, MakeInvite, RemoveMember, ShowMembers, ShowUsage
from bot.core.effects import Effect, Say
from bot.core.going import Step
from bot.core.period import month_of, parse_period
from bot.core.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session

_ROLES = {"": Role.OFFICER, "填报": Role.OFFICER, "审核": Role.REVIEWER, "管理": Role.ADMIN} | {
    str(role): role for role in Role
}

_LAST_MONTH = frozenset({"上月", "上个月"})

ADMINS_ONLY = Say("admins_only", offer=(Act.RESUME,))

Deed = Callable[["Handbook", "Session", "Request"], Step]


def for_admins(deed: Deed) -> Deed:
    """The same for admins; nobody else may."""

    def guarded(book: Handbook, session: Session, request: Request) -> Step:
        return deed(book, session, request) if request.admin else Step(session, (ADMINS_ONLY,))

    return guarded


def administer(_: Handbook, session: Session, request: Request) -> Step:
    """Do what an admin asks for."""
    return Step(session, (_effect(request.act, request.words.strip()),))


def usage(_: Handbook, session: Session, request: Request) -> Step:
    """Show an admin what all used in a month, anybody else what he used. `words` are 2026-08:1, a month and a page."""
    month, _colon, page = request.words.strip().partition(":")
    shown = ShowUsage(_month(month, request.on), request.admin, int(page) if page.isdecimal() else 0)
    return Step(session, (shown,))


def _month(words: str, on: date) -> date:
    """The first day of the month meant; of this one where none is."""
    if words in _LAST_MONTH:
        return month_of(on).preceding().start
    try:
        return parse_period(words).start
    except ValueError:
        return month_of(on).start


def _effect(act: Act, words: str) -> Effect:
    if act is Act.MEMBERS:
        return ShowMembers()
    if act is Act.REVOKE:
        return RemoveMember(int(words)) if words.isdecimal() else Say("revoke_whom")
    if act is Act.UNIT:
        return ActFor(words)
    role, _, unit = words.partition(" ")
    return MakeInvite(_ROLES[role], unit.strip()) if role in _ROLES else Say("invite_as_what")


ACTS: dict[Act, Deed] = {
    **dict.fromkeys((Act.INVITE, Act.MEMBERS, Act.REVOKE, Act.UNIT), for_admins(administer)),
    Act.USAGE: usage,
}
