"""What waits for a word of the officer: a notice, a plan that was read, words heard, a file. Agreed to, or dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core import filing, hearing, importing, noticing
from bot.core.acts import Act
from bot.core.effects import Say
from bot.core.going import Step

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Session


def _drop(book: Handbook, session: Session, request: Request) -> Step:
    if session.heard:
        return Step(hearing.withdraw(session), (Say("voice_again", offer=(Act.RESUME,)),))
    if session.plan is not None:
        return importing.drop(book, session, request.on)
    if session.filing.awaiting or session.filing.weighed:
        return filing.drop(book, session, request.on)
    if session.filing.listening and session.notice is None:
        return hearing.leave_off(session)
    return noticing.drop(book, session, request.on)


def _agree(book: Handbook, session: Session, request: Request) -> Step:
    if session.filing.listening:
        return hearing.not_yet(session)
    if session.plan is not None:
        return importing.agree(book, session, session.plan, request.on)
    return noticing.agree(book, session, request.on, admin=request.admin)


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.NOTICE: lambda _, session, __: noticing.begin(session),
    Act.AGREE: _agree,
    Act.ADD: lambda _, session, __: noticing.add(session),
    Act.DROP: _drop,
    Act.IMPORT: lambda _, session, __: importing.begin(session),
    Act.PURPOSE: filing.purpose,
}
