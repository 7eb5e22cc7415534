"""Requests over aiohttp: what was surely not sent, what may have been taken, and what arrives as it was said."""

from __future__ import annotations

import asyncio
import contextlib

import pytest
from aiohttp import web
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.telegram.messenger import Messenger, TryLaterError
from bot.telegram.outgoing import Outgoing
from bot.telegram.pace import Limits, Pace
from bot.telegram.request import ProxyAddressError, Request

TOKEN = "1:request"  # noqa: S105  of no bot
BOT = {"id": 1, "is_bot": True, "first_name": "笔", "username": "b_bot"}
SENT = {"message_id": 5, "date": 1, "chat": {"id": 7, "type": "private"}}


class Forgetful:
    """Remembers no file."""

    async def id_of(self, chat, mark):
        return None

    async def keep(self, chat, mark, file_id):
        pass


@contextlib.asynccontextmanager
async def messenger(answer, request=None):
    """A messenger, and the server behind it, which answers like that."""

    async def handle(asked: web.Request) -> web.StreamResponse:
        if asked.path.endswith("getMe"):
            return web.json_response({"ok": True, "result": BOT}, headers={"Connection": "close"})
        return await answer(asked)

    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    try:
        async with Bot(TOKEN, base_url=base_url, request=request or Request(4), get_updates_request=Request(1)) as bot:
            yield Messenger(bot, Pace(Limits(0, 1, 0)), Forgetful()), site
    finally:
        await runner.cleanup()


async def taken(asked: web.Request) -> web.Response:
    await asked.read()
    return web.json_response({"ok": True, "result": SENT})


async def hung_up(asked: web.Request) -> web.Response:
    await asked.read()
    asked.transport.abort()
    return web.Response()


async def silent(_: web.Request) -> web.Response:
    await asyncio.sleep(30)
    return web.Response()


@pytest.mark.parametrize(("answer", "patience"), [(hung_up, 5.0), (silent, 0.1)])
async def test_a_message_whose_answer_was_lost_may_have_been_taken(answer, patience, monkeypatch):
    monkeypatch.setattr("bot.telegram.request.ANSWER", patience)
    async with messenger(answer) as (sender, _):
        with pytest.raises(TryLaterError) as raised:
            await sender.send(7, Outgoing("好"))
    assert raised.value.unsure


async def test_a_message_that_reached_nobody_was_not_taken():
    async with messenger(taken) as (sender, site):
        await site.stop()
        with pytest.raises(TryLaterError) as raised:
            await sender.send(7, Outgoing("好"))
    assert not raised.value.unsure


async def test_a_proxy_that_is_not_there_takes_nothing():
    request = Request(4, "socks5://127.0.0.1:1")
    await request.initialize()
    with pytest.raises(TryLaterError) as raised:
        await Messenger(Bot(TOKEN, request=request), Pace(Limits(0, 1, 0)), Forgetful()).send(7, Outgoing("好"))
    await request.shutdown()
    assert not raised.value.unsure


@pytest.mark.parametrize("address", ["主机:端口", "ftp://127.0.0.1:1", "socks5://"])
def test_an_address_that_is_none_is_told_with_the_mend(address):
    with pytest.raises(ProxyAddressError, match="socks5://主机:端口"):
        Request(1, address)


async def asked_of(request):
    """What a server hears of a text and of a file."""
    heard = []

    async def answer(asked: web.Request) -> web.Response:
        form = await asked.post()
        document = form.get("document")
        file = (document.filename, document.content_type, document.file.read()) if document else None
        heard.append((asked.path, {name: value for name, value in form.items() if name != "document"}, file))
        return await taken(asked)

    async with messenger(answer, request) as (sender, _):
        await sender.send(7, Outgoing("第1件 &=%+，62人"))
        await sender.send_document(7, "9月总结“终稿”.docx", b"PK\x00", "好了")
    return heard


async def test_what_arrives_is_what_the_usual_way_sends():
    assert await asked_of(Request(4)) == await asked_of(HTTPXRequest())
