"""Who may come in: by config.toml, or by an invitation."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.config import Access
from bot.core.acts import Act
from bot.core.events import Commanded
from bot.core.roles import Role
from bot.storage.people import People

if TYPE_CHECKING:
    from bot.telegram.incoming import Incoming

FRESH = 2.0
"""Seconds after which somebody looks whether roles have changed: so long who was removed may still be let in."""
MOST = 10_000
PREFIX = "i-"
"""How the word behind /start begins that an invitation's link carries."""


@dataclass(slots=True)
class Gate:
    """Knows the role of everybody who speaks to the bot."""

    access: Access
    people: People
    _roles: dict[int, Role | None] = field(default_factory=dict)
    _version: int = -1
    _looked: float = -FRESH

    async def role(self, incoming: Incoming) -> Role | None:
        """The role of a sender; None for a stranger. A stranger's invitation is redeemed here.

        Raises:
            StorageAwayError
        """
        if self.access.is_admin(incoming.user):
            return Role.ADMIN
        known = await self._known(incoming.user)
        if known is None and (token := _token(incoming)):
            known = await self.people.redeem(token, incoming.user, incoming.name)
            self._roles.pop(incoming.user, None)
        return known or (Role.OFFICER if self.access.allows(incoming.user) else None)

    async def _known(self, user: int) -> Role | None:
        """What the store knows of somebody, asked again once roles changed: each message would be one call more."""
        if time.monotonic() - self._looked >= FRESH:
            await self._look()
        if user in self._roles:
            return self._roles[user]
        version, role = self._version, await self.people.role(user)
        if version == self._version:  # else it may be what was before
            self._roles[user] = role
            while len(self._roles) > MOST:
                self._roles.pop(next(iter(self._roles)))
        return role

    async def _look(self) -> None:
        now = time.monotonic()
        version = await self.people.version()
        if version != self._version:
            self._roles.clear()
        self._version, self._looked = version, now


def _token(incoming: Incoming) -> str:
    event = incoming.event
    if isinstance(event, Commanded) and event.act is Act.START and event.words.startswith(PREFIX):
        return event.words.removeprefix(PREFIX)
    return ""
