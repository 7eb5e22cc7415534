"""Who belongs where: the role of everybody who speaks to the bot, and the organisation for which he does."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.config import Access
from bot.core.organisation import HOME, Organisation
from bot.storage.people import Member, People

FRESH = 2.0
"""Seconds after which somebody is asked for again: so long one who was removed may still be let in."""
MOST = 10_000

Whose = Callable[[int], Awaitable[Organisation]]
"""The organisation that a private chat, and so the user of the same number, belongs to. May raise StorageAwayError."""


async def everybody_home(chat: int) -> Organisation:  # noqa: ARG001  one signature with `Roll.organisation`
    """For whoever serves one organisation alone."""
    return HOME


@dataclass(frozen=True, slots=True)
class Roll:
    """Asks the store, and that once in a while: each message would be one call more. May raise StorageAwayError."""

    access: Access
    people: People
    asked: dict[int, tuple[float, Member | None]] = field(default_factory=dict)

    def is_chief(self, user: int) -> bool:
        """Whether somebody looks after all organisations: by the configuration, not by an invitation."""
        return self.access.is_admin(user)

    async def member(self, user: int) -> Member | None:
        """Who was let in by an invitation; None for everybody else."""
        now = time.monotonic()
        at, known = self.asked.get(user, (0.0, None))
        if not at or now - at > FRESH:
            known = await self.people.member(user)
            self.asked[user] = (now, known)
            while len(self.asked) > MOST:
                self.asked.pop(next(iter(self.asked)))
        return known

    async def organisation(self, user: int) -> Organisation:
        """Whose documents somebody sees: his own organisation's, or the one that a chief acts for just now."""
        if self.is_chief(user):
            return await self.people.acting_for(user)
        known = await self.member(user)
        return known.organisation if known else HOME

    def forget(self, user: int) -> None:
        """Ask for somebody again the next time."""
        self.asked.pop(user, None)
