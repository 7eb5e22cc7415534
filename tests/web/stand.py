"""What the tests of the front need: a store that can be away or slow, a front on loopback, a caller without manners."""

from __future__ import annotations

import asyncio
import json
import socket
from contextlib import asynccontextmanager, suppress
from dataclasses import replace

import aiohttp

from bot.config import HOME, read_config
from bot.web.front import Front
from bot.web.hook import SECRET_HEADER, Hook

SECRET = "a-secret_of-Tests-123"  # noqa: S105  it opens nothing
SETTINGS = replace(
    read_config(HOME / "config.toml", {}).web,
    public_url="https://bot.example.org",
    port=0,
    max_body_bytes=4096,
    body_seconds=5.0,
    idle_seconds=5.0,
    stop_seconds=2.0,
)
KNOWN = {SECRET_HEADER: SECRET}


def update(number=1, chat=7, text="慰问了12人"):
    content = {"update_id": number, "message": {"message_id": 3, "chat": {"id": chat}, "text": text}}
    return json.dumps(content, ensure_ascii=False).encode()


def chat_of(raw):
    message = raw.get("message")
    return message["chat"]["id"] if isinstance(message, dict) and "chat" in message else None


class Shelf:
    """A store in memory. `away` makes it refuse, `gate` makes it wait."""

    def __init__(self):
        self.stored = []
        self.rejected = []
        self.away = False
        self.gate = None
        self.reached = asyncio.Event()

    async def store(self, number, chat, body):
        self.reached.set()
        if self.gate is not None:
            await self.gate.wait()
        self._refuse(body)
        self.stored.append((number, chat, body))

    async def reject(self, body, reason):
        self._refuse(body)
        self.rejected.append((body, reason))

    def _refuse(self, body):
        if self.away:
            raise OSError(f"no room for {body!r}")


async def well():
    return {"store": True, "telegram": True}


async def no_figures():
    return {}


@asynccontextmanager
async def standing(shelf=None, health=well, metrics=no_figures, **changes):
    """A started front."""
    hook = None if shelf is None else Hook(SECRET, chat_of, shelf.store, shelf.reject)
    front = Front(replace(SETTINGS, **changes), hook, health, metrics)
    await front.start()
    try:
        yield front
    finally:
        await front.stop()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


async def post(front, body, headers=KNOWN, path="/telegram", method="POST"):
    """A polite request.

    Returns:
        Status, headers and body of the answer.
    """
    async with (
        aiohttp.ClientSession() as http,
        http.request(method, front.url + path, data=body, headers=headers) as reply,
    ):
        return reply.status, reply.headers, await reply.read()


async def get(url):
    async with aiohttp.ClientSession() as http, http.get(url) as reply:
        return reply.status, reply.headers, await reply.text()


def head(*lines, key=SECRET):
    """The head of a request, with further lines."""
    return "\r\n".join(("POST /telegram HTTP/1.1", "Host: bot", f"{SECRET_HEADER}: {key}", *lines, "", "")).encode()


@asynccontextmanager
async def raw(url):
    """A bare connection."""
    address = url.removeprefix("http://")
    host, _, port = address.rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        yield reader, writer
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def status_of(reader, seconds=3.0):
    """The status of the next answer; None where the connection ends without one."""
    async with asyncio.timeout(seconds):
        try:
            line = await reader.readline()
        except ConnectionError:
            return None
    return int(line.split()[1]) if line else None
