import asyncio

import pytest
import redis

from bot.storage.client import connect, ping, translated
from bot.storage.desk import Desk
from bot.storage.errors import StorageAwayError, StorageError
from bot.storage.server import PrivateRedis
from tests.storage.support import calling


async def test_a_store_that_answers_is_found(store: PrivateRedis) -> None:
    async with calling(store.url) as client:
        await ping(client)
        assert await Desk(client).session(1) is None


@pytest.mark.parametrize("host", ["unix:///nowhere/redis.sock", "redis://127.0.0.1:1/0"])
async def test_a_store_that_is_away_is_said_in_one_sentence(host: str) -> None:
    async with calling(host) as client:
        with pytest.raises(StorageAwayError, match=r"连不上 Redis，.*REDIS_URL。$"):
            await ping(client)
        with pytest.raises(StorageAwayError):
            await Desk(client).receive_update(1, 1, b"")


@pytest.mark.parametrize("url", ["", "localhost:6379", "http://x", "redis://:hunter2@host:pörtner/0"])
def test_an_unreadable_address_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(StorageError, match="REDIS_URL 写得不对") as caught:
        connect(url)
    assert "hunter2" not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_a_wrong_password_is_said(own_store: PrivateRedis) -> None:
    async with calling(own_store.url) as admin:
        await admin.config_set("requirepass", "right")
        for url in (own_store.url, own_store.url + "?password=wrong"):
            async with calling(url) as client:
                with pytest.raises(StorageError, match="账号或密码") as caught:
                    await ping(client)
                assert not isinstance(caught.value, StorageAwayError)
    async with calling(own_store.url + "?password=right") as client:
        await ping(client)


async def test_something_else_at_the_address_is_said() -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(greet, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, calling(f"redis://127.0.0.1:{port}/0") as client:
        with pytest.raises(StorageError, match="不是 Redis"):
            await ping(client)


async def test_a_store_that_cannot_write_for_now_is_away(own_store: PrivateRedis) -> None:
    async with calling(own_store.url) as client:
        await client.config_set("maxmemory", "1")
        with pytest.raises(StorageAwayError, match="磁盘和内存"):
            await Desk(client).receive_update(1, 1, b"")
        with pytest.raises(StorageAwayError, match="磁盘和内存"):
            await Desk(client).dead_letter(b"", "why")
        await client.config_set("maxmemory", "0")
        assert await Desk(client).receive_update(1, 1, b"")


@pytest.mark.parametrize(
    "said",
    [
        "BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.",
        "NOREPLICAS Not enough good replicas to write.",
    ],
)
def test_what_passes_by_itself_is_waited_out(said: str) -> None:
    with pytest.raises(StorageAwayError), translated():
        raise redis.ResponseError(said)


def test_a_fault_of_the_program_keeps_its_own_name() -> None:
    with pytest.raises(redis.ResponseError, match="WRONGTYPE"), translated():
        raise redis.ResponseError("WRONGTYPE Operation against a key holding the wrong kind of value")
