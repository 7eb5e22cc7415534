"""The front in the house: a webhook's update goes all the way to an answer, over HTTP and a real Redis."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp
import pytest

from bot.app import build
from bot.config import WEBHOOK, Access, read_config
from bot.serve import serving
from bot.storage.server import PrivateRedis
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


@asynccontextmanager
async def listening(tmp_path, store):
    telegram = FakeTelegram()
    async with telegram.running():
        config = read_config(environment={"BIGANZI_DATA_DIR": str(tmp_path)})
        config = replace(
            config,
            telegram=replace(config.telegram, base_url=telegram.base_url, intake=WEBHOOK),
            web=replace(config.web, port=18_431, admin_port=18_432, public_url="https://example.org"),
            access=Access(open=True, officers=(), admins=()),
            secrets=replace(config.secrets, telegram_token="10000001:made-up", webhook_secret=SECRET),  # noqa: S106  same
        )
        async with serving(build(config), store), aiohttp.ClientSession() as http:
            yield telegram, http


@pytest.fixture
def store(tmp_path):
    server = PrivateRedis.start(tmp_path)
    yield server
    server.stop()


async def test_an_update_by_webhook_is_answered_in_the_chat(tmp_path, store):
    async with listening(tmp_path, store) as (telegram, http):
        chat = telegram.chat(CHAT)
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
        url = "http://127.0.0.1:18431/telegram"
        async with http.post(url, json=UPDATE, headers=headers) as reply:
            assert reply.status == 200
        async with asyncio.timeout(10):
            while not any("您的单位全称" in message.text for message in chat.accepted):
                await asyncio.sleep(0.02)
        async with http.post(url, json=UPDATE, headers={}) as reply:
            assert reply.status == 401
        async with http.get("http://127.0.0.1:18432/healthz") as reply:
            assert reply.status == 200
        async with http.get("http://127.0.0.1:18432/metrics") as reply:
            assert "biganzi_updates_stored_total 1" in await reply.text()
