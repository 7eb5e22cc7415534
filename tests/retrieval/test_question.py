"""What is read out of a question."""

from __future__ import annotations

import tomllib

import pytest

from bot.retrieval.grams import grams
from bot.retrieval.question import load_vocabulary
from tests.retrieval.conftest import KNOWLEDGE


@pytest.fixture
def vocabulary(rules):
    return load_vocabulary(KNOWLEDGE / "aliases.toml", rules.topic)


@pytest.mark.parametrize(
    ("question", "spans"),
    [
        ("送温暖怎么写", ["送温暖"]),
        ("和老板谈涨薪那段咋写", ["和老板谈涨薪"]),
        ("给我看看别人的范文", []),
        ("工会小组长换届，有没有例子？", ["工会小组长", "换届"]),
        ("ＫＴＶ 比赛", ["ktv", "比赛"]),
        ("活动", ["活动"]),
        ("工会", []),
        ("筛查多少人", ["筛查"]),
        ("五小活动办了三场", ["五小"]),
        ("劳动竞赛的奖金", ["劳动竞赛", "奖金"]),
    ],
)
def test_filler_falls_away(vocabulary, question, spans):
    assert [span.words for span in vocabulary.read(question)] == spans


def test_colloquial_words_get_formal_ones(vocabulary):
    (span,) = vocabulary.read("涨工资咋写")
    assert "工资集体协商" in span.means


def test_a_part_of_the_report_is_insisted_on(vocabulary):
    assert [span.section for span in vocabulary.read("哪里没做好那段")] == ["存在问题"]


@pytest.mark.parametrize(
    ("question", "instead"), [("职代会主持词", "职代会"), ("给住院职工的慰问信", "给住院职工的慰问")]
)
def test_what_no_report_holds_is_asked_in_vain(vocabulary, question, instead):
    assert vocabulary.read(question) == ()
    assert vocabulary.read(instead)
    assert vocabulary.spans(question)  # still tells what it is near


def test_a_word_of_a_topic_that_falls_into_known_words_means_what_they_mean(vocabulary):
    assert [span.words for span in vocabulary.read("住院慰问")] == ["住院", "慰问"]


def test_aliases_are_many_and_none_is_empty():
    table = tomllib.loads((KNOWLEDGE / "aliases.toml").read_text(encoding="utf-8"))
    assert len(table["alias"]) >= 150
    assert all(alias["said"] and alias["means"] for alias in table["alias"])


def test_grams_are_signs_pairs_and_whole_latin_words():
    assert grams("看OK，3.5万元") == ["看", "ok", "3.5", "万", "元", "万元"]
