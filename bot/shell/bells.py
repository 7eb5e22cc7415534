"""Reminders in the officers' time: set at a decent hour, rung as events in their chats' inboxes."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass
from datetime import datetime
from datetime import time as clock
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.core.events import Reminded
from bot.shell.envelope import of_event
from bot.storage.alarms import AT_ONCE, Alarms
from bot.storage.errors import StorageAwayError

if TYPE_CHECKING:
    from bot.core.affairs import Remind
    from bot.storage.hold import Hold

EVERY = 15.0
"""Seconds between two looks at the alarms."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bells:
    """Sets and rings reminders; `hour` is the hour of the day at which they come, in `zone`."""

    alarms: Alarms
    zone: ZoneInfo
    hour: int

    async def set(self, chat: int, effect: Remind, hold: Hold | None) -> None:
        """Remind of a report on these days, and on no others.

        Raises:
            LostError, StorageAwayError
        """
        at = {
            datetime.combine(day, clock(self.hour), self.zone).timestamp(): of_event(Reminded(effect.paper, day))
            for day in effect.days
        }
        await self.alarms.set(chat, f"paper:{effect.paper}", at, hold)

    async def forget(self, chat: int, hold: Hold | None) -> None:
        """Remind a chat of nothing.

        Raises:
            LostError, StorageAwayError
        """
        await self.alarms.forget(chat, hold)

    async def run(self) -> None:
        """Ring what is over, again and again, until cancelled."""
        while True:
            try:
                while await self.alarms.ring(time.time()) == AT_ONCE:
                    pass
            except StorageAwayError:
                log.warning("the store is away; reminders wait")
            await asyncio.sleep(EVERY)
