"""What Telegram is told, and when: over real connections on loopback."""

from __future__ import annotations

import asyncio
import gzip
import hmac
import itertools
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.web.hook import SECRET_HEADER, Hook
from tests.web.stand import KNOWN, SECRET, SETTINGS, Shelf, head, post, raw, standing, status_of, update


async def test_an_update_is_stored_as_it_came_and_acknowledged_without_a_word():
    shelf = Shelf()
    async with standing(shelf) as front:
        status, headers, body = await post(front, update(41, 7))
    assert (status, body) == (200, b"")
    assert shelf.stored == [(41, 7, update(41, 7))]
    assert "Server" not in headers


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {SECRET_HEADER: ""},
        {SECRET_HEADER: "wrong"},
        {SECRET_HEADER: SECRET[:-1]},
        {SECRET_HEADER: f"{SECRET}x"},
        {SECRET_HEADER: SECRET.lower()},
        {SECRET_HEADER: "密钥"},
        {"Authorization": SECRET},
    ],
)
async def test_a_stranger_is_turned_away(headers):
    shelf = Shelf()
    async with standing(shelf) as front:
        status, _, body = await post(front, update(), headers)
    assert (status, body) == (401, b"")
    assert not shelf.stored
    assert not shelf.rejected


async def test_a_stranger_is_turned_away_before_his_body_arrives():
    async with standing(Shelf()) as front, raw(front.url) as (reader, writer):
        writer.write(head("Content-Length: 100", key="wrong"))
        assert await status_of(reader, 1.0) == 401


async def test_the_secret_is_compared_in_constant_time(monkeypatch):
    compared = []

    def watched(given, known):
        compared.append((given, known))
        return hmac_compare(given, known)

    hmac_compare = hmac.compare_digest
    monkeypatch.setattr(hmac, "compare_digest", watched)
    async with standing(Shelf()) as front:
        await post(front, update(), {SECRET_HEADER: "wrong"})
        await post(front, update())
    assert compared == [(b"wrong", SECRET.encode()), (SECRET.encode(), SECRET.encode())]


def test_the_secret_is_not_shown_with_the_hook():
    shelf = Hook(SECRET, *(3 * [print]))
    assert SECRET not in repr(shelf)


async def test_a_body_as_long_as_allowed_is_taken_and_a_longer_one_is_not():
    shelf = Shelf()
    longest = update().ljust(SETTINGS.max_body_bytes)
    async with standing(shelf) as front:
        taken, _, _ = await post(front, longest)
        refused, _, body = await post(front, longest + b" ")
    assert (taken, refused, body) == (200, 413, b"")
    assert len(shelf.stored) == 1


async def test_a_body_said_to_be_too_long_is_refused_before_it_arrives():
    async with standing(Shelf()) as front, raw(front.url) as (reader, writer):
        writer.write(head("Content-Length: 99999999999"))
        assert await status_of(reader, 1.0) == 413


async def say_all(writer, parts, pause):
    for part in parts:
        writer.write(part)
        await writer.drain()
        await asyncio.sleep(pause)


async def test_a_body_that_never_ends_is_refused_and_cut():
    shelf = Shelf()
    async with standing(shelf) as front, raw(front.url) as (reader, writer), asyncio.timeout(30):
        writer.write(head("Transfer-Encoding: chunked"))
        answer = asyncio.create_task(status_of(reader))
        chunk = b"400\r\n" + b" " * 1024 + b"\r\n"
        with pytest.raises(ConnectionError):
            await say_all(writer, itertools.repeat(chunk), 0.002)
        assert await answer == 413
    assert not shelf.stored
    assert not shelf.rejected


async def test_a_body_that_trickles_is_given_up():
    shelf = Shelf()
    async with standing(shelf, body_seconds=0.2) as front, raw(front.url) as (reader, writer):
        writer.write(head(f"Content-Length: {len(update())}") + update()[:5])
        assert await status_of(reader, 4.0) == 408
    assert not shelf.stored


async def test_a_body_that_takes_its_time_is_taken():
    shelf = Shelf()
    async with standing(shelf, body_seconds=2.0) as front, raw(front.url) as (reader, writer):
        writer.write(head(f"Content-Length: {len(update())}") + update()[:5])
        await writer.drain()
        await asyncio.sleep(0.3)
        writer.write(update()[5:])
        assert await status_of(reader, 30.0) == 200
    assert len(shelf.stored) == 1


async def test_a_head_that_trickles_is_given_up():
    async with standing(Shelf(), idle_seconds=0.3) as front, raw(front.url) as (reader, writer):
        async with asyncio.timeout(4.5):
            letters = (bytes([letter]) for letter in head() * 20)
            with pytest.raises(ConnectionError):
                await say_all(writer, letters, 0.02)
        assert await status_of(reader) is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no JSON"),
        (b"{", "no JSON"),
        (b"\xff\xfe\xfd", "no JSON"),
        (b"[" * 4000, "no JSON"),
        (b'{"update_id": ' + b"9" * 4000 + b"9" * 60 + b"}", "no chat"),
        (gzip.compress(update()), "no JSON"),
        (b"null", "no object"),
        (b"[1]", "no object"),
        (b"{}", "no update_id"),
        (b'{"update_id": "5"}', "no update_id"),
        (b'{"update_id": 5.5}', "no update_id"),
        (b'{"update_id": true}', "no update_id"),
        (b'{"update_id": 5, "poll": {"id": "1"}}', "no chat"),
    ],
    ids=range(13),
)
async def test_what_is_no_update_is_put_aside_and_acknowledged(body, reason):
    shelf = Shelf()
    async with standing(shelf) as front:
        status, _, _ = await post(front, body, {**KNOWN, "Content-Encoding": "gzip"})
    assert status == 200
    assert shelf.rejected == [(body, reason)]
    assert not shelf.stored


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["update_id", "message", "chat", "id"]), inner),
)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda content: json.dumps(content).encode()))
def test_whatever_telegram_sends_is_kept_once_and_acknowledged(body):
    async def sent():
        shelf = Shelf()
        async with standing(shelf) as front:
            status, _, _ = await post(front, body)
        return status, [kept[-1] for kept in shelf.stored] + [kept[0] for kept in shelf.rejected]

    assert asyncio.run(sent()) == (200, [body])


@pytest.mark.parametrize("body", [update(), b"no update"])
async def test_while_the_store_is_away_telegram_is_asked_to_wait_and_then_heard(body):
    shelf = Shelf()
    shelf.away = True
    async with standing(shelf) as front:
        status, headers, _ = await post(front, body)
        assert status == 503
        assert int(headers["Retry-After"]) > 0
        shelf.away = False
        status, _, _ = await post(front, body)
    assert status == 200
    assert len(shelf.stored) + len(shelf.rejected) == 1


async def test_nothing_is_acknowledged_before_it_is_stored():
    shelf = Shelf()
    shelf.gate = asyncio.Event()
    async with standing(shelf) as front:
        answer = asyncio.create_task(post(front, update()))
        await asyncio.wait_for(shelf.reached.wait(), 30)
        await asyncio.sleep(0.2)
        assert not answer.done()
        shelf.gate.set()
        status, _, _ = await answer
    assert status == 200
    assert len(shelf.stored) == 1


async def test_a_slow_store_for_one_does_not_hold_up_another():
    shelf = Shelf()
    shelf.gate = asyncio.Event()
    async with standing(shelf) as front:
        waiting = asyncio.create_task(post(front, update(1)))
        await asyncio.wait_for(shelf.reached.wait(), 30)
        async with asyncio.timeout(30):
            status, _, _ = await post(front, b"no update")
        shelf.gate.set()
        await waiting
    assert status == 200


async def test_an_update_sent_twice_reaches_the_store_twice_which_tells_them_apart():
    shelf = Shelf()
    async with standing(shelf) as front:
        statuses = [(await post(front, update(5)))[0] for _ in range(2)]
    assert statuses == [200, 200]
    assert [number for number, _, _ in shelf.stored] == [5, 5]


async def test_a_caller_who_hangs_up_half_way_leaves_nothing_behind():
    shelf = Shelf()
    async with standing(shelf) as front:
        async with raw(front.url) as (_, writer):
            writer.write(head(f"Content-Length: {len(update())}") + update()[:5])
            await writer.drain()
        status, _, _ = await post(front, update(2))
    assert status == 200
    assert [number for number, _, _ in shelf.stored] == [2]


async def test_an_update_is_stored_though_the_caller_hangs_up_while_it_is():
    shelf = Shelf()
    shelf.gate = asyncio.Event()
    async with standing(shelf) as front:
        async with raw(front.url) as (_, writer):
            writer.write(head(f"Content-Length: {len(update())}") + update())
            await asyncio.wait_for(shelf.reached.wait(), 30)
        await asyncio.sleep(0.05)
        shelf.gate.set()
    assert len(shelf.stored) == 1
