"""Fetching raw updates: each is stored before Telegram is told that it arrived.

python-telegram-bot's own polling acknowledges updates that are only in memory; killed at the wrong moment,
it loses them. So the raw method is called here, and the offset moves only behind what is stored.
"""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.incoming import chat_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Bot

log = logging.getLogger(__name__)

KINDS = ["message", "edited_message", "callback_query"]
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
MARGIN = 15
"""Seconds an answer may take beyond the time Telegram was asked to wait."""


class Poller:
    """Asks for updates for ever, and hands each on to be stored."""

    def __init__(
        self,
        bot: Bot,
        store: Callable[[int, int, bytes], Awaitable[object]],
        reject: Callable[[bytes, str], Awaitable[object]],
        wait_seconds: int,
    ) -> None:
        self._bot = bot
        self._store = store
        self._reject = reject
        self._wait = wait_seconds

    async def run(self, offset: int | None, keep: Callable[[int], Awaitable[None]]) -> None:
        """Fetch from `offset` on; `keep` is told the next one after each batch is stored.

        Raises:
            InvalidToken: Telegram does not know this bot.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                updates = await self._fetch(offset)
            except InvalidToken:
                raise
            except RetryAfter as error:
                wait = error.retry_after
                await asyncio.sleep(wait if isinstance(wait, int) else wait.total_seconds())
                continue
            except (NetworkError, TelegramError) as error:
                log.warning("no updates (%s); trying again in %.0f s", type(error).__name__, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            pause = FIRST_PAUSE
            for update in updates:
                await self._take(update)
                offset = int(update["update_id"]) + 1
            if updates and offset is not None:
                await keep(offset)

    async def _fetch(self, offset: int | None) -> list[dict[str, Any]]:
        wanted: dict[str, Any] = {"timeout": self._wait, "allowed_updates": KINDS}
        if offset is not None:
            wanted["offset"] = offset
        found = await self._bot.do_api_request("getUpdates", wanted, read_timeout=self._wait + MARGIN)
        return list(found) if isinstance(found, list | tuple) else []

    async def _take(self, update: dict[str, Any]) -> None:
        body = json.dumps(update, ensure_ascii=False).encode("utf-8", "surrogatepass")
        chat = chat_of(update)
        if chat is None:
            await self._reject(body, "no chat")
        else:
            await self._store(int(update["update_id"]), chat, body)
