"""Several workers at one store: every chat has one owner, and finds another when that one dies."""

import asyncio
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis.asyncio import Redis

from bot.storage import keys, scripts
from bot.storage.desk import Desk
from bot.storage.errors import LapsedError, LostError, StorageError
from bot.storage.holding import BEATS
from bot.storage.partitions import Sharing, partition_of
from bot.storage.records import Commit, Due, Entry, Job, Wake
from bot.storage.server import PrivateRedis
from tests.storage.crew import LEASE, SHARING, Worker, chat_in, crew
from tests.storage.support import calling, due_of, nobody


@given(chat=st.integers(-(2**63), 2**63), count=st.integers(1, 64))
def test_a_chat_stays_in_its_partition(chat: int, count: int) -> None:
    assert partition_of(chat, count) == partition_of(chat, count) < count


def test_the_hash_is_the_same_in_every_process_and_version() -> None:
    assert [partition_of(chat, 16) for chat in (1, 2, 7, -100_200_300, 7_000_000_001)] == [7, 13, 2, 15, 9]


def test_chats_are_spread_evenly() -> None:
    sizes = [0] * 16
    for chat in range(500_000_000, 500_016_000):
        sizes[partition_of(chat, 16)] += 1
    assert min(sizes) > 800


async def test_one_worker_has_all_at_once(client: Redis) -> None:
    begun = time.monotonic()
    async with Desk(client, Sharing(partitions=8, lease=60.0)).shift(nobody) as shift:
        assert time.monotonic() - begun < 60.0 / BEATS, "it waits for no beat"
        assert (await shift.load()).partitions == SHARING.partitions


@pytest.mark.parametrize("count", [2, 3])
async def test_workers_share_fairly_and_nothing_has_two_owners(client: Redis, count: int) -> None:
    async with crew(client, count) as workers:
        held = sorted(partition for worker in workers for partition in worker.holds)
        assert held == list(range(SHARING.partitions))
        await asyncio.sleep(LEASE)
        assert held == sorted(partition for worker in workers for partition in worker.holds), "they keep what is fair"


async def test_more_workers_than_partitions_do_no_harm(client: Redis) -> None:
    few = Sharing(partitions=2, lease=LEASE)
    async with crew(client, 3, few) as workers:
        assert sorted(len(worker.holds) for worker in workers) == [0, 1, 1]


async def test_each_chat_goes_to_its_owner_in_order(client: Redis) -> None:
    async with crew(client, 2) as workers:
        desk = Desk(client, SHARING)
        for number in range(40):
            await desk.receive_event(number % 8, str(number).encode())
        for worker in workers:
            wanted = [n for n in range(40) if partition_of(n % 8, SHARING.partitions) in worker.holds]
            await worker.has(lambda one, wanted=wanted: len(one.entries) == len(wanted))
            for chat in range(8):
                numbers = [int(entry.body) for entry in worker.entries if entry.chat == chat]
                assert numbers == [n for n in wanted if n % 8 == chat]


async def test_the_chats_of_a_killed_worker_are_taken_over_within_its_lease(client: Redis) -> None:
    async with crew(client, 2) as (one, other):
        chat = chat_in(min(one.holds))
        await other.desk.receive_event(chat, b"begun")
        await one.has(lambda it: len(it.entries) == 1)
        commit = Commit(session=b"s", effects=(b"ask",), jobs_started={"draft": b"work"})
        await one.desk.commit(one.entries[0], commit)
        await other.desk.receive_event(chat, b"in hand")
        await one.has(lambda it: len(it.entries) == 2)
        await one.kill()
        await other.desk.receive_event(chat, b"later")
        assert await other.has(lambda it: len(it.given) == 4) < LEASE + 5
        job, wake, *entries = other.given
        assert (type(job), job.chat, job.id) == (Job, chat, "draft")
        assert (type(wake), wake.chat) == (Wake, chat)
        assert [entry.body for entry in entries if isinstance(entry, Entry)] == [b"in hand", b"later"]
        assert await other.desk.commit(other.entries[0], Commit(session=b"s2"))


async def test_a_worker_that_stops_gives_back_at_once(client: Redis) -> None:
    async with crew(client, 2, Sharing(partitions=8, lease=6.0)) as (one, other):
        await one.end()
        assert await other.has(lambda it: len(it.holds) == 8) < 4, "sooner than a lease"


async def test_a_partition_is_given_back_only_when_its_work_is_finished(client: Redis) -> None:
    first = await Worker(client).begin()
    first.busy.clear()
    chats = {partition: chat_in(partition) for partition in range(SHARING.partitions)}
    for chat in chats.values():
        await first.desk.receive_event(chat, b"in hand")
    await first.has(lambda it: len(it.entries) == SHARING.partitions)
    second = await Worker(client).begin()
    await first.has(lambda it: len(it.holds) == SHARING.partitions // 2)
    await asyncio.sleep(LEASE * 1.5)
    assert second.holds == {}
    parting = [entry for entry in first.entries if partition_of(entry.chat, 8) not in first.holds]
    assert all([await first.desk.commit(entry, Commit(session=b"finished")) for entry in parting])
    first.busy.set()
    await second.has(lambda it: len(it.holds) == SHARING.partitions // 2)
    assert second.entries == []
    assert {grace > 0 for _, grace in first.left} == {True}
    for worker in (first, second):
        await worker.end()


async def stalled(client: Redis) -> tuple[Worker, Worker, Entry, Due]:
    """A worker whose chat went to another while it stood still, with an entry and an effect in hand."""
    one, other = Worker(client), Worker(client)
    await one.begin()
    chat = chat_in(0)
    for word in (b"first", b"second"):
        await one.desk.receive_event(chat, word)
    await one.has(lambda it: len(it.entries) == 2)
    await one.desk.commit(one.entries[0], Commit(session=b"before", effects=(b"ask",)))
    [due] = await one.desk.due(one.entries[0])
    one.stall()
    await other.begin()
    await other.has(lambda it: len(it.holds) == 8 and len(it.entries) == 1)
    return one, other, one.entries[1], due


async def test_a_worker_that_wakes_late_can_write_nothing(client: Redis) -> None:
    one, other, entry, due = await stalled(client)
    late = one.desk
    for write in (
        lambda: late.commit(entry, Commit(session=b"stale", effects=(b"stale",), forget=True)),
        lambda: late.refuse(entry, "stale", b"stale"),
        lambda: late.sent(due, 1),
        lambda: late.done(due, b"stale"),
        lambda: late.move_offset(9, entry.hold),
    ):
        entry.hold.gone = False  # each must be found out by the store
        with pytest.raises(LostError):
            await write()
        assert entry.hold.gone
    assert await late.session(entry.chat) == b"before"
    assert [(due.body, due.sent) for due in await due_of(late, entry.chat)] == [(b"ask", 0)]
    assert (await late.offset(), await late.dead_letters()) == (None, [])
    assert await other.desk.commit(other.entries[0], Commit(session=b"after"))
    for worker in (one, other):
        await worker.end()


async def test_control_without_the_fence_it_writes(client: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("COMMIT", "DONE"):
        script = getattr(scripts, name)
        assert scripts.FENCED in script
        monkeypatch.setattr(scripts, name, script.replace(scripts.FENCED, ""))
    one, other, entry, due = await stalled(client)
    assert await one.desk.commit(entry, Commit(session=b"stale"))
    assert await one.desk.done(due)
    assert await one.desk.session(entry.chat) == b"stale"
    assert await due_of(one.desk, entry.chat) == []
    for worker in (one, other):
        await worker.end()


async def test_a_worker_that_wakes_late_knows_it_before_it_asks(client: Redis) -> None:
    one, other, entry, _ = await stalled(client)
    with pytest.raises(LapsedError):
        entry.hold.check()
    other.stall()
    await one.shift._holding.beat()  # noqa: SLF001  the first thing it does once it is awake
    with pytest.raises(LostError):
        entry.hold.check()
    await one.has(lambda it: bool(it.left))
    assert all(grace == 0 for _, grace in one.left), "what is lost is not finished, but dropped"
    assert entry.chat in one.left[0][0] + one.left[1][0]
    for worker in (one, other):
        await worker.end()


async def test_a_worker_that_stalls_alone_goes_on_with_what_it_had(client: Redis) -> None:
    one = await Worker(client).begin()
    await one.desk.receive_event(3, b"a")
    await one.has(lambda it: len(it.entries) == 1)
    one.stall()
    await asyncio.sleep(LEASE * 1.2)
    await one.shift._holding.beat()  # noqa: SLF001  the first thing it does once it is awake
    one.entries[0].hold.check()
    assert await one.desk.commit(one.entries[0], Commit(session=b"s"))
    await one.end()


async def test_one_worker_at_a_time_may_poll(client: Redis) -> None:
    async with crew(client, 2) as (one, other):
        first = one if 0 in one.holds else other
        second = other if first is one else one
        hold = await first.shift.turn_to_poll()
        waiting = asyncio.create_task(second.shift.turn_to_poll())
        await asyncio.sleep(LEASE / 2)
        assert not waiting.done()
        await first.desk.move_offset(7, hold)
        await first.kill()
        following = await asyncio.wait_for(waiting, 30)
        await second.desk.move_offset(9, following)
        with pytest.raises(LostError):
            await first.desk.move_offset(8, hold)
        assert await second.desk.offset() == 9


async def test_whoever_is_alone_does_not_wait_for_the_lease_of_a_dead_predecessor(client: Redis) -> None:
    dead = await Worker(client, Sharing(partitions=8, lease=30.0)).begin()
    await dead.kill()
    async with Desk(client, Sharing(partitions=8, lease=30.0, alone=True)).shift(nobody) as shift:
        assert (await shift.load()).partitions == 8


async def test_another_number_of_partitions_is_refused_with_the_mend(client: Redis) -> None:
    async with Desk(client, Sharing(partitions=8)).shift(nobody):
        pass
    with pytest.raises(StorageError, match=r"分在 8 个分区里，请把 config.toml 的 storage.partitions 改回 8"):
        await Desk(client, Sharing(partitions=16)).shift(nobody).__aenter__()


async def written(client: Redis) -> int:
    """Bytes in the server's log."""
    return int((await client.info("persistence"))["aof_current_size"])


async def test_a_beat_at_rest_writes_nothing(own_store: PrivateRedis) -> None:
    """With a log of its own: that of many tests is written anew behind their backs once it is large enough."""
    async with calling(own_store.url) as client, Desk(client, Sharing(lease=600.0)).shift(nobody) as shift:
        before = await written(client)
        for _ in range(5):
            await shift._holding.beat()  # noqa: SLF001  instead of waiting for it
        assert await written(client) == before
        await client.set("control", "x")
        assert await written(client) > before


async def test_the_load_is_told(client: Redis) -> None:
    async with crew(client, 1) as [worker]:
        await worker.desk.receive_event(3, b"a")
        await worker.desk.receive_event(4, b"b")
        await asyncio.sleep(0.1)
        load = await worker.shift.load()
        assert (load.partitions, load.waiting) == (8, 2)
        assert 0.1 <= load.oldest < 30


async def test_kept_pieces_stay_for_a_while_and_go_with_the_chat(client: Redis) -> None:
    desk = Desk(client, SHARING)
    assert await desk.kept(3, "key") is None
    await client.hset(keys.jobs(3), "job", b"begun")
    errand = await desk.errand(3, "job")
    await desk.keep(errand, "key", "一段".encode())
    await desk.keep(errand, "other", b"x", ttl=60)
    assert await desk.kept(3, "key") == "一段".encode()
    assert 50 < await client.ttl(keys.pieces(3)) <= 60
    await desk.forget(3)
    assert await desk.kept(3, "key") is None
