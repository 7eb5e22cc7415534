"""A lane that waits, and lanes that are left to another worker."""

import asyncio
from itertools import pairwise

import pytest

from bot.storage import lanes as lanes_module
from bot.storage.lanes import Lanes, LaterError
from tests.storage.items import Item, Passing, items


async def test_a_chat_that_is_told_to_wait_holds_no_slot_and_keeps_its_order() -> None:
    served: list[str] = []
    refused: list[float] = []
    loop = asyncio.get_running_loop()

    async def handle(item: Item) -> None:
        if item.chat == 7 and not refused:
            refused.append(loop.time())
            raise LaterError(0.2)
        served.append(item.id)
        if item.id == "0":
            refused.append(loop.time())

    lanes = Lanes(handle, slots=1)
    for item in items([7, 7, 8, 9]):
        await lanes.submit(item)
    await lanes.idle()
    assert served == ["2", "3", "0", "1"]
    assert refused[1] - refused[0] >= 0.2


async def test_where_nobody_knows_how_long_each_wait_is_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_module, "FIRST_PAUSE", 0.01)
    monkeypatch.setattr(lanes_module, "LONGEST_RETREAT", 0.04)
    tries: list[float] = []

    async def handle(_: Item) -> None:
        tries.append(asyncio.get_running_loop().time())
        if len(tries) < 5:
            raise LaterError

    lanes = Lanes(handle)
    await lanes.submit(Item("0", 7))
    await lanes.idle()
    waits = [after - before for before, after in pairwise(tries)]
    assert [wait >= least for wait, least in zip(waits, (0.01, 0.02, 0.04, 0.04), strict=True)] == [True] * 4
    assert sum(waits) < 1.0


async def test_what_is_not_ours_any_more_is_dropped_without_a_report() -> None:
    faults: list[Item] = []

    async def handle(_: Item) -> None:
        raise Passing

    async def on_fault(item: Item, _: BaseException) -> None:
        faults.append(item)

    lanes = Lanes(handle, on_fault=on_fault, drop_on=(Passing,))
    for item in items([7, 7]):
        await lanes.submit(item)
    async with asyncio.timeout(30):
        await lanes.idle()
    assert faults == []


async def test_leaving_some_chats_lets_the_others_go_on() -> None:
    release, served, cancelled = asyncio.Event(), [], []

    async def handle(item: Item) -> None:
        if item.chat == 3:
            raise LaterError(60)
        try:
            await release.wait()
        except asyncio.CancelledError:
            cancelled.append(item.id)
            raise
        served.append(item.id)

    lanes = Lanes(handle, slots=3, backlog=6)
    for item in items([1, 1, 2, 2, 3, 4]):
        await lanes.submit(item)
    await asyncio.sleep(0.01)
    leaving = asyncio.create_task(lanes.leave(lambda chat: chat in {1, 3}, 5))
    await asyncio.sleep(0.01)
    assert not leaving.done(), "what is in hand is finished first"
    release.set()
    async with asyncio.timeout(30):
        await leaving
        await lanes.idle()
    assert sorted(served) == ["0", "2", "3", "5"]
    assert cancelled == []
    for item in items([1] * 6):
        await lanes.submit(item)  # there is room for what was dropped
    await lanes.idle()


async def test_leaving_without_grace_cancels_at_once() -> None:
    cancelled: list[str] = []

    async def handle(item: Item) -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(item.id)
            raise

    lanes = Lanes(handle, slots=2)
    for item in items([1, 1, 2, 3]):
        await lanes.submit(item)
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await lanes.leave(lambda chat: chat != 2, 0)
        await asyncio.sleep(0)
        await lanes.leave(lambda chat: chat == 2, 0)
        await lanes.idle()
    assert cancelled == ["0", "2"]


async def test_what_is_submitted_while_its_chat_is_left_is_not_lost() -> None:
    served: list[str] = []

    async def handle(item: Item) -> None:
        if item.id == "0":
            await asyncio.sleep(60)
        served.append(item.id)

    lanes = Lanes(handle)
    await lanes.submit(Item("0", 1))
    await asyncio.sleep(0)
    leaving = asyncio.create_task(lanes.leave(lambda _: True, 0.05))
    await asyncio.sleep(0)
    await lanes.submit(Item("1", 1))
    await leaving
    await lanes.idle()
    assert served == ["1"]
