"""What a report prints of a fact reads back as the same fact, whatever way it was said."""

from __future__ import annotations

from datetime import date, timedelta

from cn2an import an2cn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.facts import FactKind
from bot.facts.units import read_units
from tests.facts.conftest import KNOWLEDGE

common = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

numbers = st.integers(1, 99_999)
# Alone, 块 is money and 1900年 a year.
FORMS = sorted({form for unit in read_units(KNOWLEDGE).unit for form in unit.forms} - {"块", "年"})
units = st.sampled_from(FORMS)
measures = st.sampled_from(["小时", "公里", "吨", "度", "分", "倍", "平米", "个月", "天"])
numerals = st.one_of(
    numbers.map(str),
    numbers.map(lambda number: f"{number:,}"),
    numbers.filter(lambda number: number > 2).map(an2cn),
    numbers.map(lambda number: f"{number / 100:.2f}万"),
    st.integers(1, 9).map(lambda number: f"{number}千"),
    st.integers(1, 99).map(lambda number: f"{an2cn(number)}万"),
)
vague = st.sampled_from(["十几", "几十", "二十几", "三四", "三五", "两三百", "上百", "几千", "七八十", "百十来"])
before = st.sampled_from(["约", "大概", "将近", "不到", "超过", "至少", "最多", "不少于", "不超过"])
after = st.sampled_from(["左右", "上下", "以上", "以内"])
counts = st.one_of(
    st.builds("{}{}".format, numerals, units),
    st.builds("{}{}".format, vague, units),
    st.builds("{}多{}".format, numbers.map(str), units),
    st.builds("{}{}{}".format, before, numerals, units),
    st.builds("{}{}{}".format, numerals, units, after),
    st.builds(lambda low, more, unit: f"{low}到{low + more}{unit}", numbers, numbers, units),
    st.builds("{}.{}{}".format, numbers, st.integers(1, 9), measures),
)
sums = st.one_of(
    st.builds("{}{}".format, numerals, st.sampled_from(["元", "块钱"])),
    st.builds("{}.{}元".format, numbers, st.integers(1, 99)),
    st.builds("{}块{}毛".format, numbers, st.integers(1, 9)),
    st.builds("{}{}元".format, before, numerals),
    st.builds("{}多{}".format, numerals, st.sampled_from(["元", "块"])),
    st.builds("{}元/{}".format, numbers, st.sampled_from("人户份")),
    st.builds("每人{}".format, st.integers(10, 9999)),
    st.builds(lambda low, more: f"{low}-{low + more}万元", st.integers(1, 50), st.integers(1, 50)),
)
shares = st.one_of(
    st.builds("{}%".format, st.integers(1, 100)),
    st.builds("百分之{}".format, st.integers(1, 99).map(an2cn)),
    st.builds("百分之{}多".format, st.integers(1, 99).map(an2cn)),
    st.builds("{}.{}个百分点".format, st.integers(0, 20), st.integers(1, 9)),
    st.builds("{}成".format, st.integers(1, 9).map(an2cn)),
    st.builds("{}比{}".format, st.integers(1, 20), st.integers(1, 20)),
    st.builds(lambda part, more: f"{an2cn(part + more)}分之{an2cn(part)}", st.integers(1, 5), st.integers(1, 5)),
)
days = st.dates(date(2026, 3, 1), date(2027, 2, 28))
short_forms = ["{0.month}.{0.day}", "{0.month}月{0.day}号"]
full_forms = ["{0.year}.{0.month}.{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y-%m-%d}"]
date_forms = st.sampled_from([*short_forms, *full_forms])
dates = st.builds(lambda form, day: form.format(day), date_forms, days)
spans = st.builds(
    lambda form, day, more: f"{form.format(day)}到{form.format(day + timedelta(days=more))}",
    st.sampled_from(["{0.month}月{0.day}号", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month}.{0.day}"]),
    st.dates(date(2026, 2, 1), date(2026, 9, 30)),
    st.integers(1, 60),
)


def essence(facts):
    return [(fact.kind, fact.value, fact.unit, fact.approx) for fact in facts]


def assert_round_trip(reader, reading, said, *kinds):
    facts = reader.read(said, reading)

    assert len(facts) == 1, said
    assert facts[0].text == said or said.startswith("每人"), said
    assert facts[0].kind in kinds
    assert essence(reader.read(facts[0].standard, reading)) == essence(facts)


@common
@given(said=counts)
def test_count_reads_back(reader, september, said):
    assert_round_trip(reader, september, said, FactKind.COUNT)


@common
@given(said=sums)
def test_sum_reads_back(reader, september, said):
    assert_round_trip(reader, september, said, FactKind.MONEY)


@common
@given(said=shares)
def test_share_reads_back(reader, september, said):
    assert_round_trip(reader, september, said, FactKind.PERCENT, FactKind.PERCENTAGE_POINTS, FactKind.RATIO)


@common
@given(said=dates)
def test_date_reads_back(reader, september, said):
    assert_round_trip(reader, september, said, FactKind.DATE)


@common
@given(said=spans)
def test_range_of_dates_reads_back(reader, september, said):
    assert_round_trip(reader, september, said, FactKind.DATE_RANGE)


@common
@given(number=st.integers(3, 99_999_999))
def test_chinese_and_arabic_numerals_have_the_same_value(reader, september, number):
    (arabic,), (chinese,) = (reader.read(f"惠及{words}人次", september) for words in (number, an2cn(number)))

    assert arabic.value == chinese.value == str(number)
