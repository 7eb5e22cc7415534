"""Stopping: what is in hand ends, and nothing new begins."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import pytest

from tests.web.stand import KNOWN, SETTINGS, Shelf, post, raw, standing, update


async def test_a_request_in_hand_is_finished():
    shelf = Shelf()
    shelf.gate = asyncio.Event()
    async with standing(shelf) as front:
        answer = asyncio.create_task(post(front, update()))
        await asyncio.wait_for(shelf.reached.wait(), 30)
        stopping = asyncio.create_task(front.stop())
        await asyncio.sleep(0.1)
        assert not stopping.done()
        shelf.gate.set()
        assert (await answer)[0] == 200
        await asyncio.wait_for(stopping, 30)
    assert len(shelf.stored) == 1


async def test_while_stopping_nobody_new_is_let_in():
    shelf = Shelf()
    shelf.gate = asyncio.Event()
    async with standing(shelf) as front:
        address = front.url
        answer = asyncio.create_task(post(front, update()))
        await asyncio.wait_for(shelf.reached.wait(), 30)
        stopping = asyncio.create_task(front.stop())
        await asyncio.sleep(0.05)
        with pytest.raises(ConnectionError):
            async with raw(address):
                pass
        shelf.gate.set()
        await asyncio.gather(answer, stopping)


async def test_a_request_that_never_ends_is_cut_and_not_acknowledged():
    shelf = Shelf()
    shelf.gate = asyncio.Event()
    async with standing(shelf, stop_seconds=0.2) as front:
        answer = asyncio.create_task(post(front, update()))
        await asyncio.wait_for(shelf.reached.wait(), 30)
        began = time.perf_counter()
        await front.stop()
        assert time.perf_counter() - began < SETTINGS.stop_seconds
        with pytest.raises(aiohttp.ClientError):
            await answer
    assert not shelf.stored


async def test_an_idle_connection_does_not_hold_up_the_end():
    async with standing(Shelf(), stop_seconds=30) as front, aiohttp.ClientSession() as http:
        async with http.post(f"{front.url}/telegram", data=update(), headers=KNOWN) as reply:
            assert reply.status == 200
        async with asyncio.timeout(15):
            await front.stop()
            await front.stop()
        assert front.url == ""
