"""A broken connection leaves open whether the last call arrived: it is made again, and must not count twice."""

from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
from redis.asyncio import Redis

from bot.storage import scripts
from bot.storage import shift as shift_module
from bot.storage.desk import Desk
from bot.storage.records import Commit
from bot.storage.server import PrivateRedis
from tests.storage.support import ALONE, LossyLine, calling, due_of, entries_left, take

CHAT = 7


@pytest.fixture
async def line(store: PrivateRedis, client: Redis) -> AsyncIterator[tuple[LossyLine, Redis]]:
    """A client behind a line that can lose an answer; depends on the plain client for an empty store."""
    assert await client.dbsize() == 0
    lossy = LossyLine(unquote(store.url.removeprefix("unix://")))
    with TemporaryDirectory(prefix="line-") as folder:
        async with lossy.listening(Path(folder) / "s") as url, calling(url) as behind:
            yield lossy, behind


async def effects_after_a_lost_answer(lossy: LossyLine, client: Redis) -> int:
    desk = Desk(client, ALONE)
    await desk.receive_event(CHAT, b"a")
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit())
    await desk.receive_event(CHAT, b"b")
    [entry] = await take(desk, 1)
    lossy.lose_answer_to(b"the only effect")
    await desk.commit(entry, Commit(effects=(b"the only effect",)))
    assert lossy.lost == 1
    return len(await due_of(desk, CHAT))


async def entries_after_a_lost_answer(lossy: LossyLine, client: Redis) -> int:
    desk = Desk(client, ALONE)
    await desk.receive_event(CHAT, b"a")
    lossy.lose_answer_to(b"the only event")
    await desk.receive_event(CHAT, b"the only event")
    assert lossy.lost == 1
    return await entries_left(client) - 1


async def test_a_commit_made_again_does_not_double_its_effects(line: tuple[LossyLine, Redis]) -> None:
    assert await effects_after_a_lost_answer(*line) == 1


async def test_control_without_its_guard_a_commit_doubles_its_effects(
    line: tuple[LossyLine, Redis], monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded = scripts.COMMIT.replace("if not finish(KEYS[2], ARGV[3], ARGV[4])", "if false")
    assert unguarded != scripts.COMMIT
    monkeypatch.setattr(scripts, "COMMIT", unguarded)
    assert await effects_after_a_lost_answer(*line) == 2


async def test_an_event_sent_again_is_stored_once(line: tuple[LossyLine, Redis]) -> None:
    assert await entries_after_a_lost_answer(*line) == 1


async def test_control_without_its_mark_an_event_is_stored_twice(
    line: tuple[LossyLine, Redis], monkeypatch: pytest.MonkeyPatch
) -> None:
    unguarded = scripts.RECEIVE.replace("'NX', ", "")
    assert unguarded != scripts.RECEIVE
    monkeypatch.setattr(scripts, "RECEIVE", unguarded)
    assert await entries_after_a_lost_answer(*line) == 2


async def test_an_entry_given_out_on_a_broken_line_is_not_lost(
    line: tuple[LossyLine, Redis], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift_module, "BLOCK_MS", 100)
    lossy, client = line
    desk = Desk(client, ALONE)
    await desk.receive_event(CHAT, b"a")
    [first] = await take(desk, 1)
    await desk.commit(first, Commit())
    await desk.receive_event(CHAT, b"b")
    lossy.lose_answer_to(b"workers")
    assert [entry.body for entry in await take(desk, 1)] == [b"b"]
    assert lossy.lost == 1
