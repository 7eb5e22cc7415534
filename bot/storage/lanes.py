"""One lane per chat: what happens in a chat is handled in order and one at a time, different chats at once.

Knows nothing of where items come from or where they are kept. An item that is dropped here at a stop is still in
the store of its maker.
"""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Generic, Protocol, TypeVar

log = logging.getLogger(__name__)

SLOTS = 24
"""Chats handled at once. More only makes the messaging library slower (it scans its connection pool)."""
BACKLOG = 2_000
"""Items waiting in all lanes together before `Lanes.submit` waits too."""
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
"""Seconds between two tries of an item that may be tried again; the pause doubles up to this."""


class Item(Protocol):
    """What a lane carries."""

    @property
    def id(self) -> str:
        """Names the item in the log."""

    @property
    def chat(self) -> int:
        """The lane it belongs to."""


I = TypeVar("I", bound=Item)  # noqa: E741  the customary short name of a type variable

Handle = Callable[[I], Awaitable[None]]
OnFault = Callable[[I, BaseException], Awaitable[None]]


class Lanes(Generic[I]):
    """Hands each item to ``handle``, in order within its chat.

    Args:
        handle: does the work of one item.
        slots: how many chats are handled at once.
        backlog: how many items may wait.
        on_fault: told of an item whose handling failed, before the next of its chat is handled.
        again_on: errors that pass, such as a store that is away: the item keeps its place and is tried again.
    """

    def __init__(
        self,
        handle: Handle[I],
        *,
        slots: int = SLOTS,
        backlog: int = BACKLOG,
        on_fault: OnFault[I] | None = None,
        again_on: tuple[type[Exception], ...] = (),
    ) -> None:
        self._handle = handle
        self._on_fault = on_fault
        self._again_on = again_on
        self._slots = asyncio.Semaphore(slots)
        self._room = asyncio.Semaphore(backlog)
        self._waiting: dict[int, deque[I]] = {}
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._closing = False

    async def submit(self, item: I) -> None:
        """Put an item at the end of its chat's lane; waits while too many wait. After `drain` it is dropped."""
        await self._room.acquire()
        if self._closing:
            self._room.release()
            return
        self._waiting.setdefault(item.chat, deque()).append(item)
        if item.chat not in self._lanes:
            self._lanes[item.chat] = asyncio.create_task(self._run(item.chat))

    async def idle(self) -> None:
        """Wait until nothing waits and nothing is being handled."""
        while self._lanes:
            await asyncio.wait(self._lanes.values())

    async def drain(self, grace: float = 20.0) -> None:
        """Stop: drop what waits, let finish what is in hand.

        Args:
            grace: seconds after which what is still in hand is cancelled.
        """
        self._closing = True
        for queue in self._waiting.values():
            queue.clear()
        if self._lanes:
            _, late = await asyncio.wait(self._lanes.values(), timeout=grace)
            for lane in late:
                lane.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, chat: int) -> None:
        queue = self._waiting[chat]
        try:
            while queue:
                async with self._slots:  # given back after each item, so that busy chats take turns
                    if queue:
                        await self._serve(queue.popleft())
        finally:
            del self._waiting[chat], self._lanes[chat]

    async def _serve(self, item: I) -> None:
        try:
            await self._insist(item, lambda: self._handle(item))
        except asyncio.CancelledError as error:
            lane = asyncio.current_task()
            if lane is None or lane.cancelling():
                raise
            await self._report(item, error)  # something that the handler waited for was cancelled, not the lane
        except Exception as error:  # noqa: BLE001  whatever it is, it must not stop the lane
            await self._report(item, error)
        finally:
            self._room.release()

    async def _insist(self, item: I, work: Callable[[], Awaitable[None]]) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                return await work()
            except self._again_on as error:
                if self._closing:
                    return None  # its maker has it still
                if pause == FIRST_PAUSE:
                    log.warning("item %s is tried again: %s", item.id, where(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def _report(self, item: I, error: BaseException) -> None:
        log.error("item %s failed: %s", item.id, where(error))
        on_fault = self._on_fault
        if on_fault is None:
            return
        try:
            await self._insist(item, lambda: on_fault(item, error))
        except Exception as second:  # noqa: BLE001  same
            log.error("reporting item %s failed: %s", item.id, where(second))  # noqa: TRY400  see `where`


def where(error: BaseException) -> str:
    """Name an error and its place, without its message: messages quote what people wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}"
