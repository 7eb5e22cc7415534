"""A faulty sentence goes, the plain writer's words for its facts come; everything else stays as the model wrote it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.facts import Reading
from bot.core.period import Period
from bot.drafting.judging import Judge
from bot.drafting.material import Message
from bot.drafting.mending import mend

PERIOD = Period(2026, 9, 9)
READING = Reading(PERIOD, PERIOD.end)
SAID = ("9月8日学工会法 62人", "走访困难职工5户，每户1000元", "看望住院职工3人", "夜班职工参加活动少")
PLAIN = "9月8日学习工会法，62人参加；走访困难职工5户，每户1000元；看望住院职工3人；夜班职工参加活动少。"
MODEL = (
    "9月8日组织职工学习工会法，参加62人。走访慰问困难职工家庭5户，每户发放1000元。"
    "到医院看望住院职工3人。夜班职工参加活动较少。"
)


@pytest.fixture(scope="module")
def judge(house):
    known = house.guard.known([Message(text, READING) for text in SAID])
    return Judge(house.guard, READING, known, known)


CASES = {
    # what the model did: (its text, what stands after mending)
    "a sentence invented": (f"{MODEL}另有99人参加。", MODEL),
    "a figure changed": (
        MODEL.replace("5户", "6户"),
        MODEL.replace("走访慰问困难职工家庭5户，每户发放1000元。", "走访困难职工5户，每户1000元。"),
    ),
    "a figure invented beside true ones": (
        MODEL.replace("参加62人", "参加62人，评出先进9名"),
        MODEL.replace("9月8日组织职工学习工会法，参加62人。", "9月8日学习工会法，62人参加。"),
    ),
    "a sentence dropped": (MODEL.replace("到医院看望住院职工3人。", ""), None),
    "a sentence without a figure dropped": (MODEL.replace("夜班职工参加活动较少。", "另有99人参加。"), None),
    "two figures swapped": (MODEL.replace("62人", "3人", 1).replace("职工3人。夜", "职工62人。夜"), None),
}


@pytest.mark.parametrize("name", CASES)
def test_only_what_failed_is_changed(judge, name):
    text, expected = CASES[name]
    verdict = judge.judge(text)
    assert not verdict.passed
    mended = mend(text, verdict, PLAIN, judge)
    assert mended.modelled
    assert judge.judge(mended.text).passed, mended.text
    if expected:
        assert mended.text == expected
    for words in ("9月8日", "62人", "5户", "1000元", "3人", "夜班职工"):
        assert mended.text.count(words) == 1, mended.text


def test_a_text_with_nothing_true_leaves_nothing_of_the_models(judge):
    text = "职工99人参加。另有88人报名。"
    mended = mend(text, judge.judge(text), PLAIN, judge)
    assert not mended.modelled
    assert judge.judge(mended.text).passed


def test_numbered_items_are_counted_anew(judge):
    text = "1. 9月8日学习工会法，62人参加。\n2. 另有99人参加。\n3. 走访困难职工5户，每户1000元。"
    mended = mend(text, judge.judge(text), PLAIN, judge)
    assert mended.text.splitlines() == [
        "1. 9月8日学习工会法，62人参加。",
        "2. 夜班职工参加活动少。",
        "3. 走访困难职工5户，每户1000元。",
        "4. 看望住院职工3人。",
    ]


def test_a_hidden_gap_is_shown_again(judge):
    strict = replace(judge, gaps=("责任人",))
    plain = f"{PLAIN}由【待补：责任人】负责。"
    verdict = strict.judge(MODEL)
    assert [one.kind for one in verdict.lost] == ["gap"]
    mended = mend(MODEL, verdict, plain, strict)
    assert mended.text.startswith(MODEL)
    assert "【待补：责任人】" in mended.text
    assert strict.judge(mended.text).passed


def test_an_opening_may_tell_only_what_the_body_tells(house, report):
    from bot.drafting.material import portions  # noqa: PLC0415  one test needs a whole report

    parts = portions(house.book, report[0], PERIOD)
    opening = next(part for part in parts if part.id == "overview")
    known = house.guard.known((), parts)
    body = "9月8日学习工会法，62人参加。"
    judge = Judge.of(house.guard, opening, known, body=body)
    assert judge.judge("9月，工会收尾安全月，看望住院职工，书屋重新开放，62人学习工会法。").passed
    assert not judge.judge("工会看望住院职工，每人500元。").passed
    assert (
        Judge.of(house.guard, opening, known, body=f"{body}看望住院职工3人，每人500元。")
        .judge("工会看望住院职工，每人500元。")
        .passed
    )
