"""What was added to the items of a plan finds its item and its part; nothing of it is lost."""

from __future__ import annotations

from datetime import date

import pytest

from bot.catalog.terms import Terms
from bot.config import HOME
from bot.core.facts import Reading
from bot.core.period import Period
from bot.core.understanding import Part
from bot.drafting.filling import fill
from bot.drafting.phrasing import Phrasing, read_phrases
from bot.drafting.plan import PlanReader
from bot.facts.reader import Reader

KNOWLEDGE = HOME / "knowledge"
READER = Reader.open(KNOWLEDGE)
PLANS = PlanReader(Phrasing(read_phrases(KNOWLEDGE), Terms.open(KNOWLEDGE), READER), READER)
READING = Reading(Period(2026, 10, 10), date(2026, 9, 21), Period(2026, 9, 9))


def filled(items, added):
    read = [PLANS.read(item, READING) for item in items]
    return [(i.matter, i.time, i.who, i.goal) for i in fill(PLANS, read, [(text, READING) for text in added])]


@pytest.mark.parametrize(
    ("item", "lacks"),
    [
        ("职工书屋开放｜10月10日前｜刘敏｜上架300册", ()),
        ("职工书屋开放", (Part.WHO, Part.TIME, Part.GOAL)),
        ("秋季健步走 10.18", (Part.WHO, Part.GOAL)),
        ("秋季健步走 10.18 工会小李负责 80人", ()),
        ("换届选举，老周负责", (Part.TIME, Part.GOAL)),
    ],
)
def test_what_an_item_lacks(item, lacks):
    assert PLANS.lacks(PLANS.read(item, READING)) == lacks


@pytest.mark.parametrize(
    ("items", "added", "wanted"),
    [
        (["书屋开放"], "刘敏 10月10日前 上架300册", [("书屋开放", "10月10日前", "刘敏", "上架300册")]),
        (["书屋开放", "健步走 10.18"], "第2项小李", [("书屋开放", "", "", ""), ("健步走", "10月18日", "小李", "")]),
        (
            ["书屋开放", "健步走 10.18"],
            "1 刘敏 10月10日前，2 小李 80人",
            [("书屋开放", "10月10日前", "刘敏", ""), ("健步走", "10月18日", "小李", "80人")],
        ),
        (
            ["书屋开放 10.10", "健步走 10.18"],
            "都是刘敏",
            [("书屋开放", "10月10日", "刘敏", ""), ("健步走", "10月18日", "刘敏", "")],
        ),
        (
            ["书屋开放", "健步走"],
            "10.18 小李 80人",
            [("书屋开放", "10月18日", "小李", "80人"), ("健步走", "10月18日", "小李", "")],
        ),
        (
            ["书屋开放 10.10 上架300册", "健步走 10.18 80人"],
            "刘敏；小李",
            [("书屋开放", "10月10日", "刘敏", "上架300册"), ("健步走", "10月18日", "小李", "80人")],
        ),
        (
            ["书屋开放｜10月10日｜刘敏｜上架300册", "健步走"],
            "第二项10月20日前，老陈，全员参加",
            [("书屋开放", "10月10日", "刘敏", "上架300册"), ("健步走", "10月20日前", "老陈", "全员参加")],
        ),
        (
            ["书屋开放 10.10 刘敏负责 300册"],
            "还要请区里来人",
            [("书屋开放，还要请区里来人", "10月10日", "刘敏", "300册")],
        ),
    ],
)
def test_what_was_added_finds_its_place(items, added, wanted):
    assert filled(items, [added]) == wanted


def test_nothing_added_changes_nothing():
    assert filled(["书屋开放"], ["待定"]) == filled(["书屋开放"], [])


def test_words_for_no_item_there_is_are_kept():
    assert "老陈" in str(filled(["书屋开放", "健步走"], ["第9项老陈"]))
