"""A free question and a notice with a slow model: the chat goes on meanwhile, and what comes too late is dropped."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.core.notice import Asked
from bot.drafting.howto import HowTo
from bot.storage.form import load_session
from tests.shell.office import office

CHAT, OTHER = 7, 8
NOTICE = "关于报送2026年三季度工会工作总结的通知\n一、劳动竞赛情况\n二、下步打算\n字数1500字以内。"


class Slow:
    """Answers questions, and studies notices, once it may."""

    def __init__(self):
        self.may, self.asked, self.stopped = asyncio.Event(), [], 0

    async def answer(self, question, passages):
        return await self._once(question, HowTo(f"先说{question}的人数[1]。"))

    async def study(self, text, notice):
        return await self._once(
            text, replace(notice, sections=(*notice.sections, Asked("又一节")), pointed=("又一节",))
        )

    async def _once(self, what, answer):
        self.asked.append(what)
        try:
            await self.may.wait()
        except asyncio.CancelledError:
            self.stopped += 1
            raise
        return answer

    async def is_asked(self, times):
        async with asyncio.timeout(5):
            while len(self.asked) < times:
                await asyncio.sleep(0.005)


def with_model(house, slow):
    return replace(house, adviser=slow, student=slow, book=replace(house.book, writes=True))


async def test_the_interview_goes_on_while_a_question_is_being_answered(house, client):
    slow = Slow()
    async with office(with_model(house, slow), client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
        await it.says(CHAT, "送温暖怎么写")
        await slow.is_asked(1)
        await it.says(CHAT, "青禾纺织厂工会")
        await it.hears(CHAT, "您的姓名")
        assert not any("可以这样写" in text for text in it.telegram.texts(CHAT))
        slow.may.set()
        await it.hears(CHAT, "您的姓名", "可以这样写")
        await it.says(CHAT, "周敏")
        await it.hears(CHAT, "材料报给谁")
        await it.lanes.idle()
        session = load_session(await it.desk.session(CHAT))
    assert [answer.text for answer in session.profile] == ["青禾纺织厂工会", "周敏"]


async def test_a_question_overtaken_or_called_off_is_not_answered_and_its_call_ends(house, client):
    slow = Slow()
    async with office(with_model(house, slow), client) as it:
        await it.says(CHAT, "/start")
        await it.says(CHAT, "送温暖怎么写")
        await slow.is_asked(1)
        await it.says(CHAT, "职代会怎么写")
        await slow.is_asked(2)
        await it.says(OTHER, "/start")
        await it.says(OTHER, "送清凉怎么写")
        await slow.is_asked(3)
        await it.says(OTHER, "取消")
        await it.hears(OTHER, "那个问题不等了")
        slow.may.set()
        await it.hears(CHAT, "职代会的人数")
        await it.lanes.idle()
    assert slow.stopped == 2
    assert not any("送温暖的人数" in text for text in it.telegram.texts(CHAT))
    assert not any("送清凉的人数" in text for text in it.telegram.texts(OTHER))


async def test_a_question_outlives_its_worker(house, client):
    first, second = Slow(), Slow()
    second.may.set()
    async with office(with_model(house, first), client) as it:
        await it.says(CHAT, "/start")
        await it.says(CHAT, "送温暖怎么写")
        await first.is_asked(1)
    async with office(with_model(house, second), client) as it:
        await it.hears(CHAT, "送温暖的人数")
    assert second.asked == ["送温暖"]


async def test_a_fault_of_the_model_leaves_the_passages(house, client):
    class Faulty:
        async def answer(self, question, passages):
            raise ZeroDivisionError

    async with office(with_model(house, Faulty()), client) as it:
        await it.says(CHAT, "/start")
        await it.says(CHAT, "送温暖怎么写")
        await it.hears(CHAT, "别人这样写")
    assert not any("可以这样写" in text for text in it.telegram.texts(CHAT))


async def test_a_notice_is_studied_beside_the_chat_and_a_correction_meanwhile_stands(house, client):
    slow = Slow()
    async with office(with_model(house, slow), client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
        await it.says(CHAT, "按通知写")
        await it.says(CHAT, NOTICE)
        await it.hears(CHAT, "正在细读通知")
        await slow.is_asked(1)
        await it.says(CHAT, "字数2000")
        await it.hears(CHAT, "字数：2000字以内")
        slow.may.set()
        await it.says(OTHER, "/start")
        await it.says(OTHER, "按通知写")
        await it.says(OTHER, NOTICE)
        await it.hears(OTHER, "又一节　※")
        await it.lanes.idle()
    assert slow.stopped == 1
    assert not any("又一节" in text for text in it.telegram.texts(CHAT))
