"""Telegram's limits on sending, kept by us: about one message a second in a chat, thirty a second in all.

Source: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this, which also says that short
bursts in a chat pass. Who goes beyond is told to wait (429) and, going on, for longer each time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from telegram.error import RetryAfter

MANY = 10_000
"""Chats remembered before those that have been quiet for long enough are forgotten."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How fast messages may go out; 0 means as fast as you like.

    Attributes:
        chat: messages a second in one chat, in the long run.
        burst: messages that may go out in one chat at once.
        all: messages a second in all chats together.
    """

    chat: float
    burst: int
    all: float


class Pace:
    """Says when the next message of a chat may go. Whoever is told to wait has the place kept."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = limits
        self._clock = clock
        self._next_in_chat: dict[int, float] = {}
        self._next = 0.0
        self._kept: dict[int, float] = {}
        self._shut: dict[int, float] = {}

    def shut(self, chat: int, seconds: float) -> None:
        """Telegram said (429) that nothing may go to this chat for so long, whoever of us would send it."""
        now = self._clock()
        self._shut = {one: until for one, until in self._shut.items() if until > now} | {chat: now + seconds}

    def is_shut(self, chat: int) -> bool:
        """Whether that time still runs."""
        return self._shut.get(chat, 0.0) > self._clock()

    def wait(self, chat: int) -> float:
        """Seconds until this chat's next message may go; 0 means now, and counts it."""
        now = self._clock()
        if self.is_shut(chat):
            return self._shut[chat] - now
        go = self._kept.pop(chat, None)
        if go is None:
            go = self._place(chat, now)
        if go <= now:
            return 0.0
        self._kept[chat] = go
        return go - now

    def busy(self, chat: int) -> bool:
        """Whether a message of this chat, or all chats together, would have to wait now. Takes no place."""
        now, limits = self._clock(), self._limits
        full = bool(limits.chat) and self._next_in_chat.get(chat, 0.0) > now
        return self.is_shut(chat) or chat in self._kept or full or (bool(limits.all) and self._next > now)

    def _place(self, chat: int, now: float) -> float:
        """Take the next free place: the later of the chat's and everybody's."""
        limits = self._limits
        go = now
        if limits.chat:
            step = 1 / limits.chat
            own = max(self._next_in_chat.get(chat, 0.0), now - (limits.burst - 1) * step)
            go = max(go, own)
            self._next_in_chat[chat] = own + step
            self._tidy(now - limits.burst * step)
        if limits.all:
            go = max(go, self._next)
            self._next = go + 1 / limits.all
        return go

    def _tidy(self, quiet_since: float) -> None:
        if len(self._next_in_chat) > MANY:
            self._next_in_chat = {chat: at for chat, at in self._next_in_chat.items() if at > quiet_since}


def told_to_wait(error: RetryAfter) -> float:
    """Seconds for which Telegram told us (429) to wait."""
    wait = error.retry_after
    return float(wait if isinstance(wait, int) else wait.total_seconds())
