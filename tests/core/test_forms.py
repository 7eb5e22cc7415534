"""A kind that is written by the year, the quarter or the month: the officer says which, and its words follow."""

from __future__ import annotations

import re
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.effects import AskAreas, AskKind, AskPeriod
from bot.core.engine import step
from bot.core.events import Commanded, Texted
from bot.core.kinds import base, for_months, periods
from bot.core.outline import Place
from bot.core.path import route
from bot.core.period import parse_period
from bot.core.state import Answer, Said, Session, Verdict
from bot.core.typed import kind_named
from bot.storage.form import dump_session, load_session

ON = date(2026, 9, 21)
FORMS = {"2026": "women", "2026-Q3": "women-quarter", "2026-09": "women-month"}


def begun(book, words):
    profile = tuple(
        Answer(Place(book.profile.id, question.id), Verdict.SAID, (Said(1, "x", ON),))
        for question in book.profile.question
    )
    session, effects = step(book, Session(profile=profile, turn=1), Commanded(Act.KIND, "women", ON))
    asked = next(effect for effect in effects if isinstance(effect, AskPeriod))
    session, effects = step(book, load_session(dump_session(session)), Texted(9, words, ON))
    return session.paper, effects, asked


@pytest.mark.parametrize(
    ("words", "kind", "months"),
    [
        ("今年", "women", "2026"),
        ("2026年", "women", "2026"),
        ("三季度", "women-quarter", "2026-Q3"),
        ("上季度", "women-quarter", "2026-Q2"),
        ("9月", "women-month", "2026-09"),
        ("本月", "women-month", "2026-09"),
        ("上半年", "women", "2026"),
    ],
)
def test_the_months_choose_the_form(book, words, kind, months):
    paper, _, _ = begun(book, words)
    assert (paper.kind, paper.period) == (kind, parse_period(months))


def test_a_year_a_quarter_and_a_month_are_offered(book):
    _, _, asked = begun(book, "9月")
    assert {choice.months for choice in asked.choices} == {12, 3, 1}
    assert asked.choices == periods(book, "women", ON)
    assert all(len({one.months for one in periods(book, kind, ON)}) == 1 for kind in ("monthly", "annual", "quarterly"))


def test_a_form_is_asked_about_in_the_words_of_its_time_and_is_shorter(book):
    year, quarter, month = (book.outlines[kind] for kind in FORMS.values())
    assert year.length == (2000, 3000)
    assert year.max_length == 3000
    assert month.length[1] < quarter.length[1] < year.length[1]
    words = {one.id: _words(one) for one in (year, quarter, month)}
    assert "今年上级统一" in words["women"]
    assert "明年工作思路" in words["women"]
    assert not re.search("今年|明年|年底", words["women-month"])
    assert "这个月上级统一" in words["women-month"]
    assert "下个月做哪三件事" in words["women-month"]
    assert "下个季度做哪三件事" in words["women-quarter"]
    assert month.section("w1").length < quarter.section("w1").length < year.section("w1").length
    assert year.deadline.startswith("11月30日前")
    assert month.deadline.startswith("每月25日")


def _words(outline):
    return "\n".join(
        (section.title + section.heading + "".join(question.ask + question.example for question in section.question))
        for section in outline.sections
    )


def test_by_the_month_only_what_is_ticked_is_asked(book):
    paper, effects, _ = begun(book, "9月")
    assert paper.areas == ()
    assert any(isinstance(effect, AskAreas) and effect.chosen == () for effect in effects)
    yearly, _, _ = begun(book, "今年")
    assert set(yearly.areas) == {"w1", "w2", "w3", "w4", "w5", "w6"}
    assert len(route(book, paper)) < len(route(book, yearly))


def test_forms_are_found_and_never_offered(book):
    assert len(book.outlines) == 16
    assert set(FORMS.values()) - set(book.outlines) == {"women-month", "women-quarter"}
    assert all(kind in book.outlines for kind in FORMS.values())
    assert kind_named(book, "女职工") == "women"
    _, effects = step(book, Session(turn=1), Commanded(Act.NEW, "", ON))
    assert not [effect for effect in effects if isinstance(effect, AskKind) and "women-month" in str(effect)]
    own = book.knowing([book.outlines["brief"]])
    assert own.outlines["women-month"] == book.outlines["women-month"]


def test_a_form_taken_up_anew_may_become_another(book):
    assert for_months(book, "women-month", parse_period("2026-Q3")) == "women-quarter"
    assert for_months(book, "women-month", parse_period("2026")) == "women"
    assert base(book, "women-month") == "women"
    assert for_months(book, "monthly", parse_period("2026")) == "monthly"
    assert {one.months for one in periods(book, "women-month", ON)} == {1, 3, 12}


def test_a_report_stored_before_there_were_forms_stays_the_yearly_one(book):
    paper, _, _ = begun(book, "今年")
    stored = dump_session(Session(paper=paper)).replace(b"women-month", b"women")
    assert load_session(stored).paper.kind == "women"
    assert book.outlines["women"].title == "女职工工作总结（按上级提纲）"
