"""Slow work: drafting beside the lanes. Its result comes back through the inbox; it is taken up again after a crash."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.core.events import DraftFailed, DraftReady
from bot.storage.errors import StorageAwayError
from bot.storage.lanes import where

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.core.effects import WriteDraft
    from bot.core.events import Event
    from bot.drafting.pipeline import Drafter

log = logging.getLogger(__name__)

PAUSE = 1.0
"""Seconds between two tries while the store is away."""


def job_id(paper: int, revision: int) -> str:
    """The name of a drafting job within its chat."""
    return f"draft:{paper}:{revision}"


class Jobs:
    """The drafts being written by this process."""

    def __init__(self, drafter: Drafter, report: Callable[[int, Event], Awaitable[None]]) -> None:
        self._drafter = drafter
        self._report = report
        self._tasks: dict[tuple[int, str], asyncio.Task[None]] = {}

    def start(self, chat: int, work: WriteDraft) -> None:
        """Begin a draft; a second start of the same one changes nothing."""
        key = (chat, job_id(work.paper.id, work.paper.revision))
        if key not in self._tasks:
            task = asyncio.create_task(self._draft(chat, work), name=f"draft {key}")
            self._tasks[key] = task
            task.add_done_callback(lambda _: self._tasks.pop(key, None))

    def cancel(self, chat: int, job: str) -> None:
        """Stop a draft, if this process writes it."""
        if task := self._tasks.get((chat, job)):
            task.cancel()

    async def stop(self) -> None:
        """Stop all work; it stays in the store and is taken up by the next process."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _draft(self, chat: int, work: WriteDraft) -> None:
        event: Event
        try:
            draft = await self._drafter.draft(work.paper, dict(work.profile))
            event = DraftReady(work.paper.id, draft)
        except Exception as error:  # noqa: BLE001  a fault of ours must end as a sentence, whatever it is
            log.error("drafting failed: %s", where(error))  # noqa: TRY400  a traceback quotes what people wrote
            event = DraftFailed(work.paper.id, work.paper.revision)
        await self._reported(chat, event)

    async def _reported(self, chat: int, event: Event) -> None:
        """Hand the result in, as often as it takes: it was paid for."""
        while True:
            try:
                return await self._report(chat, event)
            except StorageAwayError:
                await asyncio.sleep(PAUSE)
