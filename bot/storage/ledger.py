"""What each chat has used: by day, to keep within its budget, and by month, to be shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.storage import keys
from bot.storage.store import Store

if TYPE_CHECKING:
    from datetime import date

    from redis.asyncio import Redis

    from bot.storage.hold import Hold

TTL = 400 * 86_400
"""Seconds for which it is remembered: a year, and some days to look back on it."""


class Use(StrEnum):
    """What is counted."""

    VOICE_SECONDS = "voice_seconds"
    FILES = "files"
    TOKENS = "tokens"


class Ledger:
    """Counts what is used. Two workers may count at once."""

    def __init__(self, client: Redis) -> None:
        self._store = Store(client)

    async def add(self, chat: int, use: Use, amount: int, on: date) -> None:
        """Count something.

        Raises:
            StorageAwayError
        """
        for field in (_day(use, on), _month(use, on)):
            await self._store.ask("HINCRBY", keys.used(chat), field, amount)
        await self._store.ask("EXPIRE", keys.used(chat), TTL)
        await self._store.ask("SADD", keys.USERS, chat)

    async def of_day(self, chat: int, use: Use, on: date) -> int:
        """How much a chat has used on a day.

        Raises:
            StorageAwayError
        """
        found: bytes | None = await self._store.ask("HGET", keys.used(chat), _day(use, on))
        return int(found or 0)

    async def forget(self, chat: int, hold: Hold | None = None) -> None:
        """Remove what is counted of a chat.

        Raises:
            LostError, StorageAwayError
        """
        await self._store.write(hold, "DEL", keys.used(chat))
        await self._store.write(hold, "SREM", keys.USERS, chat)

    async def all_of_month(self, on: date) -> dict[int, dict[Use, int]]:
        """What every chat has used in a month, those that used nothing left out.

        Raises:
            StorageAwayError
        """
        found: list[bytes] = await self._store.ask("SMEMBERS", keys.USERS)
        used = {int(chat): await self.of_month(int(chat), on) for chat in sorted(found, key=int)}
        return {chat: uses for chat, uses in used.items() if any(uses.values())}

    async def of_month(self, chat: int, on: date) -> dict[Use, int]:
        """What a chat has used in a month.

        Raises:
            StorageAwayError
        """
        found: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.used(chat))
        return {use: int(found.get(_month(use, on).encode(), 0)) for use in Use}


def _day(use: Use, on: date) -> str:
    return f"{on:%Y-%m-%d}:{use}"


def _month(use: Use, on: date) -> str:
    return f"{on:%Y-%m}:{use}"
