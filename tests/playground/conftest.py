"""A running playground, the bot at one end of it and the page at the other."""

import json
import struct
import zlib
from contextlib import asynccontextmanager

import aiohttp
import pytest
import telegram
from telegram.request import HTTPXRequest

from bot.playground.server import Playground


class Page:
    """The page's side of the protocol, for one user."""

    def __init__(self, url, http, user="小王"):
        self.url, self.http, self.user = url, http, user

    async def post(self, path, **values):
        async with self.http.post(f"{self.url}play/{path}", json={"user": self.user, **values}) as answer:
            return answer.status, await answer.json()

    async def say(self, text, **values):
        status, answer = await self.post("text", text=text, **values)
        assert status == 200, answer
        return answer["messages"][-1]["message"]

    async def history(self, **values):
        async with self.http.get(f"{self.url}play/history", params={"user": self.user, **values}) as answer:
            return await answer.json()

    async def upload(self, kind, *files, **values):
        form = aiohttp.FormData({"user": self.user, "kind": kind, **values}, quote_fields=False)
        for name, content in files:
            form.add_field("file", content, filename=name)
        async with self.http.post(f"{self.url}play/upload", data=form) as answer:
            return answer.status, await answer.json()

    @asynccontextmanager
    async def events(self, after=0, last_event_id=None):
        """An iterator over (kind, data, id)."""
        headers = {} if last_event_id is None else {"Last-Event-ID": str(last_event_id)}
        parameters = {"user": self.user, "after": str(after)}
        async with self.http.get(f"{self.url}play/events", params=parameters, headers=headers) as answer:
            yield _events(answer.content)


async def _events(lines):
    event = {}
    async for line in lines:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name:
            event[name] = value
        elif "data" in event:
            yield event["event"], json.loads(event["data"]), event.get("id")
            event = {}


def bot_at(playground):
    plain = {"verify": False}  # loading the certificates takes longer than a test
    return telegram.Bot(
        playground.token,
        base_url=playground.base_url,
        base_file_url=playground.base_file_url,
        get_updates_request=HTTPXRequest(connection_pool_size=8, httpx_kwargs=plain),
        request=HTTPXRequest(connection_pool_size=4, httpx_kwargs=plain),
    )


def png(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.fixture
async def playground(tmp_path):
    running = Playground(tmp_path / "play")
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def page(playground, http):
    return Page(playground.url, http)


@pytest.fixture
async def bot(playground):
    async with bot_at(playground) as bot:
        yield bot


@pytest.fixture
async def chat(page):
    """The number of a chat in which the officer has said one thing."""
    return (await page.say("/start"))["chat"]["id"]
