"""The front in the house: a webhook's update goes all the way to an answer, over HTTP and a real Redis."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import NamedTuple

import aiohttp
import pytest
from redis.exceptions import ResponseError

from bot.app import build
from bot.config import WEBHOOK, Access, read_config
from bot.serve import serving
from bot.storage.alarms import Alarms
from bot.storage.errors import StorageAwayError
from bot.storage.holding import Holding
from bot.storage.server import PrivateRedis
from bot.storage.shift import Shift
from tests.chaos.telegram import FakeTelegram

SECRET = "made-up-secret"  # noqa: S105  a secret of this test alone
CHAT = 7
UPDATE = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1_790_000_000,
        "chat": {"id": CHAT, "type": "private"},
        "from": {"id": CHAT, "is_bot": False, "first_name": "周"},
        "text": "/start",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    },
}


class Addresses(NamedTuple):
    """Ports on this machine."""

    hook: int
    admin: int


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


@asynccontextmanager
async def listening(tmp_path, store):
    telegram = FakeTelegram()
    async with telegram.running():
        config = read_config(environment={"BIGANZI_DATA_DIR": str(tmp_path)})
        config = replace(
            config,
            telegram=replace(config.telegram, base_url=telegram.base_url, intake=WEBHOOK),
            web=replace(config.web, port=free_port(), admin_port=free_port(), public_url="https://example.org"),
            access=Access(open=True, officers=(), admins=()),
            secrets=replace(config.secrets, telegram_token="10000001:made-up", webhook_secret=SECRET),  # noqa: S106  same
        )
        async with serving(build(config), store) as at_work, aiohttp.ClientSession() as http:
            yield telegram, http, Addresses(config.web.port, config.web.admin_port), at_work


@pytest.fixture
def store(tmp_path):
    server = PrivateRedis.start(tmp_path)
    yield server
    server.stop()


async def test_an_update_by_webhook_is_answered_in_the_chat(tmp_path, store):
    async with listening(tmp_path, store) as (telegram, http, at, _):
        chat = telegram.chat(CHAT)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        url = f"http://127.0.0.1:{at.hook}/telegram"
        async with http.post(url, json=UPDATE, headers=headers) as reply:
            assert reply.status == 200
        async with asyncio.timeout(30):
            while not any("您的单位全称" in message.text for message in chat.accepted):
                await asyncio.sleep(0.02)
        async with http.post(url, json=UPDATE, headers={}) as reply:
            assert reply.status == 401
        async with http.get(f"http://127.0.0.1:{at.admin}/healthz") as reply:
            assert reply.status == 200
        async with http.get(f"http://127.0.0.1:{at.admin}/metrics") as reply:
            assert "biganzi_updates_stored_total 1" in await reply.text()


def broken_read(monkeypatch):
    async def read(self):
        raise ResponseError("CLUSTERDOWN The cluster is down")

    monkeypatch.setattr(Shift, "_read", read)


def broken_beat(monkeypatch):
    plain = Holding.beat

    async def beat(self):
        if self.beating:
            raise ResponseError("CLUSTERDOWN The cluster is down")
        await plain(self)

    monkeypatch.setattr(Holding, "beat", beat)


def broken_bells(monkeypatch):
    async def ring(self, now):
        raise ResponseError("CLUSTERDOWN The cluster is down")

    monkeypatch.setattr(Alarms, "ring", ring)


@pytest.mark.parametrize("part", [broken_read, broken_beat, broken_bells])
async def test_a_part_that_meets_a_fault_ends_the_process_and_does_not_stand_still_unseen(
    tmp_path, store, monkeypatch, part
):
    part(monkeypatch)
    async with listening(tmp_path, store) as (*_, at_work):
        async with asyncio.timeout(30):
            with pytest.raises(ResponseError):
                await at_work


async def test_the_control_a_store_that_is_away_for_a_while_ends_nothing(tmp_path, store, monkeypatch):
    async def away(self, *_):
        raise StorageAwayError

    monkeypatch.setattr(Shift, "_read", away)
    monkeypatch.setattr(Alarms, "ring", away)
    async with listening(tmp_path, store) as (*_, at_work):
        await asyncio.wait({at_work}, timeout=0.5)
        assert not at_work.done()
