"""The calendar is checked when the program starts, and speaks of the right months."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from bot.catalog.occasions import read_occasions
from bot.config import HOME
from bot.core.occasions import MOST, hints, month_in
from bot.core.period import Period
from bot.core.state import Paper
from bot.tables import TableError
from tests.conftest import handbook

KNOWLEDGE = HOME / "knowledge"
BOOK = handbook()


def hinted(period, **more):
    paper = Paper(1, "monthly", period, **more)
    return hints(BOOK, paper)


def test_every_month_of_the_coming_years_has_something_to_ask_and_never_too_much():
    for year in range(2026, 2036):
        for month in range(1, 13):
            asked = hinted(Period(year, month, month))
            assert 1 <= len(asked) <= MOST, (year, month)
            assert all(one.endswith("？") for one in asked)


@pytest.mark.parametrize(("year", "month"), [(2026, 10), (2027, 10), (2029, 10), (2033, 10)], ids=str)
def test_the_double_ninth_lies_where_the_lunar_calendar_has_it(year, month):
    [ninth] = [one for one in BOOK.occasions if one.id == "double_ninth"]
    assert month_in(ninth, Period(year, month, month)) == month
    assert month_in(ninth, Period(year, month - 1, month - 1)) is None


def test_the_mid_autumn_of_2028_lies_in_october():
    [autumn] = [one for one in BOOK.occasions if one.id == "mid_autumn"]
    assert (month_in(autumn, Period(2028, 9, 9)), month_in(autumn, Period(2028, 10, 10))) == (None, 10)


def test_what_belongs_to_the_chosen_areas_is_asked_first():
    [first, *_] = hinted(Period(2026, 5, 5), areas=("safety",))
    assert "安全生产月" in first


def test_the_lunar_days_reach_some_years_ahead():
    """Without them the festivals would fall silent; the file says to add years in time."""
    for occasion in BOOK.occasions:
        assert not occasion.days or max(occasion.days) >= date(2036, 1, 1)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('lunar = "重阳"', 'lunar = "重九"', "double_ninth 的农历节日 重九"),
        ('areas = ["women"]', 'areas = ["woman"]', "women 里没有这个工作块 woman"),
        ("months = [3]", "months = [13]", "women 的月份只能是"),
        ('"2026-10-18"', '"2026-10-32"', "重阳 的日子要写成"),
        ("女职工活动要不要排上？", "女职工活动要排上。", "women 的 ask 要是问句"),
        ("months = [3]", 'months = [3]\nlunar = "重阳"', "women 要写 months"),
    ],
)
def test_a_calendar_with_a_fault_is_refused_by_name_and_line(tmp_path, old, new, said):
    text = (KNOWLEDGE / "calendar.toml").read_text(encoding="utf-8")
    assert old in text
    at = text.rindex(old) if old.startswith("months") else text.index(old)
    (tmp_path / "calendar.toml").write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    with pytest.raises(TableError, match=said) as refused:
        read_occasions(tmp_path, BOOK.areas)
    assert "第" in str(refused.value)


def test_the_shipped_calendar_is_read(tmp_path):
    shutil.copy(KNOWLEDGE / "calendar.toml", tmp_path)
    assert len(read_occasions(tmp_path, BOOK.areas)) == len(BOOK.occasions)
