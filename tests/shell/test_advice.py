"""A free question in the middle of an interview: advice and passages, and the place is not lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drafting.howto import HowTo
from bot.storage.form import load_session
from tests.shell.office import office

CHAT = 7
UNIT, NAME = "您的单位全称", "您的姓名"


class Adviser:
    def __init__(self, told):
        self.told, self.asked = told, []

    async def answer(self, question, passages):
        self.asked.append((question, len(passages)))
        return self.told


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (HowTo("先说人数和总额[1]。"), "可以这样写"),
        (HowTo(""), "范文里没有正对这个的"),
        (None, "别人这样写"),
    ],
)
async def test_advice_comes_with_its_passages_and_the_next_words_answer_the_question(house, client, told, says):
    adviser = Adviser(told)
    async with office(replace(house, adviser=adviser, book=replace(house.book, writes=True)), client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, UNIT)
        await it.says(CHAT, "送温暖怎么写")
        await it.hears(CHAT, says)
        await it.says(CHAT, "青禾纺织厂工会")
        await it.hears(CHAT, NAME)
        await it.lanes.idle()
        session = load_session(await it.desk.session(CHAT))
    assert adviser.asked == [("送温暖", 2)]
    assert [answer.text for answer in session.profile] == ["青禾纺织厂工会"]
    answer = next(text for text in it.telegram.texts(CHAT) if says in text)
    assert "别人这样写" in answer
    assert ("[1]" in answer) == bool(told and told.text)


async def test_where_no_passage_is_found_no_model_is_asked(house, client):
    adviser = Adviser(HowTo("先说人数[1]。"))
    async with office(replace(house, adviser=adviser, book=replace(house.book, writes=True)), client) as it:
        await it.says(CHAT, "红烧肉怎么写")
        await it.hears(CHAT, "范文里没有")
    assert adviser.asked == []
