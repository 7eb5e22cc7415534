"""Which partitions are ours: the beat renews our lease, takes partitions that are free, gives back what is too much.

A partition moves in this order: nothing new is begun in it; what is in hand is finished (or cancelled, when the
partition was lost); only then may it be anybody's again, ourselves included.
"""

import asyncio
import logging
import os
import time
import uuid
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from bot.storage import keys, sharing
from bot.storage.errors import StorageAwayError, StorageError
from bot.storage.hold import Hold
from bot.storage.partitions import Sharing, partition_of
from bot.storage.store import Arg, Store

BEATS = 20
"""Looks at the partitions in the time of a lease: one that falls free is found within half a second."""
GRACE = 20.0
"""Seconds in which what is in hand may be finished before a partition is given back."""

Leave = Callable[[Callable[[int], bool], float], Awaitable[None]]
"""Told which chats are to be left, and the seconds in which what is in hand may be finished; returns when done."""

log = logging.getLogger(__name__)


class Holding:
    """The partitions of one worker.

    Attributes:
        name: the worker's, in the store.
        holds: by partition, what we hold.
        fresh: holds just taken, whose last owner may have left something to do.
        changed: set whenever the holds change.
        taking: whether to take more.
        beating: the beat, from `begin` on; it ends only by an error.
    """

    def __init__(self, store: Store, how: Sharing, leave: Leave) -> None:
        self.name = f"{os.getpid()}-{uuid.uuid4().hex[:8]}"
        self.holds: dict[int, Hold] = {}
        self.fresh: deque[Hold] = deque()
        self.changed = asyncio.Event()
        self.taking = True
        self._store = store
        self._how = how
        self._alone = how.alone
        self._leave = leave
        self._leaving: dict[int, asyncio.Task[None]] = {}
        self._turn = asyncio.Lock()
        self.beating: tuple[asyncio.Task[None], ...] = ()

    @property
    def pause(self) -> float:
        """Seconds between two beats."""
        return self._how.lease / BEATS

    def open(self) -> list[Hold]:
        """What we hold and do not mean to leave."""
        return [hold for hold in self.holds.values() if not hold.parting.is_set()]

    async def begin(self) -> None:
        """Take what is free, and beat from now on.

        Raises:
            StorageError: the store does not answer, or its chats are spread over another number of partitions.
        """
        await self._store.ask("SET", keys.PARTITIONS, self._how.partitions, "NX")
        found = int(await self._store.ask("GET", keys.PARTITIONS))
        if found != self._how.partitions:
            raise StorageError(
                f"库里的会话分在 {found} 个分区里，请把 config.toml 的 storage.partitions 改回 {found}。"
            )
        await self.beat()
        self.beating = (asyncio.create_task(self._beat_on(), name="beat"),)

    async def end(self) -> None:
        """Give everything back at once. What was in hand must be over."""
        tasks = [*self._leaving.values(), *self.beating]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for hold in self.holds.values():
            hold.end()
        self.holds.clear()
        with suppress(StorageAwayError):  # then the lease runs out
            await self._store.run(sharing.LEAVE, [keys.MEMBERS, keys.OWNERS], [self.name])

    async def beat(self) -> None:
        """Renew the lease, and bring what we hold in line with what the store says.

        Raises:
            StorageAwayError
        """
        async with self._turn:
            marks = [self._mark(partition) for partition in range(self._how.partitions)]
            asked = time.monotonic()
            inboxes = [keys.inbox(partition) for partition in range(self._how.partitions)]
            left, share, *fences = await self._store.run(
                sharing.BEAT,
                [keys.MEMBERS, keys.OWNERS, keys.FENCES, *inboxes],
                [self.name, round(self._how.lease * 1000), int(self._alone), keys.GROUP, *marks],
            )
            self._alone = False
            until = asked + left / 1000
            for partition, fence in enumerate(fences):
                if hold := self.holds.get(partition):
                    self._renewed(hold, fence, until)
                elif fence and marks[partition] == sharing.FREE:
                    self._taken(Hold(partition, fence, until))
            for hold in self.open()[share:]:
                self._give_back(hold)

    def _mark(self, partition: int) -> str | int:
        if hold := self.holds.get(partition):
            return hold.fence
        return sharing.FREE if self.taking and partition not in self._leaving else sharing.CLOSED

    def _taken(self, hold: Hold) -> None:
        self.holds[hold.partition] = hold
        self.fresh.append(hold)
        self.changed.set()

    def _renewed(self, hold: Hold, fence: int, until: float) -> None:
        if fence == hold.fence and not hold.gone:
            hold.until = until
            return
        log.warning("partition %d is another worker's now", hold.partition)
        hold.end()
        del self.holds[hold.partition]
        self.changed.set()
        if hold.partition not in self._leaving:
            self._part(hold, self._let_go(hold, 0))

    def _give_back(self, hold: Hold) -> None:
        hold.parting.set()
        self.changed.set()
        self._part(hold, self._finish(hold))

    def _part(self, hold: Hold, parting: Awaitable[None]) -> None:
        """Leave in the background; meanwhile the partition is not taken again."""

        async def part() -> None:
            try:
                await parting
            finally:
                del self._leaving[hold.partition]

        self._leaving[hold.partition] = asyncio.create_task(part(), name=f"leaving partition {hold.partition}")

    async def _let_go(self, hold: Hold, grace: float) -> None:
        await self._leave(lambda chat: partition_of(chat, self._how.partitions) == hold.partition, grace)

    async def _finish(self, hold: Hold) -> None:
        await self._let_go(hold, GRACE)
        async with self._turn:
            hold.end()
            self.holds.pop(hold.partition, None)
            self.changed.set()
        with suppress(StorageAwayError):  # the next beat, which does not know the partition any more, frees it
            args: list[Arg] = [self.name, hold.partition, hold.fence]
            await self._store.run(sharing.GIVE_BACK, [keys.OWNERS, keys.FENCES], args)

    async def _beat_on(self) -> None:
        while True:
            await asyncio.sleep(self.pause)
            with suppress(StorageAwayError):
                await self.beat()
