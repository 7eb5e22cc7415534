from __future__ import annotations

from datetime import date

import pytest

from bot.config import HOME
from bot.core.facts import Reading
from bot.core.period import Period
from bot.drafting.phrasing import read_phrases

READING = Reading(Period(2026, 9, 9), date(2026, 9, 21))


@pytest.mark.parametrize("rule", read_phrases(HOME / "knowledge").rule, ids=lambda rule: rule.example)
def test_every_turn_of_phrase_does_what_its_example_says(rule, house):
    said, written = rule.example.split("→")
    assert house.drafter.phrasing.clause(said) == written
    assert house.drafter.phrasing.clause(written) == written, "written text is not changed again"


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("办了个“我们都来了”主题征文 收到12篇", "开展“我们都来了”主题征文，收到12篇"),
        ("看了部片子《没人管的孩子》", "观看片子《没人管的孩子》"),
    ],
)
def test_no_turn_of_phrase_enters_a_name(house, said, written):
    assert house.drafter.phrasing.written(said, READING) == written


def test_an_item_that_is_kept_stays_in_the_officers_words(house):
    said = "9.8搞了个拔河赛 来了62个人"
    kept = house.drafter.phrasing.keeping(frozenset({said}))
    assert kept.written(said, READING) == "9月8日搞了个拔河赛，来了62人"
    assert house.drafter.phrasing.written(said, READING) == "9月8日举办拔河赛，共62人参加"
