"""One small world: a fake Telegram, a store, bots. Several live side by side; none touches another."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path

import redis

from bot.storage import address
from tests.chaos.judge import Verdict, judge
from tests.chaos.machines import Bot, RedisServer, Zygote, bot_environment
from tests.chaos.officers import Officer, Pace, Part
from tests.chaos.row import dice, made
from tests.chaos.telegram import FakeTelegram

LAST_WORDS = 0.05
"""Seconds in which what a dead bot had sent is read, where another one lives and its connections cannot tell."""
HANGING_UP = 10.0
"""Seconds in which a dead bot's connections must be gone."""
SETTLE = 60.0
"""Seconds in which everything must have come to rest after a storm."""


class World:
    """Start bots with `bot()`; let officers play with `play()`; at the end ask the `verdict()`."""

    def __init__(
        self, folder: Path, zygote: Zygote, server: FakeTelegram, store: RedisServer | None, seed: str
    ) -> None:
        self.folder = folder
        self.telegram = server
        self.store = store
        self.rng = dice(seed)
        self.bots: list[Bot] = []
        self.officers: list[Officer] = []
        self.pace = Pace(0)
        self.disturbed_at: list[float] = []
        self.settings: dict[str, str] = {}
        self.faults: tuple[str, ...] = ()
        self.extra: dict[str, str] = {}
        self._zygote = zygote

    def bot(self, *faults: str, **extra: str) -> Bot:
        """Start one; `extra` is added to its environment."""
        data = self.folder / "data"
        environment = bot_environment(
            self.telegram.base_url, data, self.store.url if self.store else "", **self.settings
        )
        bot = self._zygote.bot(environment | self.extra | extra, self.folder / "bot.log", *self.faults, *faults)
        self.bots.append(bot)
        return bot

    async def kill(self, bot: Bot) -> None:
        await bot.kill()
        await self.bury(bot)

    async def bury(self, bot: Bot) -> None:
        """A bot has died. What it sent may still be on the way: it counts as sent before."""
        bot.close()
        self.bots.remove(bot)
        if not self.bots:
            await until(self.telegram.left_alone, HANGING_UP, 0.005)
        await asyncio.sleep(LAST_WORDS)
        self.disturbed_at.append(time.monotonic())

    def enlist(self, parts: list[Part], pace: Pace, patience: float = 40.0) -> None:
        self.pace = pace
        self.officers = [Officer(self.telegram, part, pace, patience) for part in parts]

    async def play(self) -> None:
        """Until every officer has finished or given up."""
        await asyncio.gather(*(officer.play() for officer in self.officers))

    def caller(self) -> redis.Redis:
        """A client of the store, whoever runs it."""
        if self.store:
            return self.store.caller()
        socket = address.current((self.folder / "data").resolve() / "redis")
        return redis.Redis(unix_socket_path=str(socket), socket_timeout=5)

    async def verdict(self) -> Verdict:
        """Wait until nothing is in hand, then judge."""
        with self.caller() as store:
            await until(lambda: not busy(store), SETTLE)
            return judge(store, self.officers, self.disturbed_at)

    def tracebacks(self) -> int:
        """Tracebacks and faults of ours in the log."""
        log = self.folder / "bot.log"
        text = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
        return text.count("Traceback (most recent call last)") + text.count("never awaited")


@contextlib.asynccontextmanager
async def world(
    folder: Path, zygote: Zygote, *, private: bool = False, latency: float = 0.0, seed: str = "", **settings: str
) -> AsyncIterator[World]:
    """A world, taken down at the end. `private`: bots bring their own Redis."""
    made(folder)
    store = None if private else RedisServer(folder / "redis")
    if store:
        store.start()
    try:
        async with FakeTelegram(latency).running() as server:
            built = World(folder, zygote, server, store, seed)
            built.settings = settings
            try:
                yield built
            finally:
                for bot in built.bots:
                    bot.signal(signal.SIGCONT)  # a stopped one cannot end
                    await bot.kill()
    finally:
        if store:
            store.kill()


def busy(store: redis.Redis) -> int:
    """Entries and effects in hand; a store that does not answer counts as busy."""
    try:
        waiting = 0
        for name in store.scan_iter("biganzi:*", count=1000):
            key = name.decode()
            if key.startswith(("biganzi:inbox", "biganzi:outboxes", "biganzi:working")):
                waiting += store.xlen(name) if store.type(name) == b"stream" else store.scard(name)
    except redis.RedisError:
        return 1
    return waiting


async def until(true, seconds: float, every: float = 0.02) -> bool:
    """Wait for a condition; whether it came."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(every)
    return True
