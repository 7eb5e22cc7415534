"""Photos are kept beside their chat's session, and go with what no longer holds them."""

import pytest
from redis.asyncio import Redis

from bot.storage import keys
from bot.storage.desk import Desk
from bot.storage.records import Commit, Errand
from tests.storage.support import ALONE, take

CHAT = 7
DAY = 86_400


async def begun(desk: Desk, number: int) -> Errand:
    """The work of keeping a photo, as a commit has left it."""
    await desk.receive_event(CHAT, b"photo")
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit(session=b"s", jobs_started={f"photo:{number}": b"w"}))
    errand = await desk.errand(CHAT, f"photo:{number}")
    assert errand is not None
    return errand


async def test_each_is_kept_under_its_number_and_found_again(desk: Desk) -> None:
    await desk.keep_photo(await begun(desk, 1), 1, b"\xff\xd8one")
    await desk.keep_photo(await begun(desk, 12), 12, b"\xff\xd8twelve")
    assert await desk.photos(CHAT, [12, 3, 1]) == {12: b"\xff\xd8twelve", 1: b"\xff\xd8one"}
    assert await desk.photos(CHAT, []) == {}
    assert list((await desk.held(CHAT)).photos) == [1, 12]


async def test_those_no_longer_wanted_go_with_the_commit_that_says_so(desk: Desk) -> None:
    for number in (1, 2, 3):
        await desk.keep_photo(await begun(desk, number), number, b"x")
    await desk.receive_event(CHAT, b"left out")
    [entry] = await take(desk, 1)
    assert await desk.commit(entry, Commit(photos_gone=(1, 3, 99)))
    assert list(await desk.photos(CHAT, [1, 2, 3])) == [2]


async def test_nothing_is_kept_for_work_that_is_over(desk: Desk, client: Redis) -> None:
    errand = await begun(desk, 1)
    await desk.forget(CHAT)
    await desk.keep_photo(errand, 1, b"x")
    assert not await client.exists(keys.photos(CHAT))


@pytest.mark.parametrize(("keep", "left"), [(DAY, DAY), (0, -1)])
async def test_they_are_kept_for_as_long_as_the_session(client: Redis, keep: int, left: int) -> None:
    desk = Desk(client, ALONE, keep=keep)
    await desk.keep_photo(await begun(desk, 1), 1, b"x")
    assert await client.ttl(keys.photos(CHAT)) == pytest.approx(left, abs=5)
