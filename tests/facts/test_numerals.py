"""Numerals → exact values and printed figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.facts.numerals import LONGEST, figures_of, is_vague, least, value_of


@pytest.mark.parametrize(
    ("words", "value", "figures"),
    [
        ("436", "436", "436"),
        ("007", "7", "7"),
        ("1,200", "1200", "1200"),
        ("3.50", "3.50", "3.50"),
        ("3.15万", "31500", "3.15万"),
        ("3.15W", "31500", "3.15万"),
        ("1.00005万", "10000.5", "1.00005万"),
        ("2千", "2000", "2000"),
        ("1千万", "10000000", "1000万"),
        ("3千5", "3500", "3500"),
        ("3万5", "35000", "35000"),
        ("3万五千", "35000", "35000"),
        ("12万3千4", "123400", "123400"),
        ("四百三十六", "436", "436"),
        ("两千", "2000", "2000"),
        ("两百五", "250", "250"),
        ("廿三", "23", "23"),
        ("三万一千五", "31500", "31500"),
        ("三点五", "3.5", "3.5"),
        ("三点五万", "35000", "3.5万"),
        ("二十万", "200000", "20万"),
        ("三亿二千万", "320000000", "3.2亿"),
    ],
)
def test_numeral_has_its_value_and_figures(words, value, figures):
    assert value_of(words) == Decimal(value)
    assert figures_of(words) == figures


@pytest.mark.parametrize("words", ["一二三", "十十", "百", "千万", "零零", "三二", "1" * (LONGEST + 1), "人", "万一"])
def test_what_is_no_numeral_has_no_value(words):
    assert value_of(words) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("十几", 10),
        ("二十几", 20),
        ("十几万", 100_000),
        ("几十", 20),
        ("好几百", 200),
        ("数千", 2000),
        ("三四", 3),
        ("三五百", 300),
        ("十七八", 17),
        ("一百二三十", 120),
        ("上百", 100),
        ("上千万", 10_000_000),
        ("百十", 100),
    ],
)
def test_vague_numeral_means_at_least(words, value):
    assert is_vague(words)
    assert least(words) == value


@pytest.mark.parametrize("words", ["十", "三二", "三十", "四百三十六", "15"])
def test_exact_numeral_is_not_vague(words):
    assert not is_vague(words)
