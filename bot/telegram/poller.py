"""Fetching raw updates: each is stored before Telegram is told that it arrived.

python-telegram-bot's own polling acknowledges updates that are only in memory; killed at the wrong moment,
it loses them. So the raw method is called here, and the offset moves only behind what is stored.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.telegram.incoming import LARGEST, chat_of
from bot.telegram.pace import told_to_wait
from bot.telegram.updates import KINDS, Unreadable

if TYPE_CHECKING:
    from telegram import Bot

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 5.0
"""Seconds between two tries while Telegram does not answer: an officer waits no longer than that once it does."""
MARGIN = 15
"""Seconds an answer may take beyond the time Telegram was asked to wait."""


Arrived = tuple[int, int, bytes]
"""An update: number, chat, body."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is done with updates; each call returns only when it is done, however long the store is away.

    Attributes:
        store: keeps updates, in their order.
        reject: keeps what is no update of a chat, with the reason.
        move: keeps the next update to ask for.
    """

    store: Callable[[Sequence[Arrived]], Awaitable[None]]
    reject: Callable[[bytes, str], Awaitable[None]]
    move: Callable[[int], Awaitable[None]]


class Poller:
    """Asks for updates for ever, and hands each on to be stored."""

    def __init__(self, bot: Bot, wait_seconds: int) -> None:
        self._bot = bot
        self._wait = wait_seconds

    async def run(self, offset: int | None, keeping: Keeping) -> None:
        """Fetch from `offset` on.

        Raises:
            InvalidToken: Telegram does not know this bot.
        """
        pause, strange = FIRST_PAUSE, False
        while True:
            try:
                updates = await self._fetch(offset)
            except InvalidToken:
                raise
            except RetryAfter as error:
                await asyncio.sleep(told_to_wait(error))
                continue
            except (TelegramError, RecursionError) as error:
                log.warning("no updates (%s); trying again in %.0f s", type(error).__name__, pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            numbers = await _keep(updates, keeping)
            if any(number is not None for number in numbers):
                pause = FIRST_PAUSE
            elif updates and (offset is None or strange):  # it may be the same again
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            strange = bool(updates) and numbers.count(None) == len(numbers)
            moved = _behind(offset, numbers)
            if moved is not None and moved != offset:
                await keeping.move(moved)
            offset = moved

    async def _fetch(self, offset: int | None) -> list[Any]:
        wanted: dict[str, Any] = {"timeout": self._wait, "allowed_updates": KINDS}
        if offset is not None:
            wanted["offset"] = offset
        found = await self._bot.do_api_request("getUpdates", wanted, read_timeout=self._wait + MARGIN)
        return list(found) if isinstance(found, list | tuple) else []


def _behind(offset: int | None, numbers: list[int | None]) -> int | None:
    """The next update to ask for.

    An update without a readable number counts as the lowest that it can have. So nothing is passed over, for what was
    not handed out yet is higher than all that was.
    """
    for number in numbers:
        if number is not None:
            offset = max(offset or 0, number + 1)
        elif offset is not None:
            offset += 1
    return offset


async def _keep(updates: list[Any], keeping: Keeping) -> list[int | None]:
    """Store updates, whatever they are. Returns of each its number; None if it has none."""
    arrived: list[Arrived] = []
    numbers = [await _sorted(update, arrived, keeping) for update in updates]
    if arrived:
        await keeping.store(arrived)
    return numbers


async def _sorted(update: Any, arrived: list[Arrived], keeping: Keeping) -> int | None:  # noqa: ANN401  it is what came
    """Add an update to those that arrived, or reject it."""
    if isinstance(update, Unreadable):
        await keeping.reject(update.raw, "no JSON")
        return update.number
    number = _number(update.get("update_id")) if isinstance(update, dict) else None
    try:
        body = json.dumps(update, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError) as error:
        await keeping.reject(repr(number).encode(), type(error).__name__)
        return number
    if number is None:
        await keeping.reject(body, "no number")
    elif (chat := chat_of(update)) is None:
        await keeping.reject(body, "no chat")
    else:
        arrived.append((number, chat, body))
    return number


def _number(value: object) -> int | None:
    return value if type(value) is int and 0 <= value < LARGEST else None
