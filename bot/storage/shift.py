"""A shift: one worker's time at the desk. What is to be done in the partitions that are its own."""

import asyncio
import logging
import time
from collections.abc import AsyncGenerator
from types import TracebackType
from typing import Self

from bot.storage import keys, sharing
from bot.storage.errors import StorageAwayError
from bot.storage.hold import Hold
from bot.storage.holding import Holding, Leave
from bot.storage.partitions import Sharing
from bot.storage.records import Entry, Job, Load, Wake, Work
from bot.storage.store import Arg, Store

BATCH = 64
"""Entries of one partition that are read at a time."""
BLOCK_MS = 2_000
"""How long a read waits for something new; less than the client's timeout for an answer."""
PAUSE = 0.5
"""Seconds between two tries to read while the store is away."""
POLLING = 0
"""The owner of this partition is also the one who asks Telegram for updates: one owner, so one who asks."""

log = logging.getLogger(__name__)


class Shift:
    """A worker at work. Enter it as a context; leaving it gives all partitions back at once.

    Args:
        store: where everything is kept.
        how: how the chats are shared among workers.
        leave: called when chats are not ours any more.
    """

    def __init__(self, store: Store, how: Sharing, leave: Leave) -> None:
        self._store = store
        self._holding = Holding(store, how, leave)

    async def __aenter__(self) -> Self:
        """Take what is free.

        Raises:
            StorageError: the store does not answer, or its chats are spread over another number of partitions.
        """
        await self._holding.begin()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._holding.end()

    async def work(self) -> AsyncGenerator[Work, None]:
        """Everything to be done, without end and in order within each chat.

        A partition just taken begins with what its last owner left: slow work, effects, entries. Waits for a store
        that is away. Close it with ``contextlib.aclosing``; then no more partitions are taken.
        """
        away = False
        try:
            while True:
                try:
                    todo = await self._todo()
                    away = False
                except StorageAwayError:
                    if not away:
                        log.warning("the store is away; reading goes on when it is back")
                    away = True
                    await asyncio.sleep(PAUSE)
                    continue
                for item in todo:
                    if not item.hold.parting.is_set():
                        if isinstance(item, Entry):
                            item.hold.last = item.id
                        yield item
        finally:
            self._holding.taking = False

    async def turn_to_poll(self) -> Hold:
        """Wait until it falls to this worker to ask Telegram for updates; it does until the hold is parting."""
        while True:
            hold = self._holding.holds.get(POLLING)
            if hold is not None and not hold.parting.is_set():
                return hold
            await asyncio.sleep(self._holding.pause)

    async def load(self) -> Load:
        """How much waits in this worker's inboxes.

        Raises:
            StorageAwayError
        """
        waiting, oldest, now = 0, 0.0, time.time()
        partitions = list(self._holding.holds)
        for partition in partitions:
            waiting += int(await self._store.ask("XLEN", keys.inbox(partition)))
            for number, _ in await self._store.ask("XRANGE", keys.inbox(partition), "-", "+", "COUNT", 1):
                oldest = max(oldest, now - int(number.partition(b"-")[0]) / 1000)
        return Load(len(partitions), waiting, oldest)

    async def _todo(self) -> list[Work]:
        """What can be had without waiting; where that is nothing, wait until there may be something."""
        holding = self._holding
        holding.changed.clear()
        if holding.fresh:
            left = await self._left_behind(holding.fresh[0])
            holding.fresh.popleft()
            return left
        found = await self._read()
        if not found:
            await self._wait()
        return [*found]

    async def _left_behind(self, hold: Hold) -> list[Work]:
        """Slow work and effects that the last owner of a partition did not finish."""
        left: list[Work] = []
        for chat in sorted(map(int, await self._store.ask("SMEMBERS", keys.working(hold.partition)))):
            jobs: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.jobs(chat))
            left += [Job(job.decode(), chat, body, hold) for job, body in jobs.items()]
        due = sorted(map(int, await self._store.ask("SMEMBERS", keys.outboxes(hold.partition))))
        return [*left, *(Wake(chat, hold) for chat in due)]

    async def _read(self) -> list[Entry]:
        holds = self._holding.open()
        args: list[Arg] = [keys.GROUP, keys.OWNER, BATCH]
        for hold in holds:
            args += [hold.partition, hold.fence, hold.last]
        names = [keys.FENCES, *(keys.inbox(hold.partition) for hold in holds)]
        found: list[Entry] = []
        for hold, reply in zip(holds, await self._store.run(sharing.READ, names, args), strict=True):
            if isinstance(reply, int):
                hold.end()  # lost: the next beat finds it so
            else:
                found += [Entry(number.decode(), int(chat), body, hold) for number, (_, chat, _, body) in reply]
        return found

    async def _wait(self) -> None:
        """Until something new is in an inbox of ours, or the partitions change. Without a beat there is no work."""
        changed = asyncio.create_task(self._holding.changed.wait())
        arrival = asyncio.create_task(self._arrival())
        try:
            await asyncio.wait({changed, arrival, *self._holding.beating}, return_when=asyncio.FIRST_COMPLETED)
            for ended in (arrival, *self._holding.beating):
                if ended.done():
                    ended.result()
        finally:
            changed.cancel()
            arrival.cancel()
            await asyncio.gather(changed, arrival, return_exceptions=True)

    async def _arrival(self) -> None:
        holds = self._holding.open()
        if holds:
            names = (keys.inbox(hold.partition) for hold in holds)
            after = (hold.last for hold in holds)
            await self._store.ask("XREAD", "COUNT", 1, "BLOCK", BLOCK_MS, "STREAMS", *names, *after)
        else:
            await self._holding.changed.wait()
