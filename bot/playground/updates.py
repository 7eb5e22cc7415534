"""Updates for the bot: kept on disk until the bot acknowledges them by asking for a later one."""

import asyncio
import sqlite3
from collections.abc import Sequence

from bot.playground.errors import ApiError
from bot.playground.settings import Settings
from bot.playground.wire import JsonObject, dump, load

_CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class Updates:
    """The queue of updates; one reader at a time, as at Telegram."""

    def __init__(self, database: sqlite3.Connection, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._arrived = asyncio.Event()
        self._reader: object | None = None
        self._closed = False

    def add(self, kind: str, content: JsonObject) -> None:
        """Queue an update, unless the bot said it wants none of its kind."""
        allowed = self._settings.get("allowed_updates") or [kind]
        if kind in allowed:
            self._database.execute("INSERT INTO updates (body) VALUES (?)", (dump({kind: content}),))
            self._arrived.set()

    def allow(self, kinds: Sequence[str] | None) -> None:
        """Remember which kinds the bot wants; None keeps what it said before, an empty list means all."""
        if kinds is not None:
            self._settings.put("allowed_updates", list(kinds))

    def acknowledge(self, offset: int) -> None:
        """Forget updates before an offset; a negative one counts from the end."""
        if offset < 0:
            query = "SELECT update_id FROM updates ORDER BY update_id DESC LIMIT 1 OFFSET ?"
            row = self._database.execute(query, (-offset - 1,)).fetchone()
            offset = 0 if row is None else row[0]
        self._database.execute("DELETE FROM updates WHERE update_id < ?", (offset,))

    def forget(self) -> None:
        """Drop everything that waits: the bot asked for it in so many words."""
        self._database.execute("DELETE FROM updates")

    def waiting(self, limit: int) -> list[JsonObject]:
        """The oldest updates not acknowledged."""
        rows = self._database.execute("SELECT update_id, body FROM updates ORDER BY update_id LIMIT ?", (limit,))
        return [{"update_id": row["update_id"], **load(row["body"])} for row in rows]

    async def wait(self, limit: int, seconds: float) -> list[JsonObject]:
        """The oldest updates, waiting for the first one if there is none.

        Raises:
            ApiError: Another reader came meanwhile.
        """
        reader = self._reader = object()
        self._arrived.set()  # whoever waited before now finds that it is no longer the reader
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not (updates := self.waiting(limit)) and (left := end - loop.time()) > 0:
            self._arrived = asyncio.Event()
            await _either(self._arrived, left)
            if self._closed:
                return []
            if self._reader is not reader:
                raise ApiError(409, _CONFLICT)
        return updates

    def close(self) -> None:
        """Send the waiting reader away with nothing."""
        self._closed = True
        self._arrived.set()


async def _either(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
