"""Who may come in: by config.toml, or by an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.config import Access
from bot.core.acts import Act
from bot.core.events import Commanded
from bot.core.roles import Role
from bot.storage.people import People

if TYPE_CHECKING:
    from bot.telegram.incoming import Incoming

PREFIX = "i-"
"""How the word behind /start begins that an invitation's link carries."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Knows the role of everybody who speaks to the bot."""

    access: Access
    people: People

    async def role(self, incoming: Incoming) -> Role | None:
        """The role of a sender; None for a stranger. A stranger's invitation is redeemed here.

        Raises:
            StorageAwayError
        """
        if self.access.is_admin(incoming.user):
            return Role.ADMIN
        known = await self.people.role(incoming.user)
        if known is None and (token := _token(incoming)):
            known = await self.people.redeem(token, incoming.user, incoming.name)
        return known or (Role.OFFICER if self.access.allows(incoming.user) else None)


def _token(incoming: Incoming) -> str:
    event = incoming.event
    if isinstance(event, Commanded) and event.act is Act.START and event.words.startswith(PREFIX):
        return event.words.removeprefix(PREFIX)
    return ""
