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
