"""Load for the bench: chats in the middle of an interview that send short answers, and what it took."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import redis

from bot.storage import address, keys
from bot.storage.form import dump_session
from tests.chaos.machines import Bot, RedisServer, bot_environment, bot_process
from tests.chaos.row import made
from tests.chaos.telegram import FakeTelegram
from tests.chaos.world import until
from tests.conversations.stage import Stage

FIRST = 7_000_000
OPENING = ("/start", "宏泰纺织有限公司工会", "周敏 副主席", "公司党委", "28号前", "月报", "2026年9月", "安全月收尾")
START = 60.0


def interviewed(house) -> bytes:
    """A stored session at a question that takes several answers: each is answered by one short message."""
    stage = Stage(house)
    for words in OPENING:
        stage.officer(words)
    return dump_session(stage.session)


def fill(store: redis.Redis, session: bytes, chats: int) -> None:
    """Give so many chats that session."""
    for start in range(0, chats, 2_000):
        pipe = store.pipeline(transaction=False)
        for chat in range(start, min(start + 2_000, chats)):
            pipe.set(keys.session(FIRST + chat), session)
        pipe.execute()


@dataclass(frozen=True, slots=True)
class Bench:
    """A server and the bots on it; `store` where they share one."""

    folder: Path
    telegram: FakeTelegram
    store: RedisServer | None
    bots: list[Bot]

    def caller(self) -> redis.Redis:
        if self.store:
            return self.store.caller()
        return redis.Redis(unix_socket_path=str(address.current((self.folder / "data").resolve() / "redis")))


@contextlib.asynccontextmanager
async def bench(
    folder: Path, *words: str, bots: int = 1, shared: bool = False, latency: float = 0.0, **settings: str
) -> AsyncIterator[Bench]:
    """Bots that have begun to poll; with their own Redis unless `shared`. `words` name another program."""
    made(folder)
    store = RedisServer(folder / "redis") if shared else None
    if store:
        store.start()
    running: list[Bot] = []
    try:
        async with FakeTelegram(latency).running() as server:
            data = folder / "data"
            environment = bot_environment(server.base_url, data, store.url if store else "", **settings)
            try:
                running += [bot_process(environment, folder / f"bot{n}.log", *words) for n in range(bots)]
                assert await until(server.polled.is_set, START), "the bot does not start"
                built = Bench(folder, server, store, running)
                if bots > 1:
                    assert await until(lambda: shares(built, bots), START), "the workers do not share the chats"
                yield built
            finally:
                for bot in running:
                    await bot.stop()
    finally:
        if store:
            store.kill()


def shares(bench_: Bench, workers: int) -> bool:
    """Whether every worker has its share of the partitions, and all have an owner."""
    with bench_.caller() as store:
        owners = list(store.hgetall(keys.OWNERS).values())
        count = int(store.get(keys.PARTITIONS) or 0)
    fair = count // workers
    return (
        len(owners) == count
        and all(owners.count(owner) >= fair for owner in set(owners))
        and (len(set(owners)) == workers)
    )


async def steady(server: FakeTelegram, chats: int, rate: float, seconds: float) -> Sequence[float]:
    """Send answers at a steady rate from chats in turn; seconds until each was answered, sorted."""
    server.latencies.clear()
    server.ack_seconds.clear()
    began = time.monotonic()
    count = int(rate * seconds)
    for number in range(count):
        ahead = number / rate - (time.monotonic() - began)
        if ahead > 0:
            await asyncio.sleep(ahead)
        server.say(FIRST + number % chats, f"第{number}件，{number}人参加")
    await until(lambda: len(server.latencies) >= count, 60)
    assert len(server.latencies) == count, f"{count - len(server.latencies)} not answered"
    return sorted(seconds for _, seconds in server.latencies)


async def burst(server: FakeTelegram, chats: int, each: int) -> float:
    """Send everything at once; answers a second until all are there."""
    server.latencies.clear()
    began = time.monotonic()
    for number in range(chats * each):
        server.say(FIRST + number % chats, f"第{number}件，{number}人参加")
    await until(lambda: len(server.latencies) >= chats * each, 300, 0.01)
    assert len(server.latencies) == chats * each, f"{chats * each - len(server.latencies)} not answered"
    return chats * each / (time.monotonic() - began)


def part(values: Sequence[float], share: float) -> float:
    """A percentile of sorted values."""
    return values[min(len(values) - 1, int(len(values) * share))]


def memory(pid: int) -> tuple[float, float]:
    """Resident and proportional megabytes of a process."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in text.splitlines()[1:]}
    return found["Rss"], found["Pss"]


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
