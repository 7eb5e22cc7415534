"""Talking with the model: so many calls at once, none after its time, none while the model rests."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from bot.drafting.breaker import RestingError
from bot.drafting.model import ModelError
from bot.drafting.reply import section_text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.drafting.breaker import Breaker
    from bot.drafting.model import ChatModel, Hear


class Talk:
    """One for a process: all its chats share the slots and the breaker."""

    def __init__(self, model: ChatModel, breaker: Breaker, parallel: int) -> None:
        self.manner = model.manner
        self._model = model
        self._breaker = breaker
        self._slots = asyncio.Semaphore(parallel)

    async def say(self, until: float, system: str, *said: str, hear: Hear | None = None) -> str:
        """The model's text to a prompt, or to a further request.

        `until` is a time of the event loop's clock; `hear` is told the reply as it grows.

        Raises:
            ModelError: there is none, whatever the cause.
        """
        try:
            async with self._slot(until):
                with self._breaker.attempt():
                    async with asyncio.timeout_at(until):
                        return section_text(await self._model.reply(system, *said, hear=hear))
        except (TimeoutError, RestingError) as error:
            raise ModelError(type(error).__name__) from None

    @asynccontextmanager
    async def _slot(self, until: float) -> AsyncIterator[None]:
        # Waiting for others is no failure of the model, so its time is watched apart from the call's.
        async with asyncio.timeout_at(until):
            await self._slots.acquire()
        try:
            yield
        finally:
            self._slots.release()
