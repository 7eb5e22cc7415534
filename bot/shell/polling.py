"""Polling by one worker of many: whoever's turn it is asks Telegram, and stops as soon as it is another's."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.shell.crash import crashpoint
from bot.shell.intake import Intake, insist
from bot.storage.desk import Desk
from bot.storage.errors import LostError
from bot.storage.shift import Shift
from bot.telegram.poller import Arrived, Keeping, Poller

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.storage.hold import Hold


@dataclass(frozen=True, slots=True)
class Polling:
    """Fetches updates while it is this worker's turn."""

    desk: Desk
    shift: Shift
    intake: Intake
    poller: Poller

    async def run(self) -> None:
        """Go on until cancelled.

        Raises:
            InvalidToken: Telegram does not know this bot.
        """
        while True:
            await self._ask(await self.shift.turn_to_poll())

    async def _ask(self, hold: Hold) -> None:
        offset = await insist(self.desk.offset)
        asking = asyncio.create_task(self.poller.run(offset, self._keeping(hold)))
        parting = asyncio.create_task(hold.parting.wait())
        try:
            await asyncio.wait({asking, parting}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            asking.cancel()
            parting.cancel()
            ended, _ = await asyncio.gather(asking, parting, return_exceptions=True)
        if isinstance(ended, Exception) and not isinstance(ended, LostError):
            raise ended

    def _keeping(self, hold: Hold) -> Keeping:
        async def store(updates: Sequence[Arrived]) -> None:
            await insist(partial(self.intake.store_all, updates))

        async def reject(body: bytes, reason: str) -> None:
            await insist(partial(self.intake.reject, body, reason))

        async def move(offset: int) -> None:
            crashpoint("before-offset")
            await insist(partial(self.desk.move_offset, offset, hold))

        return Keeping(store, reject, move)
