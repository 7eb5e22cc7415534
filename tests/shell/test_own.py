"""What the organisation owns: taken in by admins alone, seen by every worker, and no officer's to delete."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from time import monotonic

import pytest

from bot.config import Access
from bot.core.affairs import ListDocuments
from bot.core.effects import ReadFile
from bot.core.events import FileRefused
from bot.core.files import FileRef, Purpose
from bot.retrieval.library import Library
from bot.shell.files import Files
from bot.shell.own import LISTED, Own
from bot.storage.cabinet import Cabinets
from bot.storage.folder import in_redis
from tests.conversations.stage import word_file
from tests.retrieval.conftest import KNOWLEDGE
from tests.shell.office import office

ON = date(2026, 9, 21)
CHAT, OTHER = 7, 8
TEXT = (
    "一、送温暖活动\n春节前走访慰问困难职工，工会主席带队逐户上门，送去米面油和慰问金，详细了解家中困难，"
    "逐户建立帮扶台账，做到底数清、情况明、措施实。"
)
TEMPLATE = word_file("某某工会文件\n{{ 标题 }}\n{{ 正文 }}")


@pytest.fixture
def worker(house, client, store):
    """The things of one of several workers."""
    return lambda: Own(house.words, Library(KNOWLEDGE, in_redis(store.url)), Cabinets(client))


@pytest.fixture
def read(house):
    async def of(own, purpose, name, content):
        async def fetch(_):
            return content

        work = ReadFile(1, FileRef("f", name, len(content)), purpose, 5, ON)
        return await Files(fetch, house.privacy, own).read(CHAT, work)

    return of


def finds(own):
    return "台账.txt" in {one.passage.source for one in own.library.search("逐户建立帮扶台账", k=50)}


async def test_nothing_is_kept_before_it_is_agreed_to_and_then_all_workers_find_it_within_two_seconds(worker, read):
    mine, others = worker(), worker()
    shown = await read(mine, Purpose.LEARN, "台账.txt", TEXT.encode())
    assert [one.name for one in shown.documents] == ["台账.txt"]
    assert shown.file == FileRef("f", "台账.txt", len(TEXT.encode()))
    assert not finds(mine)
    assert not finds(others)
    kept = await read(mine, Purpose.KEEP, "台账.txt", TEXT.encode())
    assert [one.id for one in kept.documents] == [shown.documents[0].id]
    since = monotonic()
    while not finds(others):
        assert monotonic() - since < 2
        await asyncio.sleep(0.05)
    again = await read(others, Purpose.LEARN, "别名.txt", TEXT.encode())
    assert again.documents[0].already
    assert (await read(others, Purpose.KEEP, "别名.txt", TEXT.encode())).documents == ()


async def test_a_long_list_shows_the_latest_and_says_how_many_are_left(worker):
    own = worker()
    for number in range(LISTED + 2):
        own.library.confirm(own.library.prepare(f"{number}.txt", f"{TEXT}第{number}批共走访。".encode()))
    said = await own.does(CHAT, ListDocuments(), None)
    assert f"收了 {LISTED + 2} 份" in said.text
    assert "还有 2 份" in said.text
    assert len(said.keyboard) == LISTED + 1


async def test_a_template_is_kept_for_all_workers_and_a_faulty_one_is_not(worker, read):
    refused = await read(worker(), Purpose.TEMPLATE, "红头.docx", word_file("{{ 标题 }}"))
    assert isinstance(refused, FileRefused)
    assert "{{ 正文 }}" in refused.why
    assert await worker().template(CHAT) is None
    assert "另存为 .docx" in (await read(worker(), Purpose.TEMPLATE, "红头.txt", "{{ 标题 }}{{ 正文 }}".encode())).why
    await read(worker(), Purpose.TEMPLATE, "红头.docx", TEMPLATE)
    assert (await worker().template(CHAT)).content == TEMPLATE


def press(number, chat, act):
    person = {"id": chat, "is_bot": False, "first_name": "小满"}
    message = {"message_id": 1, "date": 1_790_000_000, "chat": {"id": chat, "type": "private"}, "text": "收吗"}
    tap = {"id": str(number), "from": person, "chat_instance": "1", "data": f"0:{act}:", "message": message}
    return json.dumps({"update_id": number, "callback_query": tap}).encode()


async def test_buttons_of_admins_do_nothing_for_others(house, client):
    async with office(house, client, access=Access(open=True, officers=(), admins=(CHAT,))) as it:
        await it.intake.store(1, OTHER, press(1, OTHER, "learn"))
        await it.hears(OTHER, "这个要管理员来做")
        await it.intake.store(2, CHAT, press(2, CHAT, "learn"))
        await it.hears(CHAT, "本单位")


async def test_what_an_officer_deletes_is_not_the_organisations(house, client, worker, read):
    await read(worker(), Purpose.TEMPLATE, "红头.docx", TEMPLATE)
    async with office(house, client) as it:
        for words in ("/start", "宏泰纺织有限公司工会", "/delete", "确认删除"):
            await it.says(CHAT, words)
        await it.hears(CHAT, "都删了")
    assert await worker().template(CHAT)
