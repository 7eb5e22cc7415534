"""Counting beside the work: once each, whatever the store does, and also of work that was called off."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest

from bot.core.budget import Budget
from bot.drafting.usage import Tokens, note
from bot.shell.purse import Purse
from bot.storage.errors import StorageAwayError
from bot.storage.ledger import EVERYBODY, Ledger, Use

CHAT = 7
ZONE = ZoneInfo("Asia/Shanghai")


class Faltering(Ledger):
    """Takes everything twice before it says so: the answers are lost on the way."""

    lost = 2

    async def add(self, *what):
        await super().add(*what)
        if self.lost:
            self.lost -= 1
            raise StorageAwayError


async def used(client, chat=CHAT):
    found = await Ledger(client).of_month(chat, Purse(Ledger(client), Budget(), ZONE).today)
    return found[Use.TOKENS], found[Use.ESTIMATED]


@pytest.mark.filterwarnings("error")
async def test_a_call_whose_count_had_to_be_repeated_is_counted_once(client):
    async with Purse(Faltering(client), Budget(), ZONE).pays(CHAT):
        note(Tokens(30))
    assert await used(client) == (30, 0)


async def test_tasks_and_threads_begun_within_are_counted_to_the_same_chat(client):
    purse = Purse(Ledger(client), Budget(), ZONE)

    async def work(chat):
        async with purse.pays(chat):
            await asyncio.gather(asyncio.create_task(call(chat)), asyncio.to_thread(note, Tokens(1, estimated=True)))

    async def call(chat):
        await asyncio.sleep(0.01)
        note(Tokens(chat * 10))

    await asyncio.gather(work(7), work(8))
    assert await used(client, 7) == (71, 1)
    assert await used(client, 8) == (81, 1)
    assert await used(client, EVERYBODY) == (152, 2)


async def test_what_was_taken_before_the_work_was_called_off_is_counted(client):
    noted = asyncio.Event()

    async def work():
        async with Purse(Ledger(client), Budget(), ZONE).pays(CHAT):
            try:
                noted.set()
                await asyncio.Event().wait()
            finally:
                note(Tokens(5, estimated=True))

    task = asyncio.create_task(work())
    await noted.wait()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert await used(client) == (5, 5)


async def test_what_comes_after_the_end_is_everybodys(client):
    async with Purse(Ledger(client), Budget(), ZONE).pays(CHAT):
        late = asyncio.create_task(asyncio.sleep(0.05))
        late.add_done_callback(lambda _: note(Tokens(9)))
    await late
    async with asyncio.timeout(5):
        while await used(client, EVERYBODY) != (9, 0):
            await asyncio.sleep(0.01)
    assert await used(client) == (0, 0)
