import asyncio
import logging
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage import lanes as lanes_module
from bot.storage.lanes import Lanes
from tests.storage.items import Item, Passing, items
from tests.storage.support import ASYNC


@ASYNC
@given(
    chats=st.lists(st.integers(0, 6), max_size=60),
    naps=st.lists(st.integers(0, 3), min_size=1, max_size=10),
    slots=st.integers(1, 4),
    backlog=st.integers(1, 8),
)
async def test_each_chat_is_served_in_order_and_no_more_than_the_slots_at_once(
    chats: list[int], naps: list[int], slots: int, backlog: int
) -> None:
    served: dict[int, list[Item]] = defaultdict(list)
    busy: list[int] = []
    most = 0

    async def handle(item: Item) -> None:
        nonlocal most
        assert item.chat not in busy
        busy.append(item.chat)
        most = max(most, len(busy))
        for _ in range(naps[int(item.id) % len(naps)]):
            await asyncio.sleep(0)
        busy.remove(item.chat)
        served[item.chat].append(item)

    faults: list[BaseException] = []

    async def on_fault(_: Item, error: BaseException) -> None:
        faults.append(error)

    lanes = Lanes(handle, slots=slots, backlog=backlog, on_fault=on_fault)
    for item in items(chats):
        await lanes.submit(item)
    await lanes.idle()
    assert not faults
    assert most <= slots
    assert served == {chat: [item for item in items(chats) if item.chat == chat] for chat in set(chats)}


async def test_different_chats_are_served_at_once() -> None:
    together = asyncio.Barrier(5)

    async def handle(_: Item) -> None:
        await together.wait()

    lanes = Lanes(handle, slots=5)
    for item in items([1, 2, 3, 4, 5]):
        await lanes.submit(item)
    async with asyncio.timeout(30):
        await lanes.idle()


async def test_a_stuck_chat_does_not_hold_up_the_others() -> None:
    release, others_done = asyncio.Event(), asyncio.Event()
    served: list[int] = []

    async def handle(item: Item) -> None:
        if item.chat == 0:
            await release.wait()
        served.append(item.chat)
        if len(served) == 4:
            others_done.set()

    lanes = Lanes(handle, slots=2)
    for item in items([0, 0, 0, 1, 2, 1, 3]):
        await lanes.submit(item)
    async with asyncio.timeout(30):
        await others_done.wait()
    assert sorted(served) == [1, 1, 2, 3]
    release.set()
    await lanes.idle()
    assert served[4:] == [0, 0, 0]


async def test_a_busy_chat_takes_turns_with_the_others() -> None:
    served: list[int] = []

    async def handle(item: Item) -> None:
        await asyncio.sleep(0)
        served.append(item.chat)

    lanes = Lanes(handle, slots=1)
    for item in items([0] * 50 + [1]):
        await lanes.submit(item)
    await lanes.idle()
    assert served.index(1) < 5


async def test_submitting_waits_while_too_many_wait() -> None:
    release = asyncio.Event()

    async def handle(_: Item) -> None:
        await release.wait()

    lanes = Lanes(handle, backlog=3)
    for item in items([1, 1, 2]):
        await lanes.submit(item)
    fourth = asyncio.create_task(lanes.submit(Item("3", 3)))
    await asyncio.sleep(0.02)
    assert not fourth.done()
    release.set()
    await fourth
    await lanes.idle()


async def test_a_fault_is_reported_and_the_lane_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    served: list[str] = []
    faults: list[tuple[str, str]] = []

    async def handle(item: Item) -> None:
        if item.id == "1":
            raise ValueError("13800000000")
        served.append(item.id)

    async def on_fault(item: Item, error: BaseException) -> None:
        faults.append((item.id, str(error)))
        assert served == ["0"], "the next item waits until the fault was dealt with"
        raise KeyError("13900000000")

    lanes = Lanes(handle, on_fault=on_fault)
    with caplog.at_level(logging.DEBUG):
        for item in items([7, 7, 7]):
            await lanes.submit(item)
        await lanes.idle()
    assert served == ["0", "2"]
    assert faults == [("1", "13800000000")]
    assert "item 1 failed: ValueError at" in caplog.text
    assert "item 1 failed: KeyError at" in caplog.text
    assert "00000000" not in caplog.text, "what a person wrote is not for the log"


async def test_something_cancelled_inside_a_handler_is_a_fault_and_not_the_end() -> None:
    served: list[str] = []

    async def handle(item: Item) -> None:
        if item.id == "0":
            inner = asyncio.create_task(asyncio.sleep(10))
            inner.cancel()
            await inner
        served.append(item.id)

    lanes = Lanes(handle)
    for item in items([7, 7]):
        await lanes.submit(item)
    async with asyncio.timeout(30):
        await lanes.idle()
    assert served == ["1"]


async def test_what_passes_is_tried_again_and_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_module, "FIRST_PAUSE", 0.001)
    tries: list[str] = []

    async def handle(item: Item) -> None:
        tries.append(item.id)
        if tries.count("0") < 4:
            raise Passing

    lanes = Lanes(handle, again_on=(Passing,))
    for item in items([7, 7]):
        await lanes.submit(item)
    await lanes.idle()
    assert tries == ["0", "0", "0", "0", "1"]


async def test_a_report_too_is_made_again_when_the_store_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_module, "FIRST_PAUSE", 0.001)
    reports: list[str] = []

    async def handle(_: Item) -> None:
        raise ValueError

    async def on_fault(item: Item, _: BaseException) -> None:
        reports.append(item.id)
        if len(reports) < 3:
            raise Passing

    lanes = Lanes(handle, on_fault=on_fault, again_on=(Passing,))
    await lanes.submit(Item("0", 7))
    await lanes.idle()
    assert reports == ["0", "0", "0"]


async def test_draining_finishes_what_is_in_hand_and_drops_the_rest() -> None:
    begun: list[str] = []
    ended: list[str] = []

    async def handle(item: Item) -> None:
        begun.append(item.id)
        await asyncio.sleep(0.02)
        ended.append(item.id)

    lanes = Lanes(handle, slots=2, backlog=5)
    for item in items([1, 1, 2, 3, 3]):
        await lanes.submit(item)
    late = [asyncio.create_task(lanes.submit(item)) for item in items([4] * 9)]
    await asyncio.sleep(0)
    await lanes.drain()
    async with asyncio.timeout(30):
        await asyncio.gather(*late)
    await lanes.idle()
    assert begun == ended == ["0", "2"]


async def test_draining_cancels_what_does_not_end_in_time() -> None:
    ended: list[str] = []

    async def handle(_: Item) -> None:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    lanes = Lanes(handle)
    await lanes.submit(Item("0", 1))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await lanes.drain(grace=0.01)
        await lanes.idle()
    assert ended == ["cancelled"]


async def test_draining_does_not_wait_for_a_store_that_stays_away() -> None:
    tries: list[str] = []

    async def handle(item: Item) -> None:
        tries.append(item.id)
        raise Passing

    lanes = Lanes(handle, again_on=(Passing,))
    await lanes.submit(Item("0", 1))
    await asyncio.sleep(0)
    async with asyncio.timeout(30):
        await lanes.drain()
    assert len(tries) <= 2
