"""A private server that dies or stands still comes back by itself, with all that was acknowledged."""

import asyncio
import os
import signal
import time

import pytest

from bot.storage import keys, watch
from bot.storage.desk import Desk
from bot.storage.errors import StorageAwayError
from bot.storage.partitions import partition_of
from bot.storage.records import Commit
from bot.storage.server import PrivateRedis
from bot.storage.watch import watched
from tests.storage.support import ALONE, calling, pid_of, take


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "PATIENCE", 0.3)
    monkeypatch.setattr(watch, "LOOK", 0.05)


async def write_through(desk: Desk, until: asyncio.Event) -> list[int]:
    """Write on and on; the numbers that were acknowledged."""
    acknowledged: list[int] = []
    number = 0
    while not until.is_set():
        number += 1
        try:
            await desk.receive_event(7, str(number).encode())
        except StorageAwayError:
            await asyncio.sleep(0.02)
        else:
            acknowledged.append(number)
    return acknowledged


@pytest.mark.parametrize("misfortune", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM])
async def test_nothing_acknowledged_is_lost_and_writing_goes_on(own_store: PrivateRedis, misfortune: int) -> None:
    async with watched(own_store), calling(own_store.url) as client:
        desk, enough = Desk(client, ALONE), asyncio.Event()
        writing = asyncio.create_task(write_through(desk, enough))
        for _ in range(3):
            await asyncio.sleep(0.1)
            os.kill(own_store._process.pid, misfortune)  # noqa: SLF001  it may be too busy to say it itself
            begun = time.monotonic()
            await asyncio.sleep(0.01)
            while True:
                try:
                    await desk.receive_event(8, b"again")
                    break
                except StorageAwayError:
                    await asyncio.sleep(0.02)
            assert time.monotonic() - begun < 10
        enough.set()
        acknowledged = await writing
        inbox = await client.xrange(keys.inbox(partition_of(7, ALONE.partitions)))
        stored = [int(fields[b"body"]) for _, fields in inbox if fields[b"chat"] == b"7"]
        assert set(acknowledged) <= set(stored)
        assert len(stored) == len(set(stored))


async def test_a_worker_goes_on_by_itself(own_store: PrivateRedis) -> None:
    async with watched(own_store), calling(own_store.url) as client:
        desk = Desk(client, ALONE)
        await desk.receive_event(7, b"before")
        [entry] = await take(desk, 1)
        os.kill(pid_of(own_store), signal.SIGKILL)
        async with asyncio.timeout(10):
            while True:
                try:
                    assert await desk.commit(entry, Commit(session=b"kept"))
                    break
                except StorageAwayError:
                    await asyncio.sleep(0.02)
        assert await desk.session(7) == b"kept"


async def test_a_server_that_lives_is_left_alone(own_store: PrivateRedis) -> None:
    pid = pid_of(own_store)
    async with watched(own_store):
        await asyncio.sleep(0.5)
    assert pid_of(own_store) == pid
    own_store.revive()
    assert pid_of(own_store) == pid


async def test_only_the_main_thread_may_start_it_again(own_store: PrivateRedis) -> None:
    with pytest.raises(RuntimeError, match="main thread"):
        await asyncio.to_thread(own_store.revive)
