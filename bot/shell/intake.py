"""Where raw updates come in, polled or sent: stored when this returns, and only then may they be acknowledged."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot.shell.crash import crashpoint
from bot.shell.discreet import Discreet
from bot.shell.envelope import of_update
from bot.shell.metrics import Counts
from bot.storage.desk import Desk
from bot.storage.errors import StorageAwayError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

PAUSE = 0.5
"""Seconds between two tries while the store is away."""

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Intake:
    """Stores what arrives."""

    desk: Desk
    counts: Counts
    discreet: Discreet

    async def store(self, number: int, chat: int, raw: bytes) -> None:
        """Store an update, without the numbers that lead to a person.

        Raises:
            StorageAwayError: it is not stored; whoever brought it may bring it again.
        """
        await self.store_all([(number, chat, raw)])

    async def store_all(self, updates: Sequence[tuple[int, int, bytes]]) -> None:
        """Store updates (number, chat, body) in their order: all, or none.

        Raises:
            StorageAwayError: as from `store`.
        """
        enveloped = [(number, chat, of_update(self.discreet.update(raw))) for number, chat, raw in updates]
        for new in await self.desk.receive_updates(enveloped):
            if new:
                self.counts.updates_stored += 1
            else:
                self.counts.updates_repeated += 1
            crashpoint("after-store")

    async def reject(self, raw: bytes, reason: str) -> None:
        """Put aside what is no update of a chat.

        Raises:
            StorageAwayError
        """
        await self.desk.dead_letter(self.discreet.update(raw), reason)
        self.counts.dead_letters += 1


async def insist(call: Callable[[], Awaitable[T]]) -> T:
    """Make a call as often as it takes while the store is away."""
    away = False
    while True:
        try:
            return await call()
        except StorageAwayError:
            if not away:
                log.warning("the store is away; what arrived is kept in hand until it is back")
            away = True
            await asyncio.sleep(PAUSE)
