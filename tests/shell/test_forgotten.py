"""After a journey through every feature and /delete, no key of Redis holds the chat or anything that was said in it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.config import Access
from bot.core.roles import Role
from bot.shell.ear import Ear
from bot.shell.gate import PREFIX
from bot.storage import keys
from bot.storage.ledger import Ledger
from bot.storage.people import People
from tests.eval.leaks import stored
from tests.pictures import jpeg
from tests.shell.office import ALONE, Telegram, office
from tests.storage.conftest import client, store

__all__ = ["client", "store"]

CLOSED = Access(open=False, officers=(), admins=())
CHAT = 7_654_321_098
NAME = "小满"
UNIT = "宏泰纺织有限公司工会"
HEARD = "九月十六号量子围棋赛来了四十人"
NOTICE = "关于报送九月份工会工作总结的通知\n一、请各单位报送职代会召开情况。\n二、9月28日前报送。\n琥珀印章"
CAPTION = "蓝鲸行动的照片"
SAID = ("9月15开了职代会 应到60实到56", "彩虹提案12件")
WORDS = (UNIT, "周敏", "职代会", "彩虹提案", "量子围棋", "琥珀印章", "蓝鲸行动", "翡翠片段")


class Speech:
    async def words(self, _name, _content, _hints=""):
        return HEARD


async def journey(it, client):
    """An invited officer who uses all there is."""
    token = await People(client).invite(Role.OFFICER)
    await it.says(CHAT, f"/start {PREFIX}{token}")
    for words in (UNIT, "周敏", "公司党委", "28号", "月报", "2026年9月", "跳过", "跳过", "民主管理", *SAID):
        await it.says(CHAT, words)
    await it.sends_other(CHAT, voice={"file_id": "voice", "file_unique_id": "v", "duration": 8, "file_size": 90})
    await it.sends(CHAT, jpeg(), under=CAPTION)
    for words in ("提醒 28号", "范文 职代会", "直接出稿"):
        await it.says(CHAT, words)
    await it.hears(CHAT, ".docx", seconds=30)
    for words in ("看文字", "依据", "目录", "我的报告", "/mydata"):
        await it.says(CHAT, words)
    await it.says(CHAT, "上级通知")
    document = {"file_id": "notice", "file_unique_id": "n", "file_name": "琥珀印章.txt", "file_size": 300}
    await it.sends_other(CHAT, document=document)
    await it.sends_other(CHAT, document=document)
    await settled(client)
    await client.hset(keys.pieces(CHAT), "key", "翡翠片段")


async def settled(client):
    """Wait until nothing is in hand. One look at all of it: work that moves between two looks would be seen by none."""
    async with asyncio.timeout(20):
        while any(await in_hand(client)):
            await asyncio.sleep(0.02)


async def in_hand(client) -> list[int]:
    async with client.pipeline(transaction=True) as look:
        for n in range(ALONE.partitions):
            look.xlen(keys.inbox(n)).scard(keys.outboxes(n)).scard(keys.working(n))
        return await look.execute()


@pytest.mark.filterwarnings("ignore:Deprecated since")  # a voice message's length in seconds, which is read both ways
async def test_nothing_but_the_membership_is_left(house, client):
    house = replace(house, book=replace(house.book, hears=True))
    telegram = Telegram(files={"voice": b"OggS", "notice": NOTICE.encode()})
    async with office(house, client, telegram, access=CLOSED, ear=Ear(Speech(), Ledger(client), 600)) as it:
        await journey(it, client)
        before, known = await stored(client), await People(client).all()
        await it.says(CHAT, "/delete")
        await it.says(CHAT, "确认删除")
        await it.hears(CHAT, "都删了")
        await settled(client)
        after = await stored(client)
    unseen = [word for word in WORDS if word not in before]
    assert unseen == [], "the journey must have left every word"
    assert [word for word in WORDS if word in after] == []
    assert str(CHAT) in before
    assert [line for line in after.splitlines() if str(CHAT) in line and not is_membership(line)] == []
    assert [(one.user, one.role, one.name) for one in known] == [(CHAT, Role.OFFICER, NAME)]
    assert [(one.user, one.role, one.name) for one in await People(client).all()] == [(CHAT, Role.OFFICER, "")]


def is_membership(line: str) -> bool:
    """Who was let in stays let in, by number and role."""
    return line.startswith(f"{CHAT} ")
