"""Who belongs where: the role of everybody who speaks to the bot, and the organisation for which he does."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.config import Access
from bot.core.organisation import HOME, Organisation
from bot.storage.people import Member, People

FRESH = 2.0
"""Seconds after which somebody looks whether members have changed: so long who was removed may still be let in."""
MOST = 10_000

Whose = Callable[[int], Awaitable[Organisation]]
"""The organisation that a private chat, and so the user of the same number, belongs to. May raise StorageAwayError."""


async def everybody_home(chat: int) -> Organisation:  # noqa: ARG001  one signature with `Roll.organisation`
    """For whoever serves one organisation alone."""
    return HOME


@dataclass(slots=True)
class Roll:
    """What the store knows of everybody, asked again once it changed: each message would be one call more.

    Whatever asks it may raise StorageAwayError.
    """

    access: Access
    people: People
    _members: dict[int, Member | None] = field(default_factory=dict)
    _version: int = -1
    _looked: float = -FRESH

    def is_chief(self, user: int) -> bool:
        """Whether somebody looks after all organisations: by the configuration, not by an invitation."""
        return self.access.is_admin(user)

    async def member(self, user: int) -> Member | None:
        """Who was let in by an invitation; None for everybody else."""
        if time.monotonic() - self._looked >= FRESH:
            await self._look()
        if user in self._members:
            return self._members[user]
        version, known = self._version, await self.people.member(user)
        if version == self._version:  # else it may be what was before
            self._members[user] = known
            while len(self._members) > MOST:
                self._members.pop(next(iter(self._members)))
        return known

    async def organisation(self, user: int) -> Organisation:
        """Whose documents somebody sees: his own organisation's, or the one that a chief acts for just now."""
        if self.is_chief(user):
            return await self.people.acting_for(user)
        known = await self.member(user)
        return known.organisation if known else HOME

    def forget(self, user: int) -> None:
        """Ask for somebody again the next time."""
        self._members.pop(user, None)

    async def _look(self) -> None:
        now = time.monotonic()
        version = await self.people.version()
        if version != self._version:
            self._members.clear()
        self._version, self._looked = version, now
