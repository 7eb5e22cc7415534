"""What each chat has used, and all of them together: by month, to keep within a budget and to be shown; voice by day.

What is counted of a chat says who worked when. So it goes with `forget`, and by itself when the chat's reports would;
the sum of all keeps it, without a name, because a budget of all is spent even by those who left.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.storage import keys
from bot.storage.scripts import TAKE, USED
from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from redis.asyncio import Redis

    from bot.storage.hold import Hold
    from bot.storage.store import Arg

DAY = 86_400
DAYS = 400
"""For which use is remembered where sessions are kept for ever: a year, and some days to look back on it."""
LEAST_DAYS = 31
"""For which it is remembered in any case: as long as a month's budget counts."""
ONCE_TTL = 90_000
"""Seconds in which the same use, named again, is not counted again: a day, and an hour."""
EVERYBODY = 0
"""In the place of a chat: what is used for nobody in particular, and the sum of all. No chat has this number."""
UNLIMITED = 0


class Use(StrEnum):
    """What is counted. `ESTIMATED` are those of the tokens that the endpoint did not count for us."""

    VOICE_SECONDS = "voice_seconds"
    FILES = "files"
    TOKENS = "tokens"
    ESTIMATED = "estimated_tokens"


BY_DAY = frozenset({Use.VOICE_SECONDS})


class Ledger:
    """Counts what is used. Any number of workers may count at once.

    Args:
        client: made by `connect`; stays its maker's to close.
        keep_days: for how long a session is kept that nobody touches; 0: for ever.
    """

    def __init__(self, client: Redis, keep_days: int = 0) -> None:
        self._store = Store(client)
        self._days = max(keep_days, LEAST_DAYS) if keep_days else DAYS

    async def add(self, chat: int, amounts: Mapping[Use, int], on: date, once: str = "") -> None:
        """Count something; under the same name it is counted once.

        Raises:
            StorageAwayError
        """
        await self._take(chat, amounts, on, once, UNLIMITED)

    async def take(self, chat: int, use: Use, amount: int, on: date, *, most: int, once: str) -> bool:  # noqa: PLR0913  what, whose, when, within what
        """Count something unless `most` was used in the month before it; the same name gets the same answer.

        The last piece may go over the budget: what belongs together is not cut.

        Raises:
            StorageAwayError
        """
        return await self._take(chat, {use: amount}, on, once, most)

    async def of_day(self, chat: int, use: Use, on: date) -> int:
        """How much a chat has used on a day, of what is counted by day.

        Raises:
            StorageAwayError
        """
        found: bytes | None = await self._store.ask("HGET", keys.used(chat), _day(use, on))
        return int(found or 0)

    async def of_month(self, chat: int, on: date) -> dict[Use, int]:
        """What a chat has used in a month; of `EVERYBODY`, all together.

        Raises:
            StorageAwayError
        """
        return (await self._of_month([chat], on))[chat]

    async def all_of_month(self, on: date) -> dict[int, dict[Use, int]]:
        """What every chat has used in a month, those that used nothing left out.

        Raises:
            StorageAwayError
        """
        chats: list[bytes] = await self._store.ask("ZRANGE", keys.USERS, 0, -1)
        used = await self._of_month(sorted(map(int, chats)), on)
        return {chat: uses for chat, uses in used.items() if any(uses.values())}

    async def forget(self, chat: int, hold: Hold | None = None) -> None:
        """Remove what is counted of a chat; the sum of all stays.

        Raises:
            LostError, StorageAwayError
        """
        await self._store.write(hold, "DEL", keys.used(chat))
        await self._store.write(hold, "ZREM", keys.USERS, chat)

    async def _of_month(self, chats: Sequence[int], on: date) -> dict[int, dict[Use, int]]:
        names, fields = [keys.used(chat) for chat in chats], [_month(use, on) for use in Use]
        found: list[list[bytes | None]] = await self._store.run(USED, names, fields)
        amounts = ({use: int(amount or 0) for use, amount in zip(Use, one, strict=True)} for one in found)
        return dict(zip(chats, amounts, strict=True))

    async def _take(self, chat: int, amounts: Mapping[Use, int], on: date, once: str, most: int) -> bool:
        shared = [(_month(use, on), amount) for use, amount in amounts.items()]
        own = [(_day(use, on), amount) for use, amount in amounts.items() if use in BY_DAY]
        # Hashed, so that no name tells whose use it was once the chat is forgotten.
        mark = hashlib.sha256((once or uuid.uuid4().hex).encode()).hexdigest()
        names = [keys.counted(mark), keys.used(chat), keys.used(EVERYBODY), keys.USERS]
        oldest = f"{on - timedelta(days=self._days):%Y-%m}"
        today, last = on.toordinal(), on.toordinal() + self._days
        args: list[Arg] = [chat, most, ONCE_TTL, oldest, today, last, self._days * DAY]
        args += [len(shared), *(part for field in (*shared, *own) for part in field)]
        return bool(await self._store.run(TAKE, names, args))


def _day(use: Use, on: date) -> str:
    return f"{on:%Y-%m-%d}:{use}"


def _month(use: Use, on: date) -> str:
    return f"{on:%Y-%m}:{use}"
