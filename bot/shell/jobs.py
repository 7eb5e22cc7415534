"""Slow work: drafting beside the lanes. Its result comes back through the inbox; it is taken up again after a crash.

A draft belongs to the worker that has the chat. Who loses the chat stops; who takes it over begins again, and finds
the texts that were finished.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from bot.core.events import DraftFailed, DraftReady
from bot.shell.crash import crashpoint
from bot.shell.envelope import of_event
from bot.shell.intake import insist
from bot.shell.kept import KeptTexts
from bot.storage.lanes import where

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.effects import WriteDraft
    from bot.core.events import Event
    from bot.drafting.pipeline import Drafter
    from bot.storage.desk import Desk

log = logging.getLogger(__name__)


def job_id(paper: int, revision: int) -> str:
    """The name of a drafting job within its chat."""
    return f"draft:{paper}:{revision}"


class Jobs:
    """The drafts being written by this process."""

    def __init__(self, drafter: Drafter, desk: Desk) -> None:
        self._drafter = drafter
        self._desk = desk
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

    async def leave(self, chats: Callable[[int], bool]) -> None:
        """Stop the work of these chats; it stays in the store and is taken up by whoever has them next."""
        tasks = [task for (chat, _), task in self._tasks.items() if chats(chat)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Stop all work."""
        await self.leave(lambda _: True)

    async def _draft(self, chat: int, work: WriteDraft) -> None:
        event: Event
        try:
            draft = await self._drafter.draft(work.paper, dict(work.profile), KeptTexts(self._desk, chat))
            event = DraftReady(work.paper.id, draft)
        except Exception as error:  # noqa: BLE001  a fault of ours must end as a sentence, whatever it is
            log.error("drafting failed: %s", where(error))  # noqa: TRY400  a traceback quotes what people wrote
            event = DraftFailed(work.paper.id, work.paper.revision)
        await insist(partial(self._desk.receive_event, chat, of_event(event)))
        crashpoint("after-job")
