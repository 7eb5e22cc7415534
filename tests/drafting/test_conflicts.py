"""Two answers that count the same thing differently are told from the many that count two things."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from bot.core.outline import Place
from bot.core.period import Period
from bot.core.state import Answer, Paper, Said, Verdict
from tests.conftest import handbook

BOOK = handbook()
ON = date(2026, 9, 21)
CASES = tomllib.loads(Path(__file__).with_name("conflicts.toml").read_text(encoding="utf-8"))["case"]


def paper_of(said) -> Paper:
    """A report with these answers, each a message of its own."""
    answers: dict[Place, tuple[Said, ...]] = {}
    for number, (where, text) in enumerate(said, start=1):
        section, *area, question = where.split(".")
        place = Place(section, question, *area)
        assert BOOK.question("monthly", place)
        answers[place] = (*answers.get(place, ()), Said(number, text, ON))
    stored = tuple(Answer(place, Verdict.SAID, messages) for place, messages in answers.items())
    return Paper(1, "monthly", Period(2026, 9, 9), tuple(BOOK.areas), stored)


def found_in(said) -> list[list[str]]:
    return [sorted(figure.words for figure in pair) for pair in BOOK.understanding.conflicts(BOOK, paper_of(said))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: "／".join(text for _, text in case["said"])[:60])
def test_only_what_counts_the_same_is_found(case):
    assert found_in(case["said"]) == ([sorted(case["differ"])] if case["differ"] else [])


@pytest.mark.parametrize("case", [case for case in CASES if case["differ"]], ids=lambda case: "／".join(case["differ"]))
def test_the_order_in_which_the_two_were_said_does_not_matter(case):
    assert found_in(case["said"][::-1]) == [sorted(case["differ"])]


@pytest.mark.parametrize("case", [case for case in CASES if case["differ"]], ids=lambda case: "／".join(case["differ"]))
def test_control_without_the_second_figure_nothing_is_found(case):
    one, other = case["differ"]
    assert found_in([(where, text.replace(other[:-1], one[:-1])) for where, text in case["said"]]) == []
