"""/usage on a phone: who used how much of what, beside the budget; everybody sees his own, admins all."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.config import Access
from bot.core.affairs import ShowUsage
from bot.core.budget import Budget
from bot.core.roles import Role
from bot.shell.purse import Purse
from bot.shell.usage import ROWS, UsageBook
from bot.storage.ledger import EVERYBODY, Ledger, Use
from bot.storage.people import People
from bot.telegram.buttons import decode
from tests.shell.office import office
from tests.shell.test_forgotten import settled

ADMIN, OFFICER, GUEST = 1, 2, 3
CLOSED = Access(open=False, officers=(OFFICER, GUEST), admins=(ADMIN,))
BUDGET = Budget(tokens_per_user=100_000, tokens=400_000, files_per_user=30)
MOST_LINES = 8
SENT, LAST_MONTH = date(2026, 9, 21), date(2026, 8, 31)
"""When the messages of the office are sent, and the month before."""


@pytest.fixture
def today(client):
    return Purse(Ledger(client), BUDGET, ZoneInfo("Asia/Shanghai")).today


def book(house, client, budget=BUDGET):
    return UsageBook(house.words, People(client), Ledger(client), budget)


async def used(client, today, **by_chat):
    ledger = Ledger(client)
    for chat, amounts in by_chat.items():
        await ledger.add(int(chat[1:]), amounts, today)


async def test_all_are_listed_with_their_budgets_those_who_used_most_first(house, client, today):
    token = await People(client).invite(Role.OFFICER)
    await People(client).redeem(token, OFFICER, "周敏")
    await used(
        client,
        today,
        c2={Use.TOKENS: 32_400, Use.ESTIMATED: 400, Use.FILES: 6, Use.VOICE_SECONDS: 150},
        c3={Use.TOKENS: 85_000, Use.FILES: 30},
        c4={Use.TOKENS: 100_001},
        c0={Use.TOKENS: 5_000},
    )
    lines = (await book(house, client).page(ADMIN, ShowUsage(today))).text.splitlines()
    month = f"{today.month}月"
    assert lines[0] == f"{month}大家一共用了：模型约22.2万词元／40万（55％），文件36个，语音2分钟。"
    assert lines[1] == "4：模型10万词元／10万（用完了）"
    assert lines[2] == "3：模型8.5万词元／10万（85％，快用完了），文件30个／30（用完了）"
    assert lines[3] == "周敏（2）：模型约3.2万词元／10万（32％），文件6个／30（20％），语音2分钟"
    assert re.fullmatch(r"\d{1,2}月1日起重新计。", lines[4])


async def test_without_budgets_there_is_nothing_to_compare(house, client, today):
    await used(client, today, c2={Use.TOKENS: 900})
    text = (await book(house, client, Budget()).page(ADMIN, ShowUsage(today))).text
    assert text == f"{today.month}月大家一共用了：模型900词元。\n2：模型900词元"


async def test_a_long_list_is_folded_to_what_a_phone_shows_and_nobody_is_left_out(house, client, today):
    await used(client, today, **{f"c{chat}": {Use.TOKENS: chat} for chat in range(10, 22)})
    seen, asked = [], ShowUsage(today)
    while asked:
        page = await book(house, client).page(ADMIN, asked)
        assert len(page.text.splitlines()) <= MOST_LINES
        seen += re.findall(r"^(\d+)：", page.text, re.MULTILINE)
        values = [decode(key.data)[1] for key in page.keyboard[0] if key.text == "下一页"]
        asked = ShowUsage(today, page=int(values[0].partition(":")[2])) if values else None
    assert seen == [str(chat) for chat in reversed(range(10, 22))]
    assert len(seen) > ROWS


async def test_a_member_sees_his_own_alone(house, client, today):
    await used(client, today, c2={Use.TOKENS: 90_000, Use.FILES: 2}, c3={Use.TOKENS: 310_000})
    text = (await book(house, client).page(OFFICER, ShowUsage(today, everybody=False))).text
    own, shared, renews = text.splitlines()
    assert own == f"{today.month}月您用了：模型9万词元／10万（90％，快用完了），文件2个／30（6％）。"
    assert shared == "大家合用的模型额度用完了，请管理员加一点。"
    assert "起重新计" in renews
    nothing = (await book(house, client).page(GUEST + 1, ShowUsage(today, everybody=False))).text
    assert nothing.startswith(f"{today.month}月还没有用过模型")


async def test_who_asks_decides_what_is_shown(house, client):
    await used(client, SENT, c2={Use.TOKENS: 90_000}, c3={Use.FILES: 4})
    await Ledger(client).add(GUEST, {Use.FILES: 77}, LAST_MONTH)
    counting = replace(house, config=replace(house.config, budget=BUDGET))
    async with office(counting, client, access=CLOSED) as it:
        await it.says(ADMIN, "/usage")
        await it.hears(ADMIN, "2：模型9万词元")
        await it.says(OFFICER, "/usage")
        await it.hears(OFFICER, "您用了：模型9万词元")
        await it.says(GUEST, "用量")
        await it.hears(GUEST, "您用了：文件4个")
        await it.says(ADMIN, "/usage 上个月")
        await it.hears(ADMIN, "3：文件77个")
        assert not any("3：" in text for chat in (OFFICER, GUEST) for text in it.telegram.texts(chat))


async def test_who_leaves_takes_his_use_along_and_out_of_the_list(house, client):
    await used(client, SENT, c2={Use.TOKENS: 900})
    async with office(house, client, access=CLOSED) as it:
        await it.says(OFFICER, "/start")
        await it.says(OFFICER, "/mydata")
        await it.hears(OFFICER, "我的数据.zip")
        await it.says(OFFICER, "/delete")
        await it.says(OFFICER, "确认删除")
        await it.hears(OFFICER, "只留在大家的总数里")
        await settled(client)
        await it.says(ADMIN, "/usage")
        await it.hears(ADMIN, "大家一共用了：模型900词元")
    archive = it.telegram.documents["我的数据.zip"]
    assert "用量.json".encode() in archive
    assert not any("2：" in text for text in it.telegram.texts(ADMIN))
    assert (await Ledger(client).of_month(EVERYBODY, SENT))[Use.TOKENS] == 900
