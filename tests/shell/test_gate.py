"""Closed by default: by list or by an invitation that works once; admins alone invite."""

import asyncio
import re

from bot.config import Access, Trial
from bot.shell.gate import FRESH
from tests.shell.office import office

ADMIN, OFFICER, GUEST, LATE = 1, 2, 3, 4
CLOSED = Access(open=False, officers=(OFFICER,), admins=(ADMIN,))


async def test_a_stranger_is_let_in_by_an_invitation_once(house, client):
    async with office(house, client, access=CLOSED) as it:
        await it.says(GUEST, "/start")
        await it.hears(GUEST, f"让他把您加上：{GUEST}")
        await it.says(OFFICER, "/invite")
        await it.hears(OFFICER, "这个要管理员来做")
        await it.says(ADMIN, "/invite 审核")
        await it.hears(ADMIN, "审核人的邀请做好了")
        words = re.search(r"\?start=(\S+)", it.telegram.texts(ADMIN)[-1])[1]
        await it.says(GUEST, f"/start {words}")
        await it.hears(GUEST, "您好，我是笔杆子")
        await it.says(LATE, f"/start {words}")
        await it.hears(LATE, "只给本单位工会的同志用")
        await it.says(ADMIN, "/members")
        await it.hears(ADMIN, f"审核人　小满　{GUEST}")
        await it.says(ADMIN, f"/revoke {GUEST}")
        await it.hears(ADMIN, f"{GUEST} 不能再用了")
        await asyncio.sleep(FRESH)
        await it.says(GUEST, "我还在吗")
        await it.hears(GUEST, "只给本单位工会的同志用", "只给本单位工会的同志用")


async def test_on_the_local_page_where_all_are_admins_an_invitation_still_makes_a_reviewer(house, client):
    async with office(house, client, access=Trial(open=True, officers=(), admins=())) as it:
        await it.says(OFFICER, "/invite 审核")
        await it.hears(OFFICER, "审核人的邀请做好了")
        words = re.search(r"\?start=(\S+)", it.telegram.texts(OFFICER)[-1])[1]
        await it.says(GUEST, f"/start {words}")
        await it.hears(GUEST, "工会的同志写好报告送您审")
        await it.says(GUEST, "/members")
        await it.hears(GUEST, "这个要管理员来做")
        await it.says(OFFICER, "/members")
        await it.hears(OFFICER, f"审核人　小满　{GUEST}")


async def test_usage_is_told_by_user_and_month(house, client):
    async with office(house, client, access=CLOSED) as it:
        await it.says(ADMIN, "/usage")
        await it.hears(ADMIN, "还没有用过模型")
