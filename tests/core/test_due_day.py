"""When a report is due, in the words of officers."""

from datetime import date

import pytest

from bot.core.period import Period
from bot.core.reminding import due_day

SEPTEMBER = Period(2026, 9, 9)
FEBRUARY = Period(2027, 2, 2)
DECEMBER = Period(2026, 12, 12)


@pytest.mark.parametrize(
    ("words", "period", "day"),
    [
        ("每月28号前", SEPTEMBER, date(2026, 9, 28)),
        ("28", SEPTEMBER, date(2026, 9, 28)),
        ("28日", SEPTEMBER, date(2026, 9, 28)),
        ("次月5日前", SEPTEMBER, date(2026, 10, 5)),
        ("下个月3号", DECEMBER, date(2027, 1, 3)),
        ("月底", FEBRUARY, date(2027, 2, 28)),
        ("31号", FEBRUARY, date(2027, 2, 28)),
        ("11月30日前", SEPTEMBER, date(2026, 11, 30)),
        ("2026年12月10日17:00前", Period(2026, 1, 12), date(2026, 12, 10)),
        ("1月5日前", DECEMBER, date(2027, 1, 5)),
        ("", SEPTEMBER, date(2026, 9, 30)),
        ("", Period(2026, 10, 10), date(2026, 10, 30)),
        ("没有要求", Period(2026, 5, 5), date(2026, 5, 29)),
    ],
)
def test_the_day_is_read_as_it_is_said(words, period, day):
    assert due_day(words, period) == day
