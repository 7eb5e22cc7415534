from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.period import Period, month_of, parse_period

periods = st.builds(
    lambda year, months: Period(year, min(months), max(months)),
    st.integers(2000, 2099),
    st.tuples(st.integers(1, 12), st.integers(1, 12)),
)


@pytest.mark.parametrize(
    ("said", "meant", "words"),
    [
        ("2026-09", Period(2026, 9, 9), "2026年9月"),
        ("2026年9月", Period(2026, 9, 9), "2026年9月"),
        (" 2026 年 9 月份 ", Period(2026, 9, 9), "2026年9月"),
        ("2026-Q3", Period(2026, 7, 9), "2026年第三季度"),
        ("2026年三季度", Period(2026, 7, 9), "2026年第三季度"),
        ("2026年上半年", Period(2026, 1, 6), "2026年上半年"),
        ("2026", Period(2026, 1, 12), "2026年"),
        ("2026年8—9月", Period(2026, 8, 9), "2026年8—9月"),
        ("2026年8月至9月", Period(2026, 8, 9), "2026年8—9月"),
    ],
)
def test_a_period_is_read_as_officers_and_scripts_write_it(said, meant, words):
    assert parse_period(said) == meant
    assert str(meant) == words


@pytest.mark.parametrize(
    "said", ["", "九月", "2026-13", "2026年0月", "2026-Q5", "2026年9—8月", "去年", "0000-01", "2026-01..2027-03"]
)
def test_what_is_no_period_is_refused_with_the_forms(said):
    with pytest.raises(ValueError, match="月"):
        parse_period(said)


@given(periods)
def test_every_period_is_read_back_from_its_id_and_its_words(period):
    assert parse_period(period.id) == period
    assert parse_period(str(period)) == period


@given(periods)
def test_a_period_begins_the_day_after_the_one_before_it_ends(period):
    assert (period.start - period.preceding().end).days == 1
    assert (period.following().start - period.end).days == 1


def test_a_month_is_followed_by_the_next_over_the_year():
    assert month_of(date(2026, 12, 31)).following() == Period(2027, 1, 1)
    assert month_of(date(2026, 1, 1)).preceding() == Period(2025, 12, 12)
