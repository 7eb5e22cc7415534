"""All that is held about an officer can be taken along, and deleted so that nothing of it comes back."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core import mine
from bot.core.events import DraftReady
from bot.core.state import Paper, Session
from bot.shell.envelope import of_event
from bot.storage import keys
from bot.storage.desk import Desk
from bot.storage.form import load_session
from bot.storage.records import Held
from tests.eval.leaks import stored
from tests.shell.office import ALONE, office

CHAT, OTHER = 7, 8
UNIT = "宏泰纺织有限公司工会"


async def interviewed(it, chat):
    """An officer who has a draft, and words that wait nowhere."""
    for words in ("/start", UNIT, "周敏", "公司党委", "28号", "月报", "2026年9月", "跳过", "跳过", "民主管理"):
        await it.says(chat, words)
    await it.says(chat, "9月15开了职代会 应到60实到56")
    await it.says(chat, "出稿")
    await it.hears(chat, ".docx", "素稿")


async def test_everything_is_in_the_archive(house, client):
    async with office(house, client) as it:
        await interviewed(it, CHAT)
        await client.hset(keys.pieces(CHAT), "key", "写好的一段")
        await client.hset(keys.replies(CHAT), "job:key", "没核对的一段")
        await it.desk.dead_letter("别人的".encode(), "why")
        await it.says(CHAT, "/mydata")
        await it.hears(CHAT, "压缩包", "我的数据.zip")
    with zipfile.ZipFile(io.BytesIO(it.telegram.documents["我的数据.zip"])) as archive:
        names = archive.namelist()
        session = json.loads(archive.read("我的资料和回答.json"))
        texts = "".join(archive.read(name).decode() for name in names if name.endswith((".txt", ".json")))
    assert session["profile"][0]["said"][0]["text"] == UNIT
    assert any(name.startswith("稿子/") and name.endswith(".docx") for name in names)
    assert "应到60" in texts
    assert "写好的一段" in texts
    assert "没核对的一段" in texts
    assert "别人的" not in texts
    assert "打“删除数据”" in texts


async def test_after_delete_nothing_is_left_and_others_keep_theirs(house, client):
    async with office(house, client) as it:
        await interviewed(it, CHAT)
        await it.says(OTHER, "/start")
        await it.hears(OTHER, "笔杆子")
        await client.hset(keys.pieces(CHAT), "key", "写好的一段")
        await client.hset(keys.replies(CHAT), "job:key", "没核对的一段")
        await client.hset(keys.sent(CHAT), "mark", "id")
        before = await stored(client)
        assert UNIT in before
        assert "职代会" in before
        await it.says(CHAT, "/delete")
        await it.hears(CHAT, "1份报告")
        await it.says(CHAT, "确认删除")
        await it.hears(CHAT, "都删了：1份报告")
        await settled(client)
        left = await stored(client)
    assert UNIT not in left
    assert "一段" not in left
    assert "职代会" not in left
    named = [key async for key in client.scan_iter(match=f"*:{CHAT}")]
    assert [key for key in named if b":seen:" not in key] == []  # those are numbers of updates, kept for 25 hours
    assert await it.desk.session(OTHER)


async def test_words_of_an_earlier_life_that_come_late_begin_nothing(house, client):
    async with office(house, client) as it:
        await interviewed(it, CHAT)
        session = load_session(await it.desk.session(CHAT))
        ready = DraftReady(session.paper.id, session.paper.draft)
        await it.says(CHAT, "/delete")
        await it.says(CHAT, "确认删除")
        await it.hears(CHAT, "都删了")
        await it.desk.receive_event(CHAT, of_event(ready))
        await settled(client)
        assert await it.desk.session(CHAT) is None
        assert UNIT not in await stored(client)


async def settled(client):
    """Wait until nothing is in hand."""
    async with asyncio.timeout(30):
        while any([await client.xlen(keys.inbox(n)) + await client.scard(keys.outboxes(n)) for n in range(4)]):
            await asyncio.sleep(0.01)


async def test_a_draft_in_the_making_is_stopped(house, client):
    going, stopped = asyncio.Event(), asyncio.Event()

    class Endless:
        book = house.book
        model = None

        async def draft(self, paper, profile, kept, watch):
            going.set()
            try:
                await asyncio.Event().wait()
            finally:
                stopped.set()

    async with office(replace(house, drafter=Endless()), client) as it:
        for words in ("/start", UNIT, "周敏", "公司党委", "28号", "月报", "2026年9月", "看了3个人", "出稿"):
            await it.says(CHAT, words)
        async with asyncio.timeout(30):
            await going.wait()
        await it.says(CHAT, "/delete")
        await it.says(CHAT, "确认删除")
        await it.hears(CHAT, "都删了")
        async with asyncio.timeout(30):
            await stopped.wait()
        await settled(client)
        assert await it.desk.held(CHAT) == Held()


@pytest.mark.parametrize("days", [0, 400])
async def test_a_session_is_kept_for_as_long_as_the_settings_say(house, client, days):
    async with office(house, client, desk=Desk(client, ALONE, keep=days * 86_400)) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "认识一下")
        await settled(client)
        left = await client.ttl(keys.session(CHAT))
        assert left == -1 if not days else days * 86_400 - 60 < left <= days * 86_400
        await client.expire(keys.session(CHAT), 60)
        await it.says(CHAT, UNIT)  # whatever is said renews it
        await it.hears(CHAT, "认识一下　2")
        await settled(client)
        assert await client.ttl(keys.session(CHAT)) != 60


def test_a_report_that_nobody_touched_goes_and_the_others_stay():
    today = date(2026, 9, 21)
    old = Paper(1, "monthly", touched=today - timedelta(days=401))
    young = Paper(2, "monthly", touched=today - timedelta(days=399))
    dateless = Paper(3, "monthly")
    before = Session(shelf=(old, young, dateless))
    aged = mine.aged(before, before, today, 400)
    assert [(paper.id, paper.touched) for paper in aged.shelf] == [(2, young.touched), (3, today)]
    taken_up = replace(before, shelf=(young,), paper=replace(old, revision=1))
    assert mine.aged(before, taken_up, today, 400).paper.touched == today
    assert mine.aged(before, before, today, 0).shelf[0] == old
