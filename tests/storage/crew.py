"""Workers of one store within one process: one may be killed, stalled, woken late."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

from redis.asyncio import Redis

from bot.storage.desk import Desk
from bot.storage.hold import Hold
from bot.storage.partitions import Sharing, partition_of
from bot.storage.records import Entry, Work
from tests.storage.support import stall

LEASE = 0.8
SHARING = Sharing(partitions=8, lease=LEASE)


class Worker:
    """Notes what it is given and what it is told to leave; handles nothing by itself."""

    def __init__(self, client: Redis, sharing: Sharing = SHARING) -> None:
        self.desk = Desk(client, sharing)
        self.given: list[Work] = []
        self.left: list[tuple[list[int], float]] = []
        self.busy = asyncio.Event()
        self.busy.set()
        self.shift = self.desk.shift(self._leave)
        self._count = sharing.partitions
        self._reading: asyncio.Task[None] | None = None

    async def begin(self) -> Worker:
        await self.shift.__aenter__()
        self._reading = asyncio.create_task(self._read())
        return self

    async def end(self) -> None:
        await self._stop_reading()
        await self.shift.__aexit__(None, None, None)

    async def kill(self) -> None:
        """No further sign of life: neither beats nor reads, and gives nothing back."""
        await self._stop_reading()
        self.stall()

    def stall(self) -> None:
        """Its beat stops; what it has in hand it still believes to be its own."""
        stall(self.shift)

    @property
    def holds(self) -> dict[int, Hold]:
        return {hold.partition: hold for hold in self.shift._holding.open()}  # noqa: SLF001  nobody else may ask

    @property
    def entries(self) -> list[Entry]:
        return [piece for piece in self.given if isinstance(piece, Entry)]

    async def has(self, true: Callable[[Worker], bool], seconds: float = 30.0) -> float:
        """Wait until something is true of it; how long that took."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        async with asyncio.timeout(seconds):
            while not true(self):
                await asyncio.sleep(0.005)
        return loop.time() - begun

    async def _read(self) -> None:
        async with contextlib.aclosing(self.shift.work()) as work:
            async for piece in work:
                self.given.append(piece)

    async def _stop_reading(self) -> None:
        if self._reading:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _leave(self, chats: Callable[[int], bool], grace: float) -> None:
        self.left.append(([chat for chat in range(200) if chats(chat)], grace))
        await self.busy.wait()


@contextlib.asynccontextmanager
async def crew(client: Redis, count: int, sharing: Sharing = SHARING) -> AsyncIterator[list[Worker]]:
    """Workers who have shared the partitions among themselves."""
    workers = [await Worker(client, sharing).begin() for _ in range(count)]
    try:
        fair = sharing.partitions // count
        for worker in workers:
            await worker.has(lambda one: fair <= len(one.holds) <= fair + 1)
        await workers[0].has(lambda _: sum(len(worker.holds) for worker in workers) == sharing.partitions)
        yield workers
    finally:
        for worker in workers:
            await worker.end()


def chat_in(partition: int, count: int = SHARING.partitions) -> int:
    """A chat of this partition."""
    return next(chat for chat in range(200) if partition_of(chat, count) == partition)
