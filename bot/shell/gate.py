"""Who may come in: by config.toml, or by an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.events import Commanded
from bot.core.roles import Role
from bot.shell.roll import Roll

if TYPE_CHECKING:
    from bot.telegram.incoming import Incoming

PREFIX = "i-"
"""How the word behind /start begins that an invitation's link carries."""


@dataclass(slots=True)
class Gate:
    """Knows the role of everybody who speaks to the bot."""

    roll: Roll

    async def role(self, incoming: Incoming) -> Role | None:
        """The role of a sender; None for a stranger. A stranger's invitation is redeemed here.

        Raises:
            StorageAwayError
        """
        if self.roll.is_chief(incoming.user):
            return Role.ADMIN
        known = await self.roll.member(incoming.user)
        role = known.role if known else None
        if role is None and (token := _token(incoming)):
            role = await self.roll.people.redeem(token, incoming.user, incoming.name)
            self.roll.forget(incoming.user)
        return role or (Role.OFFICER if self.roll.access.allows(incoming.user) else None)


def _token(incoming: Incoming) -> str:
    event = incoming.event
    if isinstance(event, Commanded) and event.act is Act.START and event.words.startswith(PREFIX):
        return event.words.removeprefix(PREFIX)
    return ""
