"""Numbers of people are hidden however they are written; ordinary figures never are."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config import HOME
from bot.facts.number_kinds import Kind
from bot.facts.privacy import Hidden, Privacy
from tests.eval.people import FORMS, bank_card, identity_number, landline, mobile, passport

ORDINARY_DAYS = st.dates(min_value=date(1000, 1, 1))
"""0208-01-01 looks like a number of Sanya's, and no report has such a day."""
PRIVACY = Privacy.open(HOME / "knowledge")
IDENTITY, MOBILE, PHONE, CARD, PASSPORT = (PRIVACY.placeholder(kind) for kind in Kind)

HIDDEN = [
    ("她身份证110105194912310021", f"她身份证{IDENTITY}"),  # a wrong check digit
    ("身份证号：33010619900307123", f"身份证号：{IDENTITY}"),  # one figure short
    ("身份证号330106900307123", f"身份证号{IDENTITY}"),
    ("330106900307123", IDENTITY),
    ("１１０１０５１９４９１２３１００２Ｘ", IDENTITY),
    ("110105-1949-1231-002x", IDENTITY),
    ("1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X", IDENTITY),
    ("一一〇一〇五一九四九一二三一〇〇二X", IDENTITY),
    ("周三13812345678打电话", f"周三{MOBILE}打电话"),
    ("①13812345678", f"①{MOBILE}"),
    ("1.13812345678", f"1.{MOBILE}"),
    ("1️⃣3️⃣8️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", MOBILE),
    ("1\u200b3\u200b8\u200b12345678", MOBILE),
    ("幺三八一二三四五六七八", MOBILE),
    ("+86 138 1234 5678", MOBILE),
    ("008613812345678", MOBILE),
    ("电话 13 81 23 45 67 8", f"电话 {MOBILE}"),
    ("手机138,1234,5678", f"手机{MOBILE}"),
    ("王强13812345678/13912345678", f"王强{MOBILE}/{MOBILE}"),
    ("13812345678 13912345678", f"{MOBILE} {MOBILE}"),
    ("（0571）88234567", PHONE),
    ("0571-8823 4567转8001", f"{PHONE}转8001"),
    ("座机：8823-4567", f"座机：{PHONE}"),
    ("卡号6222021234567890123", f"卡号{CARD}"),  # no Luhn number
    ("6222 0212 3456 7890 128", CARD),
    ("工资卡6217 0000 1234 5678", f"工资卡{CARD}"),
    ("E12345678", PASSPORT),
    ("护照 ea 123 4567", f"护照 {PASSPORT}"),
    ("合同编号11010519491231002X", f"合同编号{IDENTITY}"),  # the right check digit outweighs a wrong name
]
LEFT = [
    "拨打12351热线4个",
    "电话回访12345678人次",
    "用电12345678度，电费 1234567元",
    "9.15-9.17 2026-09-08 2026.09.15-2026.09.17",
    "2026091520260917",
    "慰问金1500 2000 3000 4500",
    "慰问金1,500,2,000,3,000元",
    "市政府（2025）93号文件，编号E20260915",
    "发票号码6222021234567890128",
    "统一社会信用代码81330100MC1234567X",
    "产值13800000000元，合计 13812345678",
    "1 3 5 7 9 11 13 15 17",
    "130 1500 2000元",
    "138户 1234人 5678元",
    "一三五七九，二四六八十",
    "二〇二六年九月八日至二〇二六年九月三十日",
    "G7382次 K512",
    "应到60、实到56；12-15岁；3:2；8:30",
]


@pytest.mark.parametrize(("text", "hidden"), HIDDEN)
def test_a_number_of_a_person_is_hidden(text, hidden):
    assert PRIVACY.hide(text).text == hidden


@pytest.mark.parametrize("text", LEFT)
def test_an_ordinary_figure_is_left(text):
    assert PRIVACY.hide(text) == Hidden(text)


def phrases() -> list[str]:
    tables = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text(encoding="utf-8"))
    return [row[0] for table in tables.values() for row in table]


def test_no_ordinary_phrase_is_touched():
    named = ("电话1", "电话0", "身份证", "卡号")  # the table has some numbers of people, in which no fact is read
    ordinary = [text for text in phrases() if not text.startswith(named)]
    assert len(ordinary) >= 700
    assert [text for text in ordinary if PRIVACY.find(text)] == []


@given(
    st.sampled_from(list(FORMS.values())),
    st.sampled_from([identity_number, mobile, landline, bank_card, passport]),
    st.randoms(use_true_random=False),
    st.sampled_from(["王强", "9月8日慰问62人，", "（", "电话：", "1. ", ""]),
    st.sampled_from(["，已核实", "）", "。", "\n走访5户", ""]),
)
def test_any_number_is_hidden_in_any_form_between_any_words(form, make, random, before, after):
    kind, number = make(random)
    if number[0].isalpha():
        form = str
    hidden = PRIVACY.hide(f"{before}{form(number)}{after}")
    assert hidden.text == f"{before}{PRIVACY.placeholder(kind)}{after}"
    assert PRIVACY.hide(hidden.text).text == hidden.text


@given(
    st.lists(
        st.one_of(
            st.integers(0, 9_999_999).map(lambda n: f"{n}人"),
            st.integers(0, 10**10).map(lambda n: f"{n}元"),
            st.integers(0, 10**10).map(lambda n: f"{n:,}元"),
            st.decimals(0, 10**6, places=2).map(lambda n: f"{n}万元"),
            ORDINARY_DAYS.map(lambda day: day.isoformat()),
            ORDINARY_DAYS.map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
            ORDINARY_DAYS.map(lambda day: f"{day.month}.{day.day}"),
            st.integers(1, 999).map(lambda n: f"总工办〔2026〕{n}号"),
            st.integers(0, 100).map(lambda n: f"{n}%"),
        ),
        max_size=8,
    ),
    st.sampled_from(["，", "；", "、", "\n", " ", "和"]),
)
def test_no_ordinary_figure_is_hidden_beside_any_other(figures, between):
    text = between.join(figures)
    assert PRIVACY.find(text) == ()
