"""Telegram's ids of what a chat was sent: a restart uploads no file again, and finds the preview of a draft."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.storage import keys
from bot.storage.errors import StorageAwayError
from bot.storage.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis.asyncio import Redis

TTL = 90 * 86_400
"""Seconds after the last new file; a file that is forgotten is uploaded once more."""

log = logging.getLogger(__name__)


class Sent:
    """Ids by marks, a hash for each chat; it goes when the chat is forgotten.

    While the store is away nothing is remembered, which costs an upload and must not cost the file.
    """

    def __init__(self, client: Redis) -> None:
        self._store = Store(client)

    async def id_of(self, chat: int, mark: str) -> str | None:
        """The id of a file that went out before."""
        found: bytes | None = None
        with _at_worst_forgotten():
            found = await self._store.ask("HGET", keys.sent(chat), mark)
        return found.decode() if found else None

    async def keep(self, chat: int, mark: str, file_id: str) -> None:
        """Remember the id of a file that went out."""
        with _at_worst_forgotten():
            await self._store.ask("HSET", keys.sent(chat), mark, file_id)
            await self._store.ask("EXPIRE", keys.sent(chat), TTL)

    async def forget(self, chat: int, mark: str) -> None:
        """Telegram does not know it any more."""
        with _at_worst_forgotten():
            await self._store.ask("HDEL", keys.sent(chat), mark)


@contextmanager
def _at_worst_forgotten() -> Iterator[None]:
    try:
        yield
    except StorageAwayError as error:
        log.warning("the ids of sent files are out of reach: %s", type(error).__name__)
