"""What is said to strangers (nothing) and to the logs (nothing that somebody wrote)."""

from __future__ import annotations

import asyncio
import logging

import pytest

from tests.web.stand import Shelf, head, post, raw, standing, update


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_the_webhook_takes_posts_alone(method):
    async with standing(Shelf()) as front:
        status, headers, body = await post(front, None, method=method)
    assert (status, headers["Allow"], body) == (405, "POST", b"")
    assert "Server" not in headers


@pytest.mark.parametrize("path", ["/", "/telegram/", "/telegram/x", "/../config.toml", "/static", "/favicon.ico"])
async def test_there_is_nothing_else(path):
    async with standing(Shelf()) as front:
        status, headers, body = await post(front, update(), path=path)
    assert (status, body) == (404, b"")
    assert "Server" not in headers


WORDS = "王小明家里困难"


@pytest.mark.parametrize(
    "sent",
    [
        f"{WORDS} / HTTP/1.1\r\n\r\n".encode(),
        b"\x16\x03\x01\x02\x00\x01",
        head("Transfer-Encoding: chunked") + f"{WORDS}\r\n".encode(),
        head("Content-Length: 5", f"Bad header {WORDS}"),
        head(f"X: {'x' * 20_000}{WORDS}"),
    ],
    ids=range(5),
)
async def test_what_is_no_http_is_dropped_without_a_word_and_without_a_quote(sent, caplog):
    caplog.set_level(logging.DEBUG)
    async with standing(Shelf()) as front:
        async with raw(front.url) as (reader, writer):
            writer.write(sent)
            await writer.drain()
            writer.write_eof()
            async with asyncio.timeout(30):
                answer = await reader.read()
        status, _, _ = await post(front, update())
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")
    assert b"aiohttp" not in answer
    assert b"Python" not in answer
    assert status == 200
    assert WORDS not in caplog.text
    assert repr(WORDS.encode()).strip("b'") not in caplog.text


async def test_bodies_stay_out_of_the_logs(caplog):
    caplog.set_level(logging.DEBUG)
    shelf = Shelf()
    async with standing(shelf, max_body_bytes=200) as front:
        await post(front, update(text=WORDS))
        await post(front, WORDS.encode())
        await post(front, update(text=WORDS * 100))
        await post(front, update(text=WORDS), {})
        shelf.away = True
        await post(front, update(text=WORDS))
    assert "cannot be stored (OSError)" in caplog.text
    assert WORDS not in caplog.text
    assert repr(WORDS.encode()).strip("b'") not in caplog.text


async def test_a_store_that_is_away_for_long_fills_no_log(caplog):
    shelf = Shelf()
    async with standing(shelf) as front:
        for away in (True, True, True, False, True):
            shelf.away = away
            await post(front, update())
    assert caplog.text.count("cannot be stored") == 2
