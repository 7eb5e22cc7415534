"""Words spelled by their sound are read as meant; words that somebody knows stay."""

from __future__ import annotations

import pytest

from bot.retrieval.library import Library
from bot.retrieval.question import Speller, load_vocabulary
from bot.retrieval.sounds import load_sounds
from tests.retrieval.conftest import KNOWLEDGE
from tests.retrieval.sounds_table import table


@pytest.fixture(scope="module")
def speller(rules, tmp_path_factory):
    library = Library.open(KNOWLEDGE, tmp_path_factory.mktemp("own"))
    vocabulary = load_vocabulary(KNOWLEDGE / "aliases.toml", rules.topic)
    return Speller(load_sounds(KNOWLEDGE / "sounds.toml"), vocabulary, library._index("").frequency)  # noqa: SLF001


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("送温软", "送温暖"),
        ("集体协伤", "集体协商"),
        ("提按", "提案"),
        ("精秋助学", "金秋助学"),
        ("职带会召开", "职代会召开"),
        ("下月即划", "下月计划"),
        ("岗位练冰", "岗位练兵"),
        ("一函俩书", "一函两书"),
        ("机能竞赛报名", "技能竞赛报名"),
        ("安康被竞赛", "安康杯竞赛"),
        ("请心里咨询师", "请心理咨询师"),
    ],
)
def test_words_are_read_as_they_were_meant(speller, said, meant):
    assert speller.mended(said) == meant


@pytest.mark.parametrize(
    "said",
    [
        "送温暖怎么写",
        "和老板谈涨薪那段咋写",
        "股票推荐",
        "红烧肉怎么做",
        "新工人岗前教育",
        "几条信息",
        "技能竞赛",
        "文体活动",
        "去哪里吃火锅",
    ],
)
def test_right_words_and_foreign_ones_stay(speller, said):
    assert speller.mended(said) == said


def test_the_table_is_what_its_source_says():
    assert (KNOWLEDGE / "sounds.toml").read_text(encoding="utf-8") == table()
