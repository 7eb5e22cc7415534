"""The private server is watched: one that died is started again, one that was stopped is told to go on.

From the loop of the main thread, because the server's life is tied to the thread that starts it. The start itself
takes some milliseconds; what the server then needs to load is waited for by its clients, who find it at the old place.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator

from bot.storage.client import connect, ping
from bot.storage.errors import StorageError
from bot.storage.server import PrivateRedis

LOOK = 0.2
"""Seconds between two looks at whether it lives."""
ASK = 5
"""Looks between two questions to which it has to answer."""
PATIENCE = 2.0
"""Seconds it may take to."""
LONGEST_PAUSE = 5.0
"""Seconds between two starts of a server that dies at once; the pause doubles up to this."""

log = logging.getLogger(__name__)


@contextlib.asynccontextmanager
async def watched(server: PrivateRedis) -> AsyncIterator[None]:
    """Keep the server running while the context lasts. Only in the main thread's loop."""
    watch = asyncio.create_task(_watch(server), name="watch on redis")
    try:
        yield
    finally:
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)


async def _watch(server: PrivateRedis) -> None:
    pause = LOOK
    while True:
        for _ in range(ASK):
            await asyncio.sleep(LOOK)
            if server.died():
                _start_again(server)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE)
        if await _answers(server):
            pause = LOOK
        else:
            server.rouse()


def _start_again(server: PrivateRedis) -> None:
    log.error("redis-server has died and is started again")
    try:
        server.revive()
    except (StorageError, OSError) as error:
        log.error("it could not be: %s", error)  # noqa: TRY400  the sentence says all


async def _answers(server: PrivateRedis) -> bool:
    client = connect(server.url)
    try:
        async with asyncio.timeout(PATIENCE):
            await ping(client)
    except (StorageError, TimeoutError):
        return False
    finally:
        await client.aclose()
    return True
