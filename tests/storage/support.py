"""What several tests of the store need: a reader with an end, a lossy line, a second process."""

import asyncio
import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import redis
from hypothesis import Phase, settings
from redis.asyncio import Redis

from bot.storage import keys
from bot.storage.client import connect
from bot.storage.desk import Desk
from bot.storage.hold import Hold
from bot.storage.partitions import Sharing, partition_of
from bot.storage.records import Due, Entry, Wake
from bot.storage.server import PrivateRedis
from bot.storage.shift import Shift

ASYNC = settings(max_examples=60, deadline=None, phases=tuple(set(Phase) - {Phase.explain}))
"""To explain a failure, hypothesis traces each line, and CPython 3.11 then crashes in a coroutine now and again."""


@contextlib.asynccontextmanager
async def calling(url: str) -> AsyncIterator[Redis]:
    client = connect(url)
    try:
        yield client
    finally:
        await client.aclose()


ALONE = Sharing(alone=True)
"""Whoever comes takes everything at once, as a process does that was started again with its own Redis."""


async def nobody(chats: Callable[[int], bool], grace: float) -> None:
    """Nothing is in hand."""


def stall(shift: Shift) -> None:
    """No further beat: the worker is taken for dead, and does not know it."""
    holding = shift._holding  # noqa: SLF001  there is no way to ask for this misfortune
    for beat in holding.beating:
        beat.cancel()
    holding.beating = ()


async def at_work(desk: Desk) -> Shift:
    """A worker that takes all there is and then, like one that was killed, never gives a sign of life again."""
    shift = desk.shift(nobody)
    await shift.__aenter__()
    stall(shift)
    return shift


async def hold_of(desk: Desk, chat: int) -> Hold:
    """What a worker who starts now holds of a chat."""
    shift = await at_work(desk)
    return shift._holding.holds[partition_of(chat, ALONE.partitions)]  # noqa: SLF001  same


async def take(desk: Desk, count: int) -> list[Entry]:
    """The first entries that a worker who starts now is given."""
    taken: list[Entry] = []
    if count:
        shift = await at_work(desk)
        async with asyncio.timeout(10), contextlib.aclosing(shift.work()) as work:
            async for piece in work:
                if isinstance(piece, Entry):
                    taken.append(piece)
                if len(taken) == count:
                    break
    return taken


async def chats_with_due(client: Redis) -> list[int]:
    return await _chats(client, keys.outboxes)


async def jobs_of(client: Redis) -> dict[tuple[int, str], bytes]:
    return {
        (chat, job.decode()): body
        for chat in await _chats(client, keys.working)
        for job, body in (await client.hgetall(keys.jobs(chat))).items()
    }


async def _chats(client: Redis, name: Callable[[int], str]) -> list[int]:
    """The chats of an index, each in its own partition."""
    found = []
    for partition in range(ALONE.partitions):
        chats = sorted(map(int, await client.smembers(name(partition))))
        assert all(partition_of(chat, ALONE.partitions) == partition for chat in chats)
        found += chats
    return sorted(found)


async def due_of(desk: Desk, chat: int, hold: Hold | None = None) -> list[Due]:
    """What waits in a chat; with a hold, to be marked as done."""
    return await desk.due(Wake(chat, hold or Hold(0, 0, 0.0)))


async def entries_left(client: Redis) -> int:
    return sum([await client.xlen(keys.inbox(partition)) for partition in range(ALONE.partitions)])


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
