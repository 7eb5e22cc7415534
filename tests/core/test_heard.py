"""What was understood, in one line: facts in standard form, and the short words between them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.core.facts import Reading
from bot.core.heard import LINE, first_piece, heard, heard_at, near
from bot.core.outline import Place
from bot.core.period import Period
from bot.core.state import Paper, Said
from tests.conftest import handbook

BOOK = handbook()
ON = date(2026, 9, 21)
READING = Reading(Period(2026, 9, 9), ON)
PAPER = Paper(1, "monthly", Period(2026, 9, 9), tuple(BOOK.areas))
STUDY = Place("work", "study", "ideology")


def line_of(text: str) -> str:
    return " · ".join(heard_at(BOOK, PAPER, STUDY, Said(1, text, ON)))


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("9.8学工会法 62个人", "9月8日 · 学工会法 · 62人"),
        ("9月8号｜工会法｜集中学习｜六十二人", "9月8日 · 工会法 · 集中学习 · 62人"),
        ("看了3个住院的 每人500", "看了3名住院的 · 每人500元"),
        ("驿站送凉茶，一百二十来人次", "驿站送凉茶 · 120余人次"),
        ("每月给夜班单排一场 10月起", "每月给夜班单排1场 · 10月起"),
        ("10月10日前完成", "10月10日前 · 完成"),
        ("来问合同怎么签的人多了", "来问合同怎么签的…"),
        ("书屋开了", "书屋开了"),
        ("在全体工会干部大会上请来了区总工会的老师讲课62人", "…上请来了区总工会的老师讲课62人"),
        ("62人。", "62人"),
        ("！！", ""),
    ],
)
def test_an_answer_is_shown_as_it_was_understood(said, shown):
    assert line_of(said) == shown


def test_a_long_answer_stays_two_lines():
    shown = line_of("；".join(f"9月{day}日学习{day}人" for day in range(1, 20)))
    assert shown.endswith("…")
    assert len(shown.replace(" · ", "")) <= LINE + 1


def test_a_number_alone_has_the_unit_of_what_was_asked_back():
    talks = Place("work", "talks", "ideology")
    assert heard_at(BOOK, PAPER, talks, Said(1, "85", ON, to="宣讲人次")) == ("85人次",)
    assert heard_at(BOOK, PAPER, talks, Said(1, "八十来", ON, to="宣讲人次")) == ("80余人次",)
    assert heard_at(BOOK, PAPER, talks, Said(1, "85", ON)) == ("85",)


def test_nothing_is_echoed_of_the_profile():
    assert heard_at(BOOK, PAPER, Place("profile", "unit"), Said(1, "宏泰纺织有限公司工会", ON)) == ()


def test_a_figure_is_shown_with_the_words_that_say_what_it_is_about():
    text = "9.8学工会法 62个人"
    facts = BOOK.understanding.read(text, READING)
    assert near(text, facts, facts[1]) == "学工会法 62人"


def test_an_item_is_known_by_its_first_words():
    text = "10.18 秋季健步走 80人"
    assert first_piece(text, BOOK.understanding.read(text, READING)) == "秋季健步走"
    assert heard(text, ()) == ("10",)
