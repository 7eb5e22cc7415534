"""What each officer, and all of them together, may use of the models and be sent as files in a month.

A piece of work is looked at before it is begun and then done to its end, so that no report is half a model's for want
of tokens: a budget may be passed by what is in hand.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from bot.core.budget import Budget, renewal
from bot.drafting.usage import on_account
from bot.shell.intake import insist
from bot.storage.ledger import EVERYBODY, Use

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from zoneinfo import ZoneInfo

    from bot.drafting.usage import Tokens
    from bot.storage.ledger import Ledger

PATIENCE = 5.0
"""Seconds that work in hand waits for the store to take its count."""


class Purse:
    """One for a process. Months are those of the officers' time zone."""

    def __init__(self, ledger: Ledger, budget: Budget, zone: ZoneInfo) -> None:
        self.budget = budget
        self._ledger = ledger
        self._zone = zone

    @property
    def today(self) -> date:
        """The officers' day."""
        return datetime.now(self._zone).date()

    async def renews(self, chat: int, once: str = "") -> date | None:
        """The day from which a chat may ask the models again; None where it may now.

        `once` names a piece of work: what was begun and is taken up after a crash gets the same answer.

        Raises:
            StorageAwayError
        """
        today = self.today
        for of, most in ((chat, self.budget.tokens_per_user), (EVERYBODY, self.budget.tokens)):
            name = f"{once} {chat} {of}" if once else ""
            if most and not await self._has_left(of, most, today, name):
                return renewal(today)
        return None

    async def _has_left(self, of: int, most: int, today: date, once: str) -> bool:
        if not once:
            return (await self._ledger.of_month(of, today))[Use.TOKENS] < most
        return await self._ledger.take(of, Use.TOKENS, 0, today, most=most, once=once)

    async def takes_files(self, chat: int, files: int, once: str) -> date | None:
        """Count files that are to be sent, or give the day from which they can be; the same name, the same answer.

        Raises:
            StorageAwayError
        """
        today = self.today
        most = self.budget.files_per_user
        taken = await self._ledger.take(chat, Use.FILES, files, today, most=most, once=once)
        return None if taken else renewal(today)

    async def counts_files(self, chat: int, files: int, once: str) -> None:
        """Count files that are sent in any case.

        Raises:
            StorageAwayError
        """
        await self._ledger.add(chat, {Use.FILES: files}, self.today, once)

    @asynccontextmanager
    async def pays(self, chat: int) -> AsyncIterator[None]:
        """Within it, whatever models are asked is counted on the chat, call by call; it ends when all is counted."""
        account = _Account(self._ledger, chat, lambda: self.today)
        with on_account(account):
            try:
                yield
            finally:
                await account.close()


class _Account:
    """Counts each call as soon as it is told of: what was counted survives whatever happens next."""

    def __init__(self, ledger: Ledger, chat: int, today: Callable[[], date]) -> None:
        self._ledger = ledger
        self._chat = chat
        self._today = today
        self._loop = asyncio.get_running_loop()
        self._counting: set[asyncio.Task[None]] = set()

    def note(self, tokens: Tokens) -> None:
        """A call took so much. What comes after the end, of a thread that nobody waits for, is everybody's."""
        self._loop.call_soon_threadsafe(self._begin, tokens)

    async def close(self) -> None:
        """Wait until all is counted, also of work that was called off; while the store is away it is counted later."""
        await asyncio.sleep(0)  # what was told last is begun
        self._chat = EVERYBODY
        if self._counting:
            await asyncio.wait(self._counting, timeout=PATIENCE)

    def _begin(self, tokens: Tokens) -> None:
        amounts = {Use.TOKENS: tokens.count, Use.ESTIMATED: tokens.count if tokens.estimated else 0}
        chat = EVERYBODY if tokens.shared else self._chat
        used = {use: amount for use, amount in amounts.items() if amount}
        add = partial(self._ledger.add, chat, used, self._today(), uuid4().hex)  # its name makes a second try harmless
        task = self._loop.create_task(insist(add))
        self._counting.add(task)
        task.add_done_callback(self._counting.discard)
