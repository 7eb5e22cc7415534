"""Two unions at one bot, on one worker and on two: neither sees what is the other's, wherever it looks."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import AsyncExitStack
from datetime import date
from io import BytesIO

import docx
import pytest

from bot.config import Access
from bot.core.letters import ChooseReviewer
from bot.core.organisation import HOME, named
from bot.core.roles import Role
from bot.retrieval.library import FRESH_FOR, Library
from bot.shell.office import Office
from bot.shell.post import Post
from bot.shell.roll import Roll
from bot.storage import keys
from bot.storage.cabinet import Cabinet, Cabinets
from bot.storage.ledger import Ledger, Use
from bot.storage.people import People
from tests.shell.unions import CHIEF, CLOSED, HILL, OTHER, PORT, Union, town

BOTH = (PORT, HILL)
ANSWER = "提着热豆浆挨门问冷暖看了3户，背着大米袋翻山送到家5户，逐户建立帮扶台账"
MOST_PAGES = 60
REPORT = ("帮扶慰问", "2026年9月", "2026年送温暖活动", "无", ANSWER)


async def looked(it, union: Union) -> dict[str, str]:
    """All that reaches somebody of a union, or a model in his name, by the way it came."""
    seen: dict[str, str] = {}
    who = union.officer
    await it.says(who, "/start", f"{union.name}", "周敏", "公司党委", "无")
    seen["kinds offered"] = "\n".join(await it.says(who, "/new"))
    await it.says(who, *REPORT)
    seen["examples at a question"] = await all_pages(it, who)
    before = len(it.endpoint.requests)
    told = [await it.says(who, "逐户建立帮扶台账怎么写"), await it.says(who, f"/examples {PORT.mark}{HILL.mark}")]
    seen["a free question"] = "\n".join(text for said in told for text in said)
    asked = [request[1]["content"].split("范文：")[-1] for request in it.endpoint.requests[before:]]
    seen["the model's advice"] = "".join(asked)
    before = len(it.endpoint.requests)
    await it.says(who, "出稿", "出稿")
    asked = [request[1]["content"] for request in it.endpoint.requests[before:]]
    seen["the model's samples"] = "".join(text.split("范文（只看写法）")[-1] for text in asked if "范文（只看" in text)
    seen["files in its template"] = "".join(
        text for name, content in it.telegram.documents.items() if "本单位模板" in name for text in words_of(content)
    )
    admin = union.admin
    seen["the list of documents"] = "\n".join(await it.says(admin, "/learn"))
    again: list[str] = []
    for one in BOTH:
        await it.says(admin, "/learn")
        again += await it.sends(admin, f"{one.name}再发.txt", one.document.encode())
    seen["a document sent again"] = "\n".join(again)
    seen["the template in use"] = "\n".join(await it.says(admin, "/template"))
    seen["kinds shared"] = "\n".join(await it.says(admin, "/shared"))
    seen["members"] = "\n".join(await it.says(admin, "/members"))
    return seen


async def all_pages(it, who: int) -> str:
    pages: list[str] = []
    while not pages or "就这些了" not in pages[-1]:
        pages += await it.says(who, f"/examples :{len(pages)}")
        assert len(pages) < MOST_PAGES
    return "\n".join(pages)


def words_of(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


OWN = {
    "kinds offered": lambda one: one.kind,
    "examples at a question": lambda one: one.mark,
    "a free question": lambda one: one.mark,
    "the model's advice": lambda one: one.mark,
    "the model's samples": lambda one: one.mark,
    "files in its template": lambda one: f"{one.name}红头",
    "the list of documents": lambda one: f"{one.name}.txt",
    "a document sent again": lambda one: f"《{one.name}.txt》早就收过了",
    "the template in use": lambda one: f"{one.name}.docx",
    "kinds shared": lambda one: one.kind,
    "members": lambda one: str(one.officer),
}
"""By way: what shows whose it is that is seen."""


async def both_look(client, store, data, workers):
    async with AsyncExitStack() as stack:
        it = await town(stack, client, store.url, data, workers)
        for union in BOTH:
            await it.comes_in(union)
        for union in BOTH:
            await it.teaches(union)
        await asyncio.sleep(FRESH_FOR)
        found = {}
        for union in BOTH:
            it.telegram.documents.clear()
            found[union] = await looked(it, union)
        assert all(worker.counts.effects_done for worker in it.workers), "each worker has chats"
        return found


@pytest.mark.parametrize("workers", [1, 2])
async def test_each_union_sees_its_own_and_nothing_of_the_others(client, store, tmp_path, workers):
    for union, seen in (await both_look(client, store, str(tmp_path), workers)).items():
        assert set(seen) == set(OWN)
        for way, words in seen.items():
            assert OWN[way](union) in words, (union.name, way)
            assert OWN[way](OTHER[union]) not in words, (union.name, way)


async def test_each_way_shows_a_leak_where_nothing_keeps_them_apart(client, store, tmp_path, monkeypatch):
    """Control: without the separation each of these ways shows what is the other's."""
    monkeypatch.setattr(Library, "_folder", lambda self, organisation: self.folders(""))
    monkeypatch.setattr(Cabinets, "of", lambda self, organisation: Cabinet(self.client, ""))
    monkeypatch.setattr(Office, "_in_care", everybody)
    found = await both_look(client, store, str(tmp_path), workers=1)
    leaking = {way for union, seen in found.items() for way, words in seen.items() if OWN[way](OTHER[union]) in words}
    assert leaking == set(OWN)


async def everybody(self, chat):
    return {one.user: one for one in await self.people.all()}


async def test_nobody_reaches_into_the_others_by_an_id_or_a_name(client, store, tmp_path):
    async with AsyncExitStack() as stack:
        it = await town(stack, client, store.url, str(tmp_path), workers=1)
        for union in BOTH:
            await it.comes_in(union)
            await it.teaches(union)
        [listed] = [text for text in await it.says(PORT.admin, "/learn") if "本单位收了" in text]
        document = re.search(r"([0-9a-f]{6,})　《", listed)[1]
        [kind] = await Cabinets(client).of(named(PORT.name).id).kinds()
        assert "没有编号" in "".join(await it.says(HILL.admin, f"/learn 删 {document}"))
        assert "没有编号" in "".join(await it.presses(HILL.admin, "unlearn_sure", document))
        assert "早就收回了" in "".join(await it.presses(HILL.admin, "unshare", kind.id))
        assert "只能请人进自己单位" in "".join(await it.says(HILL.admin, f"/invite 管理 {PORT.name}"))
        assert "要请谁出去" in "".join(await it.says(HILL.admin, f"/revoke {PORT.officer}"))
        assert "您现在管的是“乙岭索道公司工会”" in "".join(await it.says(HILL.admin, f"/unit {PORT.name}"))
        assert document in "".join(await it.says(PORT.admin, "/learn"))
        assert PORT.kind in "".join(await it.says(PORT.admin, "/shared"))
        assert "没有编号" not in "".join(await it.presses(PORT.admin, "unlearn_sure", document))


async def test_a_chief_acts_for_any_union_that_is_known_and_comes_back(client, store, tmp_path):
    async with AsyncExitStack() as stack:
        it = await town(stack, client, store.url, str(tmp_path), workers=1)
        assert "还没有别的单位" in "".join(await it.says(CHIEF, "/unit"))
        await it.comes_in(PORT)
        await it.teaches(PORT)
        assert "没有“江口度运公司工会”这个单位。现有：江口渡运公司工会" in "".join(
            await it.says(CHIEF, "/unit 江口度运公司工会")
        )
        assert "本单位还没有收过范文" in "".join(await it.says(CHIEF, "/learn"))
        await it.says(CHIEF, "/unit 江口 渡运公司工会")
        assert f"〔{PORT.name}〕\n本单位收了 1 份" in "".join(await it.says(CHIEF, "/learn"))
        await it.sends(CHIEF, "乙.txt", HILL.document.encode())
        await it.presses(CHIEF, "keep")
        assert f"算“{PORT.name}”的人，那边现在有 3 位" in "".join(await it.says(CHIEF, "/invite"))
        await it.says(CHIEF, "/unit 自己")
        assert "本单位还没有收过范文" in "".join(await it.says(CHIEF, "/learn"))
        assert "本单位收了 2 份" in "".join(await it.says(PORT.admin, "/learn"))


async def test_the_chief_sees_and_removes_members_of_all(client, store, tmp_path):
    async with AsyncExitStack() as stack:
        it = await town(stack, client, store.url, str(tmp_path), workers=1)
        for union in BOTH:
            await it.comes_in(union)
        [said] = await it.says(CHIEF, "/members")
        assert f"管理员　小满　{PORT.admin}　{PORT.name}" in said
        assert f"填报人　小满　{HILL.officer}　{HILL.name}" in said
        assert "不能再用了" in "".join(await it.says(CHIEF, f"/revoke {HILL.officer}"))
        assert "不能再用了" in "".join(await it.says(PORT.admin, f"/revoke {PORT.officer}"))


async def test_usage_is_told_to_an_admin_of_his_own_alone(client, store, tmp_path):
    async with AsyncExitStack() as stack:
        it = await town(stack, client, store.url, str(tmp_path), workers=1)
        for files, union in enumerate(BOTH, start=2):
            await it.comes_in(union)
            await Ledger(client).add(union.officer, {Use.FILES: files}, date(2026, 9, 21), union.name)
        [said] = await it.says(PORT.admin, "/usage 2026-09")
        assert f"（{PORT.officer}）：文件2个" in said
        assert "一共用了：文件2个" in said
        assert str(HILL.officer) not in said
        [all_of_it] = await it.says(CHIEF, "/usage 2026-09")
        assert f"（{HILL.officer}）：文件3个" in all_of_it


async def test_a_report_goes_to_reviewers_of_ones_own_union_or_of_the_superior(client, house):
    people = People(client)
    own, other, superior = (named(PORT.name), named(HILL.name), HOME)
    for user, organisation in ((1, own), (2, other), (3, superior)):
        await people.redeem(await people.invite(Role.REVIEWER, organisation), user, f"审{user}")
    await people.redeem(await people.invite(Role.OFFICER, own), PORT.officer, "小满")
    roll = Roll(CLOSED, people)
    offered = await Post(house.words, None, people, roll.organisation).offer(PORT.officer, ChooseReviewer(1))
    assert [button.text for row in offered.keyboard for button in row] == ["审1", "审3"]


async def test_whoever_was_let_in_before_there_were_several_stays_at_home(client):
    await client.hset(keys.PEOPLE, 7, json.dumps({"role": "officer", "name": "老周"}))
    await client.set(keys.invitation("old"), "reviewer")
    people = People(client)
    assert (await people.member(7)).organisation == HOME
    assert await people.redeem("old", 8, "新来的") is Role.REVIEWER
    assert [one.organisation for one in await people.all()] == [HOME, HOME]
    await people.redeem(await people.invite(Role.OFFICER, named(PORT.name)), 9, "小满")
    await people.forget_name(9)
    assert (await people.member(9)).organisation.name == PORT.name
    assert await Roll(Access(open=True, officers=(), admins=()), people).organisation(10) == HOME
