from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import redis
from redis.asyncio import Redis

from bot.storage.desk import Desk
from bot.storage.server import PrivateRedis
from tests.storage.support import ALONE, calling


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrivateRedis]:
    """One real server for all tests that do not end it; without fsync, as nothing is killed."""
    server = PrivateRedis.start(tmp_path_factory.mktemp("store"))
    with redis.Redis.from_url(server.url) as admin:
        admin.config_set("appendfsync", "no")
    yield server
    server.stop()


@pytest.fixture
async def client(store: PrivateRedis) -> AsyncIterator[Redis]:
    async with calling(store.url) as found:
        await found.flushall()
        yield found


@pytest.fixture
def desk(client: Redis) -> Desk:
    return Desk(client, ALONE)


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[PrivateRedis]:
    """A server that the test may harm."""
    server = PrivateRedis.start(tmp_path)
    yield server
    server.stop()
