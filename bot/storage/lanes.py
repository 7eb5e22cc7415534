"""One lane per chat: what happens in a chat is handled in order and one at a time, different chats at once.

Knows nothing of where items come from or where they are kept. An item that is dropped here is still in the store
of its maker. A lane that waits for another try holds no slot: the chats that can go on do.
"""

import asyncio
import logging
import traceback
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, Protocol, TypeVar

log = logging.getLogger(__name__)

SLOTS = 24
"""Chats handled at once. More only makes the messaging library slower (it scans its connection pool)."""
BACKLOG = 2_000
"""Items waiting in all lanes together before `Lanes.submit` waits too."""
FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
"""Seconds between two tries of an item that may be tried again; the pause doubles up to this."""
LONGEST_RETREAT = 15.0
"""The same, where it is the far side that does not take it: seldom enough not to add to its trouble."""


class Item(Protocol):
    """What a lane carries."""

    @property
    def id(self) -> str:
        """Names the item in the log."""

    @property
    def chat(self) -> int:
        """The lane it belongs to."""


class LaterError(Exception):
    """The item can be handled only after ``seconds``; None where nobody knows when."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__(seconds)
        self.seconds = seconds


I = TypeVar("I", bound=Item)  # noqa: E741  the customary short name of a type variable

Handle = Callable[[I], Awaitable[None]]
OnFault = Callable[[I, BaseException], Awaitable[None]]


class _InHand(Generic[I]):
    """An item that is being handled, and then, if that fails, the report of its failure."""

    def __init__(self, item: I) -> None:
        self.item = item
        self.error: BaseException | None = None
        self._pause = FIRST_PAUSE

    @property
    def calm(self) -> bool:
        """Whether this is the first try."""
        return self._pause == FIRST_PAUSE

    def retreat(self, longest: float) -> float:
        """Seconds until the next try; more each time."""
        pause = min(self._pause, longest)
        self._pause = 2 * pause
        return pause


class Lanes(Generic[I]):
    """Hands each item to ``handle``, in order within its chat.

    Args:
        handle: does the work of one item; may raise `LaterError`.
        slots: how many chats are handled at once.
        backlog: how many items may wait.
        on_fault: told of an item whose handling failed, before the next of its chat is handled.
        again_on: errors that pass, such as a store that is away: the item keeps its place and is tried again.
        drop_on: errors that say that the item is not ours any more.
    """

    def __init__(  # noqa: PLR0913  one argument for each thing that can become of an item
        self,
        handle: Handle[I],
        *,
        slots: int = SLOTS,
        backlog: int = BACKLOG,
        on_fault: OnFault[I] | None = None,
        again_on: tuple[type[Exception], ...] = (),
        drop_on: tuple[type[Exception], ...] = (),
    ) -> None:
        self._handle = handle
        self._on_fault = on_fault
        self._again_on = again_on
        self._drop_on = drop_on
        self._slots = asyncio.Semaphore(slots)
        self._room = asyncio.Semaphore(backlog)
        self._waiting: dict[int, deque[I]] = {}
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._busy: set[int] = set()
        self._left: set[int] = set()
        self._closing = False

    async def submit(self, item: I) -> None:
        """Put an item at the end of its chat's lane; waits while too many wait. After `drain` it is dropped."""
        await self._room.acquire()
        if self._closing:
            self._room.release()
            return
        self._waiting.setdefault(item.chat, deque()).append(item)
        if item.chat not in self._lanes:
            self._open(item.chat)

    async def idle(self) -> None:
        """Wait until nothing waits and nothing is being handled."""
        while self._lanes:
            await asyncio.wait(self._lanes.values())

    async def leave(self, chats: Callable[[int], bool], grace: float) -> None:
        """Drop what waits in these chats, and let finish what is in hand.

        Args:
            chats: which.
            grace: seconds after which what is still in hand is cancelled.
        """
        left = [chat for chat in self._lanes if chats(chat)]
        self._left.update(left)
        for chat in left:
            self._drop(self._waiting[chat])
        in_hand = [self._lanes[chat] for chat in left if chat in self._busy]
        await _cancelled(self._lanes[chat] for chat in left if chat not in self._busy)
        if in_hand and grace:
            await asyncio.wait(in_hand, timeout=grace)
        await _cancelled(in_hand)

    async def drain(self, grace: float = 20.0) -> None:
        """Stop: drop what waits, let finish what is in hand.

        Args:
            grace: seconds after which what is still in hand is cancelled.
        """
        self._closing = True
        await self.leave(lambda _: True, grace)

    def _open(self, chat: int) -> None:
        lane = asyncio.create_task(self._run(self._waiting[chat]))
        self._lanes[chat] = lane
        lane.add_done_callback(lambda _: self._ended(chat))  # not in the task: it may be cancelled before it begins

    def _ended(self, chat: int) -> None:
        del self._lanes[chat]
        self._left.discard(chat)
        if self._waiting[chat] and not self._closing:  # submitted after what was before it had been dropped
            self._open(chat)
        else:
            del self._waiting[chat]

    def _drop(self, queue: deque[I]) -> None:
        for _ in range(len(queue)):
            self._room.release()
        queue.clear()

    async def _run(self, queue: deque[I]) -> None:
        while queue:
            await self._serve(queue)

    async def _serve(self, queue: deque[I]) -> None:
        """Handle the first item to its end. The slot is given back after each try, so that chats take turns."""
        hand: _InHand[I] | None = None
        try:
            while True:
                async with self._slots:
                    if hand is None:
                        if not queue:
                            return
                        hand = _InHand(queue.popleft())
                    pause = await self._attempt(hand)
                if pause is None or hand.item.chat in self._left:
                    return
                await asyncio.sleep(pause)
        finally:
            if hand is not None:
                self._room.release()

    async def _attempt(self, hand: _InHand[I]) -> float | None:
        """One try. Returns the seconds until the next one, None where there is none."""
        chat = hand.item.chat
        self._busy.add(chat)
        try:
            return await self._tried(hand)
        except asyncio.CancelledError as error:
            lane = asyncio.current_task()
            if lane is None or lane.cancelling():
                raise
            return self._failed(hand, error)  # something that the handler waited for was cancelled, not the lane
        except Exception as error:  # noqa: BLE001  whatever it is, it must not stop the lane
            return self._failed(hand, error)
        finally:
            self._busy.discard(chat)

    async def _tried(self, hand: _InHand[I]) -> float | None:
        try:
            if hand.error is None:
                await self._handle(hand.item)
            elif self._on_fault is not None:
                await self._on_fault(hand.item, hand.error)
        except self._drop_on as error:
            log.info("item %s is dropped: %s", hand.item.id, type(error).__name__)
        except LaterError as later:
            return hand.retreat(LONGEST_RETREAT) if later.seconds is None else later.seconds
        except self._again_on as error:
            if hand.calm:
                log.warning("item %s is tried again: %s", hand.item.id, where(error))
            return hand.retreat(LONGEST_PAUSE)
        return None

    def _failed(self, hand: _InHand[I], error: BaseException) -> float | None:
        """A fault is reported at once, in the item's place; a fault of the report is the end of it."""
        if hand.error is None:
            log.error("item %s failed: %s", hand.item.id, where(error))
            hand.error = error
            return 0.0
        log.error("reporting item %s failed: %s", hand.item.id, where(error))
        return None


async def _cancelled(tasks: Iterable[asyncio.Task[None]]) -> None:
    tasks = list(tasks)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def where(error: BaseException) -> str:
    """Name an error and its place, without its message: messages quote what people wrote."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"{type(error).__name__} at {place}"
