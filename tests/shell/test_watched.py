"""A draft watched while a model writes it, then changed: through a whole worker with a real store."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.storage.form import load_session
from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.modelled import PATIENT, modelled, true_words
from tests.shell.office import Telegram, office

CHAT = 7
TOLD = [
    *("/start", "青禾纺织厂工会", "丁小满", "无", "28号", "月报", "2026年9月", "安全月收尾，看望了住院职工。", "跳过"),
    *("思想政治引领", "9月8日集中学习工会法，62人参加。", "下一题"),
]


def thinking(house, url):
    """The same house with this model."""
    return replace(house, book=replace(house.book, writes=True), drafter=modelled(house, url, **PATIENT))


def streaming(messages):
    """A model that repeats what it was told, and changes 集中学习 where it is asked for a change."""

    async def reply(request):
        prompt = messages[1]["content"]
        if "怎么改" not in prompt:
            return await saying(request, f"{true_words(messages)}。", token=0.004)
        text = prompt.split("<<<\n")[2].split("\n>>>")[0]
        return await saying(request, text.replace("集中学习", "组织学习"), first=0.3)

    return reply


async def tell(it, *lines):
    for line in lines:
        await it.says(CHAT, line)


async def test_the_officer_watches_and_the_whole_text_follows_to_stay(house, client):
    async with Endpoint(streaming).running() as endpoint, office(thinking(house, endpoint.url), client) as it:
        await tell(it, *TOLD, "出稿")
        await it.hears(CHAT, "正在整理成文", "青禾纺织厂工会2026年9月", ".docx")
    drafts = [text for _, text in it.telegram.drafts]
    assert drafts
    assert all(text.startswith("【草稿预览】正在起草") for text in drafts)
    [whole] = [text for text in it.telegram.texts(CHAT) if "62人参加" in text and "一、" in text]
    assert "安全月收尾" in whole


async def test_where_drafts_cannot_be_shown_the_message_in_their_place_is_taken_back(house, client):
    telegram = Telegram(drafts_work=False)
    async with Endpoint(streaming).running() as endpoint, office(thinking(house, endpoint.url), client, telegram) as it:
        await tell(it, *TOLD, "出稿")
        await it.hears(CHAT, "【草稿预览】", ".docx")
    assert len(telegram.removed) == 1


async def test_without_a_model_nothing_is_previewed_and_one_message_less_is_sent(house, client):
    async with office(house, client) as it:
        await tell(it, *TOLD, "出稿")
        await it.hears(CHAT, "正在整理成文", ".docx")
    assert it.telegram.drafts == []
    assert not [text for text in it.telegram.texts(CHAT) if "62人参加" in text and "一、" in text]


async def test_a_change_under_way_at_a_kill_is_taken_up_and_shown(house, client):
    async with Endpoint(streaming).running() as endpoint:
        thoughtful = thinking(house, endpoint.url)
        async with office(thoughtful, client) as it:
            await tell(it, *TOLD, "出稿")
            await it.hears(CHAT, ".docx")
        killed = asyncio.create_task(_asked(thoughtful, client))
        await asyncio.wait([killed], timeout=20)
        async with office(thoughtful, client) as it:
            await it.hears(CHAT, "下划线是新写的")
        session = load_session(await it.desk.session(CHAT))
    assert "组织学习工会法" in next(one.text for one in session.paper.draft.sections if one.id == "work")
    assert not session.paper.revising


async def _asked(house, client):
    """Ask for a change, and die while it is made."""
    async with office(house, client) as it:
        await it.says(CHAT, "第二节语气再实一点", number=900)
        await it.hears(CHAT, "正在改")
        asyncio.current_task().cancel()
        await asyncio.sleep(1)


async def test_a_change_called_off_is_not_made(house, client):
    async with Endpoint(streaming).running() as endpoint, office(thinking(house, endpoint.url), client) as it:
        await tell(it, *TOLD, "出稿")
        await it.hears(CHAT, ".docx")
        await tell(it, "第二节语气再实一点")
        await it.hears(CHAT, "正在改")
        await tell(it, "取消")
        await it.hears(CHAT, "没改")
        await asyncio.sleep(0.5)
        session = load_session(await it.desk.session(CHAT))
    assert not [text for text in it.telegram.texts(CHAT) if "下划线是新写的" in text]
    assert "集中学习工会法" in next(one.text for one in session.paper.draft.sections if one.id == "work")
