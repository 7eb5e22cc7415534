"""Which year, month and day is meant depends on the report and on the day of speaking."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.facts import FactKind, Reading
from bot.core.period import Period

JANUARY = Reading(Period(2027, 1, 1), date(2027, 1, 28))
DECEMBER = Reading(Period(2026, 12, 12), date(2026, 12, 29))
LATE = Reading(Period(2026, 9, 9), date(2026, 10, 2))
QUARTER = Reading(Period(2026, 7, 9), date(2026, 8, 20))
# A plan for the last quarter, made while it has just begun.
NEXT_QUARTER = Reading(Period(2026, 10, 12), date(2026, 10, 20), Period(2026, 7, 9))
PLANNED_EARLY = Reading(Period(2026, 10, 12), date(2026, 9, 20), Period(2026, 7, 9))
YEAR = Reading(Period(2026, 1, 12), date(2026, 12, 10))
AFTER_THE_QUARTER = Reading(Period(2026, 7, 9), date(2026, 10, 4))


@pytest.mark.parametrize(
    ("reading", "phrase", "value", "standard"),
    [
        (JANUARY, "12.28慰问", "2026-12-28", "2026年12月28日"),
        (JANUARY, "12月28号", "2026-12-28", "2026年12月28日"),
        (JANUARY, "2月10日前", "2027-02-10", "2月10日"),
        (JANUARY, "去年12月", "2026-12", "2026年12月"),
        (JANUARY, "上月28号", "2026-12-28", "2026年12月28日"),
        (JANUARY, "12.28-1.3", "2026-12-28/2027-01-03", "2026年12月28日至2027年1月3日"),
        (JANUARY, "12月28日到1月3日", "2026-12-28/2027-01-03", "2026年12月28日至2027年1月3日"),
        (DECEMBER, "1.5开会", "2027-01-05", "2027年1月5日"),
        (DECEMBER, "1月5日前", "2027-01-05", "2027年1月5日"),
        (DECEMBER, "下月5号", "2027-01-05", "2027年1月5日"),
        (DECEMBER, "1月以来", "2026-01", "1月"),
        (DECEMBER, "1-12月", "2026-01/2026-12", "1月至12月"),
        (DECEMBER, "31号", "2026-12-31", "12月31日"),
        (LATE, "8号", "2026-09-08", "9月8日"),
        (LATE, "下月8号", "2026-10-08", "10月8日"),
        (LATE, "昨天", "2026-10-01", "10月1日"),
        (LATE, "上周五", "2026-09-25", "9月25日"),
        (QUARTER, "8号", "2026-08-08", "8月8日"),
        (QUARTER, "9.8", "2026-09-08", "9月8日"),
        (AFTER_THE_QUARTER, "9月8号", "2026-09-08", "9月8日"),
        (NEXT_QUARTER, "25号", "2026-10-25", "10月25日"),
        (NEXT_QUARTER, "12月25号", "2026-12-25", "12月25日"),
        (QUARTER, "七月二十八号至三十号", "2026-07-28/2026-07-30", "7月28日至30日"),
        (YEAR, "3.8", "2026-03-08", "3月8日"),
        (YEAR, "1月5日", "2026-01-05", "1月5日"),
        (YEAR, "8号", "2026-12-08", "12月8日"),
    ],
)
def test_date_is_understood_in_its_report(reader, reading, phrase, value, standard):
    (fact,) = reader.read(phrase, reading)

    assert (fact.value, fact.standard) == (value, standard)


def test_a_slash_is_a_day_only_near_the_report(reader, september):
    march = Reading(Period(2026, 3, 3), date(2026, 3, 30))

    assert reader.read("3/8慰问", march)[0].value == "2026-03-08"
    assert reader.read("3/8慰问", september) == ()


def test_a_part_is_a_day_where_its_month_is_near(reader, september):
    january = Reading(Period(2026, 1, 1), date(2026, 1, 30))

    assert reader.read("1/3的职工", january)[0].kind is FactKind.DATE
    assert reader.read("1/3的职工", september)[0].kind is FactKind.RATIO


def test_month_end_of_a_plan_stays_as_said(reader, september):
    assert reader.standardise("月底前发完", september) == "9月底前发完"
    assert reader.standardise("计划月底前发完", september) == "计划月底前发完"
    assert reader.read("月底前发完", QUARTER) == ()


def test_a_day_that_no_calendar_has_is_no_date(reader, september):
    assert reader.read("31号、2月30日、9.31学习", september) == ()


def test_first_and_last_days_of_the_calendar_are_safe(reader):
    first = Reading(Period(1, 1, 1), date.min)
    last = Reading(Period(9999, 12, 12), date.max)

    assert reader.read("昨天，上上周一", first) == ()
    assert reader.read("明天，下周日，1月5日", last) == ()


@pytest.mark.parametrize(
    ("reading", "phrase"),
    [
        (AFTER_THE_QUARTER, "8号慰问"),
        (AFTER_THE_QUARTER, "八号慰问"),
        (AFTER_THE_QUARTER, "15到17号培训"),
        (AFTER_THE_QUARTER, "15、16号培训"),
        (AFTER_THE_QUARTER, "十五号到十七号培训"),
        (QUARTER, "28号慰问"),
        (NEXT_QUARTER, "18号换届"),
        (PLANNED_EARLY, "18号换届"),
    ],
)
def test_a_day_that_may_lie_in_any_of_several_months_stays_as_said(reader, reading, phrase):
    assert reader.read(phrase, reading) == ()
    assert reader.standardise(phrase, reading) == phrase


def test_a_lone_day_lies_in_the_month_named_before_it(reader):
    facts = reader.read("7月8号学习，15号走访；8月3号慰问，十二号和20号培训", AFTER_THE_QUARTER)

    assert [fact.value[5:] for fact in facts] == ["07-08", "07-15", "08-03", "08-12", "08-20"]


def test_what_stands_beside_an_undated_day_is_read(reader):
    facts = reader.read("8号去了15个人，18号5户", AFTER_THE_QUARTER)

    assert [fact.standard for fact in facts] == ["15人", "5户"]
