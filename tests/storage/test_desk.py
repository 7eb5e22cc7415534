import asyncio
import contextlib

import pytest
from redis.asyncio import Redis

from bot.storage import desk as desk_module
from bot.storage import keys
from bot.storage import shift as shift_module
from bot.storage.desk import Desk
from bot.storage.partitions import Sharing, partition_of
from bot.storage.records import Commit, DeadLetter, Due
from tests.storage.support import ALONE, chats_with_due, due_of, entries_left, hold_of, jobs_of, nobody, take

CHAT, OTHER = 7_007, -100_200_300
NEIGHBOUR = next(chat for chat in range(100, 200) if partition_of(chat, 16) == partition_of(CHAT, 16))
"""Another chat of the same partition."""
INBOX = keys.inbox(partition_of(CHAT, ALONE.partitions))


async def test_an_update_is_taken_once_however_often_it_comes(desk: Desk) -> None:
    answers = [await desk.receive_update(5, CHAT, b"a") for _ in range(3)]
    assert answers == [True, False, False]
    assert await desk.receive_update(6, CHAT, b"b")
    assert [entry.body for entry in await take(desk, 2)] == [b"a", b"b"]


async def test_of_many_that_bring_one_update_at_once_one_is_told_it_is_new(desk: Desk) -> None:
    answers = await asyncio.gather(*(desk.receive_update(5, CHAT, b"a") for _ in range(20)))
    assert sorted(answers) == [False] * 19 + [True]


async def test_an_older_number_is_as_new_as_a_higher_one(desk: Desk) -> None:
    assert await desk.receive_update(900, CHAT, b"late week")
    assert await desk.receive_update(3, CHAT, b"numbers began anew")


async def test_numbers_are_remembered_for_more_than_a_day_and_not_for_ever(desk: Desk, client: Redis) -> None:
    await desk.receive_update(5, CHAT, b"a")
    assert 24 * 3600 < await client.ttl(keys.seen("update:5")) < 7 * 24 * 3600
    await Desk(client, dedup_ttl=60).receive_update(6, CHAT, b"b")
    assert 50 < await client.ttl(keys.seen("update:6")) <= 60


async def test_updates_and_events_of_a_chat_come_in_one_order(desk: Desk) -> None:
    await desk.receive_update(1, CHAT, b"\x00 asked")
    await desk.receive_event(OTHER, b"")
    await desk.receive_event(CHAT, b"ready")
    await desk.receive_event(CHAT, b"ready")
    taken = await take(desk, 4)
    assert [entry.body for entry in taken if entry.chat == CHAT] == [b"\x00 asked", b"ready", b"ready"]
    assert [entry.body for entry in taken if entry.chat == OTHER] == [b""]
    assert len({entry.id for entry in taken if entry.chat == CHAT}) == 3


async def test_an_entry_that_arrives_while_waiting_is_given_at_once(desk: Desk) -> None:
    waiting = asyncio.create_task(take(desk, 1))
    await asyncio.sleep(0.1)
    await desk.receive_event(CHAT, b"now")
    async with asyncio.timeout(shift_module.BLOCK_MS / 1000 - 0.2):
        assert [entry.body for entry in await waiting] == [b"now"]


async def test_a_successor_finds_what_was_taken_and_not_finished(client: Redis) -> None:
    first = Desk(client, ALONE)
    for word in (b"a", b"b", b"c", b"d"):
        await first.receive_event(CHAT, word)
    a, _b, c = await take(first, 3)
    await first.commit(a, Commit(session=b"a"))
    await first.refuse(c, "unreadable")
    assert [entry.body for entry in await take(Desk(client, ALONE), 2)] == [b"b", b"d"]


async def test_more_than_one_batch_is_found_again(desk: Desk, client: Redis) -> None:
    count = shift_module.BATCH * 2 + 3
    for number in range(count):
        await desk.receive_event(CHAT, str(number).encode())
    for reader in (desk, Desk(client, ALONE)):
        assert [int(entry.body) for entry in await take(reader, count)] == list(range(count))


async def test_a_commit_writes_all_and_takes_the_entry_out(desk: Desk, client: Redis) -> None:
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    commit = Commit(session=b"s1", effects=(b"ask", b"draft"), jobs_started={"j1": b"\xff", "j2": b"2"})
    assert await desk.commit(entry, commit)
    assert await desk.session(CHAT) == b"s1"
    assert [due.body for due in await due_of(desk, CHAT)] == [b"ask", b"draft"]
    assert await jobs_of(client) == {(CHAT, "j1"): b"\xff", (CHAT, "j2"): b"2"}
    assert await entries_left(client) == 0


async def test_a_second_commit_of_an_entry_writes_nothing(desk: Desk, client: Redis) -> None:
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    assert await desk.commit(entry, Commit(session=b"s1", effects=(b"ask",)))
    assert not await desk.commit(entry, Commit(session=b"s2", effects=(b"ask",), jobs_started={"j": b""}))
    assert not await desk.refuse(entry, "too late")
    assert await desk.session(CHAT) == b"s1"
    assert len(await due_of(desk, CHAT)) == 1
    assert await jobs_of(client) == {}
    assert await desk.dead_letters() == []


async def test_a_commit_without_a_session_leaves_the_old_one(desk: Desk) -> None:
    for word in (b"a", b"b"):
        await desk.receive_event(CHAT, word)
    a, b = await take(desk, 2)
    await desk.commit(a, Commit(session=b"s1"))
    await desk.commit(b, Commit())
    assert await desk.session(CHAT) == b"s1"
    assert await desk.session(OTHER) is None


async def test_performing_may_change_the_session_and_does_not_bring_one_back(desk: Desk) -> None:
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit(session=b"s1", effects=(b"e1", b"e2", b"e3")))
    first, second, third = await due_of(desk, CHAT, entry.hold)
    assert await desk.done(first, b"s2")
    assert await desk.session(CHAT) == b"s2"
    await desk.done(second)
    assert await desk.session(CHAT) == b"s2"
    assert not await desk.done(first, b"made again")
    assert await desk.session(CHAT) == b"s2"
    await desk.forget(CHAT)
    assert not await desk.done(third, b"s3")
    assert await desk.session(CHAT) is None


async def test_how_far_an_effect_has_come_is_kept_until_it_is_done(desk: Desk, client: Redis) -> None:
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit(effects=(b"long", b"short")))
    long, short = await due_of(desk, CHAT, entry.hold)
    await desk.sent(long, 1)
    await desk.sent(long, 2)
    assert [(due.body, due.sent) for due in await due_of(desk, CHAT)] == [(b"long", 2), (b"short", 0)]
    await desk.done(long)
    await desk.sent(long, 3)
    await desk.done(short)
    assert await client.exists(keys.outbox(CHAT)) == 0


async def test_nobody_sees_half_a_commit(desk: Desk, client: Redis) -> None:
    for number in range(100):
        await desk.receive_event(CHAT, str(number).encode())

    async def write() -> None:
        for entry in await take(desk, 100):
            await desk.commit(entry, Commit(session=entry.body, effects=(b"1", b"2", b"3")))

    writing = asyncio.create_task(write())
    seen = set()
    while not writing.done():
        async with client.pipeline(transaction=True) as both:
            session, effects, left = await both.get(keys.session(CHAT)).hlen(keys.outbox(CHAT)).xlen(INBOX).execute()
        finished = 0 if session is None else int(session) + 1
        assert (effects, left) == (3 * finished, 100 - finished)
        seen.add(finished)
    await writing
    assert len(seen) > 5, "the reader was too slow to see anything between the commits"


async def test_effects_wait_in_the_order_of_their_commits(desk: Desk) -> None:
    for number in range(12):
        await desk.receive_event(CHAT, str(number).encode())
    entries = await take(desk, 12)
    for entry in entries:
        await desk.commit(entry, Commit(effects=(entry.body + b"x", entry.body + b"y")))
    due = await due_of(desk, CHAT, entries[0].hold)
    assert [one.body for one in due] == [b"%d%s" % (n, end) for n in range(12) for end in (b"x", b"y")]
    await desk.done(due[1])
    await desk.done(due[1])
    assert await due_of(desk, CHAT) == [due[0], *due[2:]]


async def test_a_chat_counts_as_due_until_its_last_effect_is_done(desk: Desk, client: Redis) -> None:
    for chat in (CHAT, OTHER):
        await desk.receive_event(chat, b"a")
    entries = await take(desk, 2)
    for entry in entries:
        await desk.commit(entry, Commit(effects=(b"1", b"2")))
    holds = {entry.chat: entry.hold for entry in entries}
    assert await chats_with_due(client) == sorted((CHAT, OTHER))
    first, second = await due_of(desk, CHAT, holds[CHAT])
    await desk.done(first)
    assert CHAT in await chats_with_due(client)
    await desk.done(second)
    assert await chats_with_due(client) == [OTHER]
    await desk.done(Due(second.id, OTHER, second.body, holds[OTHER]))
    assert await chats_with_due(client) == [OTHER]


async def test_a_job_is_known_until_it_is_over(desk: Desk, client: Redis) -> None:
    for word in (b"a", b"b", b"c"):
        await desk.receive_event(CHAT, word)
    a, b, c = await take(desk, 3)
    await desk.commit(a, Commit(jobs_started={"old": b"1"}))
    await desk.commit(b, Commit(jobs_started={"new": b"2"}, jobs_done=("old", "never was")))
    assert await jobs_of(client) == {(CHAT, "new"): b"2"}
    await desk.commit(c, Commit(jobs_done=("new",)))
    assert await jobs_of(client) == {}


async def test_a_refused_entry_is_kept_with_its_reason(desk: Desk, client: Redis) -> None:
    await desk.receive_event(CHAT, b"\xff\xfe")
    [entry] = await take(desk, 1)
    assert await desk.refuse(entry, "not JSON")
    await desk.dead_letter(b"?", "no chat")
    assert await desk.dead_letters() == [DeadLetter(CHAT, "not JSON", b"\xff\xfe"), DeadLetter(None, "no chat", b"?")]
    assert await entries_left(client) == 0


async def test_the_oldest_dead_letters_give_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk_module, "MOST_DEAD_LETTERS", 3)
    for number in range(4):
        await desk.dead_letter(str(number).encode(), "why")
    await desk.receive_event(CHAT, b"4")
    [entry] = await take(desk, 1)
    await desk.refuse(entry, "why")
    assert [letter.body for letter in await desk.dead_letters()] == [b"2", b"3", b"4"]


async def test_the_offset_is_kept(desk: Desk, client: Redis) -> None:
    assert await desk.offset() is None
    await desk.move_offset(41, await hold_of(desk, CHAT))
    assert await Desk(client, ALONE).offset() == 41


async def fill(desk: Desk, chat: int) -> None:
    """Leave something of a chat in every place; its last entry is taken and not finished."""
    for word in (b"a", b"b", b"c"):
        await desk.receive_event(chat, word)
    a, b, _c = await take(desk, 3)
    await desk.commit(a, Commit(session=b"s", effects=(b"e",), jobs_started={"j": b"w"}))
    await desk.refuse(b, "why")


async def test_a_forgotten_chat_leaves_nothing_and_the_others_all(desk: Desk, client: Redis) -> None:
    await fill(desk, OTHER)
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit())
    before = await client.dbsize()
    await fill(desk, CHAT)
    await desk.receive_event(CHAT, b"not taken yet")
    await desk.forget(CHAT)
    assert not [key async for key in client.scan_iter(f"*:{CHAT}")]
    assert (await desk.session(CHAT), await due_of(desk, CHAT)) == (None, [])
    assert await entries_left(client) == 0
    assert (await client.xpending(INBOX, keys.GROUP))["pending"] == 0
    assert await client.dbsize() - before == 4, "only the marks of the four events remain"
    assert await desk.session(OTHER) == b"s"
    assert await chats_with_due(client) == [OTHER]
    assert list(await jobs_of(client)) == [(OTHER, "j")]
    assert [letter.chat for letter in await desk.dead_letters()] == [OTHER]


async def test_forgetting_reaches_far_back_in_a_long_inbox(desk: Desk, client: Redis) -> None:
    async with client.pipeline(transaction=False) as many:
        for number in range(1_300):
            many.xadd(INBOX, {"chat": CHAT if number % 2 else NEIGHBOUR, "body": b""})
        await many.execute()
    await desk.forget(CHAT)
    assert {entry.chat for entry in await take(desk, 650)} == {NEIGHBOUR}
    assert await entries_left(client) == 650


async def test_an_officer_who_is_forgotten_still_gets_a_farewell(desk: Desk, client: Redis) -> None:
    await fill(desk, CHAT)
    await desk.receive_event(CHAT, b"began anew")
    [entry] = await take(desk, 1)
    assert await desk.commit(entry, Commit(forget=True, effects=(b"farewell",)))
    assert (await desk.session(CHAT), await jobs_of(client), await desk.dead_letters()) == (None, {}, [])
    assert [due.body for due in await due_of(desk, CHAT)] == [b"farewell"]
    assert [entry.body for entry in await take(desk, 1)] == [b"began anew"]


async def test_the_commit_of_a_forgotten_entry_writes_nothing(desk: Desk) -> None:
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    await desk.forget(CHAT)
    assert not await desk.commit(entry, Commit(session=b"s", effects=(b"e",)))
    assert await desk.session(CHAT) is None


async def test_an_entry_deleted_by_other_hands_is_passed_over(desk: Desk, client: Redis) -> None:
    for word in (b"a", b"b"):
        await desk.receive_event(CHAT, word)
    a, _b = await take(desk, 2)
    await client.xdel(INBOX, a.id)
    assert [entry.body for entry in await take(Desk(client, ALONE), 1)] == [b"b"]
    assert (await client.xpending(INBOX, keys.GROUP))["pending"] == 1


async def test_reading_goes_on_after_redis_was_emptied(client: Redis) -> None:
    desk = Desk(client, Sharing(lease=1.0))
    await desk.receive_event(CHAT, b"before")
    async with asyncio.timeout(8), desk.shift(nobody) as shift, contextlib.aclosing(shift.work()) as work:
        assert (await anext(work)).body == b"before"
        following = asyncio.ensure_future(anext(work))
        await asyncio.sleep(0.1)
        await client.flushall()
        await desk.receive_event(CHAT, b"after")
        assert (await following).body == b"after"
