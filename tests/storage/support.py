"""What several tests of the store need: a reader with an end, a lossy line, a second process."""

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import redis
from hypothesis import Phase, settings
from redis.asyncio import Redis

from bot.storage.client import connect
from bot.storage.desk import Desk
from bot.storage.records import Entry
from bot.storage.server import PrivateRedis

ASYNC = settings(max_examples=60, deadline=None, phases=tuple(set(Phase) - {Phase.explain}))
"""To explain a failure, hypothesis traces each line, and CPython 3.11 then crashes in a coroutine now and again."""


@contextlib.asynccontextmanager
async def calling(url: str) -> AsyncIterator[Redis]:
    client = connect(url)
    try:
        yield client
    finally:
        await client.aclose()


async def take(desk: Desk, count: int) -> list[Entry]:
    taken: list[Entry] = []
    if count:
        async with asyncio.timeout(10), contextlib.aclosing(desk.entries()) as entries:
            async for entry in entries:
                taken.append(entry)
                if len(taken) == count:
                    break
    return taken


class LossyLine:
    """Stands between a client and a server, and can lose one answer together with its connection."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._doomed: bytes | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self.lost = 0

    def lose_answer_to(self, words: bytes) -> None:
        """Deliver the next request that holds these words, and lose its answer."""
        self._doomed = words

    @contextlib.asynccontextmanager
    async def listening(self, path: Path) -> AsyncIterator[str]:
        server = await asyncio.start_unix_server(self._serve, str(path))
        try:
            yield f"unix://{path}"
        finally:
            server.close()
            for writer in list(self._open):
                writer.close()
            await asyncio.sleep(0.05)  # lets the closed lines run out

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_unix_connection(self._target)
        self._open |= {writer, far_writer}
        back = asyncio.create_task(_pump(far_reader, writer))
        while request := await reader.read(65_536):
            if self._doomed and self._doomed in request:
                self._doomed, self.lost = None, self.lost + 1
                back.cancel()
                far_writer.write(request)
                await far_reader.read(65_536)
                break
            far_writer.write(request)
        for end in (far_writer, writer):
            end.close()
            self._open.discard(end)
        back.cancel()


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)


HOLD = """
import sys
from pathlib import Path
from bot.storage.server import PrivateRedis
server = PrivateRedis.start(Path(sys.argv[1]))
print(server.owned, server.url, flush=True)
sys.stdin.readline()
server.stop()
"""


@contextlib.contextmanager
def another_process(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """A second process of ours that starts or joins the server; says so on its first line, ends on a newline."""
    process = subprocess.Popen(  # noqa: S603  our own interpreter and text
        [sys.executable, "-c", HOLD, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def running(data_dir: Path) -> bool:
    """Whether a server of this folder lives: it holds the lock as long as it does."""
    with (data_dir / "redis" / "server.lock").open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def wait_until_ended(data_dir: Path, seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while running(data_dir):
        assert time.monotonic() < deadline, "the server is still alive"
        time.sleep(0.01)


def pid_of(server: PrivateRedis) -> int:
    with redis.Redis.from_url(server.url) as caller:
        return int(caller.info("server")["process_id"])


def kill(server: PrivateRedis) -> None:
    os.kill(pid_of(server), signal.SIGKILL)
