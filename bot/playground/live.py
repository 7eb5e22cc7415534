"""Telling open pages what happens now.

Messages are told by revision, so a page that was away misses nothing; what only matters in its moment
(typing, a draft, the answer to a press) is told once, to whoever is there.
"""

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass

from bot.playground.rules import bot_rules
from bot.playground.wire import JsonObject

_BACKLOG = 1000


@dataclass(frozen=True, slots=True)
class Event:
    """One thing to tell: `changed` (read the history), or a passing event with its data."""

    kind: str
    data: JsonObject


CHANGED = Event("changed", {})
CLOSED = Event("closed", {})


@dataclass(frozen=True, slots=True)
class _Passing:
    """A typing sign or a draft, until it ends by itself; `ends` in seconds of the monotonic clock."""

    data: JsonObject
    ends: float


class Live:
    """Open pages by chat, and what shows there for a moment."""

    def __init__(self) -> None:
        self._pages: defaultdict[int, set[asyncio.Queue[Event]]] = defaultdict(set)
        self._typing: dict[int, _Passing] = {}
        self._drafts: dict[int, _Passing] = {}

    def join(self, chat_id: int) -> asyncio.Queue[Event]:
        """A new page listens."""
        queue: asyncio.Queue[Event] = asyncio.Queue(_BACKLOG)
        self._pages[chat_id].add(queue)
        return queue

    def leave(self, chat_id: int, queue: asyncio.Queue[Event]) -> None:
        """A page is gone."""
        self._pages[chat_id].discard(queue)

    def tell(self, chat_id: int, event: Event) -> None:
        """Tell every page of a chat; a page too slow to listen is closed and will come back for the rest."""
        for queue in list(self._pages[chat_id]):
            if queue.qsize() >= _BACKLOG - 1:
                self.leave(chat_id, queue)
                queue.put_nowait(CLOSED)
            else:
                queue.put_nowait(event)

    def tell_all(self, event: Event) -> None:
        """Tell every page of every chat."""
        for chat_id in list(self._pages):
            self.tell(chat_id, event)

    def close(self) -> None:
        """End every page's stream."""
        for queue in [queue for queues in self._pages.values() for queue in queues]:
            queue.put_nowait(CLOSED)
        self._pages.clear()

    def typing(self, chat_id: int, action: str) -> None:
        """Show what the bot is doing; "" ends it."""
        self._show(self._typing, "typing", chat_id, {"action": action}, bot_rules().limits["typing_seconds"])

    def draft(self, chat_id: int, draft: JsonObject) -> None:
        """Show a message that is still being written."""
        self._show(self._drafts, "draft", chat_id, draft, bot_rules().limits["draft_seconds"])

    def settle(self, chat_id: int) -> None:
        """A message of the bot arrived: nothing is being typed or drafted any more."""
        self._typing.pop(chat_id, None)
        self._drafts.pop(chat_id, None)

    def now(self, chat_id: int) -> JsonObject:
        """What shows at this moment, for a page that has just come."""
        return {"typing": _still(self._typing, chat_id), "draft": _still(self._drafts, chat_id)}

    def _show(self, shown: dict[int, _Passing], kind: str, chat_id: int, data: JsonObject, seconds: int) -> None:
        timed = {**data, "seconds": seconds}
        shown[chat_id] = _Passing(timed, time.monotonic() + seconds)
        self.tell(chat_id, Event(kind, timed))


def _still(shown: dict[int, _Passing], chat_id: int) -> JsonObject | None:
    passing = shown.get(chat_id)
    left = 0.0 if passing is None else passing.ends - time.monotonic()
    return {**passing.data, "seconds": round(left, 1)} if passing is not None and left > 0 else None
