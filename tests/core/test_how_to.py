"""A question how to write something is no answer, and an answer is no question."""

from __future__ import annotations

import pytest

from bot.core.effects import Want
from bot.core.typed import how_to, wanted_examples


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("送温暖怎么写", "送温暖"),
        ("送温暖怎么写？", "送温暖"),
        ("和老板谈涨薪那段咋写", "和老板谈涨薪那段"),
        ("存在问题这块该怎么写呢", "存在问题这块"),
        ("how to write hospital visits?", "hospital visits"),
        ("How do I write about training", "training"),
    ],
)
def test_a_question_is_recognised(text, what):
    assert how_to(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "怎么写",
        "9月办了怎么写通知的培训，62人",
        "培训了公文怎么写，来了40人",
        "教职工写总结怎么写简报",
        "看了3个住院的 每人500",
        "这个月怎么写都行，反正就是学了一次",
        "怎么写通知的课讲了一次",
        "讲了一课，题目是\n通知怎么写",
    ],
)
def test_an_answer_is_none(text):
    assert how_to(text) == ""


def test_buttons_under_examples_are_told_from_words():
    assert wanted_examples("shorter:2") == (2, Want.SHORTER)
    assert wanted_examples("figures:0") == (0, Want.FIGURES)
    for words in ("", "送温暖", "shorter", "shorter:", ":x", "a:1"):
        assert wanted_examples(words) is None
