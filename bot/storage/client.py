"""The connection to Redis: how long to wait, how often to try again, and what its errors mean to us.

Without redis-py's health check: a connection that went stale is found by the retry of the call itself, while the
check, when a handshake fails, connects again inside each try to connect, deeper and deeper, and never returns
(redis 8.1, wrong password: no answer within minutes; without it: at once).

Without its socket timeout too: under it, redis-py writes through `asyncio.wait_for`, which on Python 3.11 forgets a
cancellation that comes as the write ends (in 5 of 6 runs of `tests/storage/test_sharing.py` some worker that was told
to stop went on for ever). `answered` bounds a call as a whole instead.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import ExponentialWithJitterBackoff
from redis.exceptions import (
    AuthenticationError,
    InvalidResponse,
    MasterDownError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
)
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from bot.storage.errors import StorageAwayError, StorageError

ANSWER_SECONDS = 3.0
"""Seconds a call may take, with its second try; a blocking read must ask for less."""
CONNECT_TIMEOUT = 2.0
RETRIES = 1
"""One, for a connection that went stale. Who can wait tries again anyway, and a call that hangs for long only keeps
everybody from noticing that the store is back."""
AWAY = "连不上 Redis，请看它是否在运行，并核对 REDIS_URL。"
PASSING = (OutOfMemoryError, ReadOnlyError, MasterDownError)
"""Redis answers, but cannot write for now: memory full, or not (yet) the main server."""
PASSING_WORDS = ("MISCONF", "OOM", "READONLY", "BUSY Redis", "NOREPLICAS")
"""The same, a full disk, another's endless script, and too few copies, where redis-py has no class, or where Redis 6.2
says it from inside a script."""


def connect(url: str) -> Redis:
    """Make a client; nothing is sent before its first command. Close it with ``aclose()``.

    Args:
        url: ``redis://``, ``rediss://`` or ``unix://``.

    Raises:
        StorageError: the address cannot be read.
    """
    try:
        return Redis.from_url(
            url,
            protocol=2,
            socket_timeout=None,  # see the module's docstring
            socket_connect_timeout=CONNECT_TIMEOUT,
            health_check_interval=0,  # same
            retry=Retry(ExponentialWithJitterBackoff(cap=1.0, base=0.05), RETRIES),
        )
    except ValueError:
        # Without its cause: the message may quote a piece of the address, and so of the password.
        raise StorageError("REDIS_URL 写得不对，请改成 redis://主机:6379/0 这样的地址。") from None


async def ping(client: Redis) -> None:
    """Check that Redis answers.

    Raises:
        StorageError: it does not, or refuses us.
    """
    async with answered():
        await client.ping()


@asynccontextmanager
async def answered() -> AsyncIterator[None]:
    """Within it, Redis has to answer in time.

    Raises:
        StorageError: as from `translated`.
    """
    with translated():
        async with asyncio.timeout(ANSWER_SECONDS):
            yield


@contextmanager
def translated() -> Iterator[None]:
    """Turn the errors of Redis into ours; what remains is a fault in the program.

    Raises:
        StorageAwayError: no answer, or no writing for now; the call may be made again.
        StorageError: Redis refuses our name or password, or it is not Redis.
    """
    try:
        yield
    except TimeoutError as error:
        raise StorageAwayError(AWAY) from error
    except RedisError as error:
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from error


def _ours(error: RedisError) -> StorageError | None:
    for cause in (error, error.__cause__):  # redis-py wraps what goes wrong in a handshake
        if isinstance(cause, AuthenticationError | NoPermissionError):
            return StorageError("Redis 不接受这个账号或密码，请核对 REDIS_URL。")
        if isinstance(cause, InvalidResponse):
            return StorageError("REDIS_URL 指向的不是 Redis，请核对地址和端口。")
    if isinstance(error, RedisConnectionError | RedisTimeoutError):
        return StorageAwayError(AWAY)
    if isinstance(error, PASSING) or (
        isinstance(error, ResponseError) and any(word in str(error) for word in PASSING_WORDS)
    ):
        return StorageAwayError("Redis 暂时不能写入，请检查它的磁盘和内存是否已满。")
    return None
