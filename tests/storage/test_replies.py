"""Replies of a model are kept for one piece of slow work, and go when it is over, whatever came of it."""

from dataclasses import replace

from redis.asyncio import Redis

from bot.storage import keys
from bot.storage.desk import REPLY_TTL, Desk
from bot.storage.records import Commit, Errand
from tests.storage.support import take

CHAT = 7


async def committed(desk: Desk, commit: Commit) -> None:
    await desk.receive_event(CHAT, b"something")
    [entry] = await take(desk, 1)
    assert await desk.commit(entry, commit)


async def begun(desk: Desk, job: str) -> Errand:
    """Slow work, as a commit has left it."""
    await committed(desk, Commit(session=b"s", jobs_started={job: b"w"}))
    errand = await desk.errand(CHAT, job)
    assert errand is not None
    return errand


async def test_a_reply_is_found_again_by_the_same_work_alone(desk: Desk) -> None:
    one, other = await begun(desk, "draft:1:1"), await begun(desk, "draft:1:11")
    await desk.keep_reply(one, "key", b"reply")
    assert await desk.reply(one, "key") == b"reply"
    assert await desk.reply(one, "another") is None
    assert await desk.reply(other, "key") is None
    assert await desk.reply(replace(one, chat=8), "key") is None
    assert (await desk.held(CHAT)).replies == (b"reply",)


async def test_replies_go_with_the_commit_that_ends_their_work_and_others_stay(desk: Desk) -> None:
    one, other = await begun(desk, "draft:1:1"), await begun(desk, "draft:1:11")
    await desk.keep_reply(one, "key", b"reply")
    await desk.keep_reply(other, "key", b"another")
    await committed(desk, Commit(jobs_done=("draft:1:1",)))
    assert (await desk.held(CHAT)).replies == (b"another",)


async def test_nothing_is_kept_of_work_that_is_over_or_of_a_chat_that_was_forgotten(desk: Desk, client: Redis) -> None:
    errand = await begun(desk, "draft:1:1")
    await desk.keep_reply(errand, "key", b"reply")
    await desk.forget(CHAT)
    await desk.keep_reply(errand, "key", b"late")
    assert not await client.exists(keys.replies(CHAT))


async def test_an_officer_who_leaves_takes_them_along(desk: Desk, client: Redis) -> None:
    await desk.keep_reply(await begun(desk, "draft:1:1"), "key", b"reply")
    await committed(desk, Commit(forget=True))
    assert not await client.exists(keys.replies(CHAT))


async def test_replies_to_work_that_never_ends_go_after_a_day(desk: Desk, client: Redis) -> None:
    await desk.keep_reply(await begun(desk, "draft:1:1"), "key", b"reply")
    assert 0 < await client.ttl(keys.replies(CHAT)) <= REPLY_TTL
