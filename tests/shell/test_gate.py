"""Closed by default: by list or by an invitation that works once; admins alone invite."""

import asyncio
import re

from bot.config import Access, Trial
from bot.core.roles import Role
from bot.shell import roll as roll_module
from bot.shell.gate import Gate
from bot.shell.roll import FRESH, Roll
from bot.storage.people import People
from bot.telegram.incoming import Incoming
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


class Counted(People):
    """Counts what it is asked; `before_answer` happens while a role is on its way."""

    def __init__(self, client):
        super().__init__(client)
        self.roles = 0
        self.before_answer = None

    async def member(self, user):
        self.roles += 1
        found = await super().member(user)
        if self.before_answer:
            await self.before_answer()
        return found


def speaks(user):
    return Incoming(user, user, "小满", None)


async def test_a_role_is_asked_for_once_until_any_role_changes(client, monkeypatch):
    monkeypatch.setattr(roll_module, "FRESH", 0.0)
    people = Counted(client)
    gate = Gate(Roll(CLOSED, people))
    for _ in range(5):
        assert await gate.role(speaks(GUEST)) is None
    assert people.roles == 1
    for change, role in (
        (people.redeem(await people.invite(Role.REVIEWER), GUEST, "小满"), Role.REVIEWER),
        (people.forget_name(GUEST), Role.REVIEWER),
        (people.remove(GUEST), None),
    ):
        await change
        assert await gate.role(speaks(GUEST)) is role
    assert people.roles == 4


async def test_a_role_that_changes_on_its_way_is_not_remembered(client, monkeypatch):
    monkeypatch.setattr(roll_module, "FRESH", 0.0)
    people = Counted(client)
    await people.redeem(await people.invite(Role.OFFICER), GUEST, "小满")
    gate = Gate(Roll(CLOSED, people))

    async def removed():
        people.before_answer = None
        await people.remove(GUEST)
        await gate.role(speaks(LATE))

    people.before_answer = removed
    assert await gate.role(speaks(GUEST)) is Role.OFFICER
    assert await gate.role(speaks(GUEST)) is None
