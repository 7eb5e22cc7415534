"""Who may come in: by config.toml, or by an invitation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.events import Commanded
from bot.core.roles import Role
from bot.shell.roll import Roll
from bot.telegram.menus import Menus

if TYPE_CHECKING:
    from bot.telegram.incoming import Incoming

PREFIX = "i-"
"""How the word behind /start begins that an invitation's link carries."""


@dataclass(slots=True)
class Gate:
    """Knows the role of everybody who speaks to the bot."""

    roll: Roll
    menus: Menus | None = None

    async def role(self, incoming: Incoming) -> Role | None:
        """The role of a sender; None for a stranger. An invitation is redeemed here.

        What the list says counts first. On the local page, where everybody is an admin, an invitation still makes a
        reviewer, so that a report can be sent up there.

        Raises:
            StorageAwayError
        """
        if incoming.user in self.roll.access.admins:
            return Role.ADMIN
        known = await self.roll.member(incoming.user)
        role = known.role if known else None
        if role is None and (token := _token(incoming)):
            role = await self.roll.people.redeem(token, incoming.user, incoming.name)
            self.roll.forget(incoming.user)
            if role and self.menus:
                await self.menus.show(incoming.user, role)
        return role or self._by_config(incoming.user)

    def _by_config(self, user: int) -> Role | None:
        if self.roll.is_chief(user):
            return Role.ADMIN
        return Role.OFFICER if self.roll.access.allows(user) else None

    async def put_up_menus(self) -> None:
        """Register the menu of commands of everybody, and of those who have another role than an officer's.

        Raises:
            StorageAwayError
        """
        invited = [(one.user, one.role) for one in await self.roll.people.all() if one.role is not Role.OFFICER]
        if self.menus:
            await self.menus.everywhere([*invited, *((user, Role.ADMIN) for user in self.roll.access.admins)])


def _token(incoming: Incoming) -> str:
    event = incoming.event
    if isinstance(event, Commanded) and event.act is Act.START and event.words.startswith(PREFIX):
        return event.words.removeprefix(PREFIX)
    return ""
