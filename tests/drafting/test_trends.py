"""Figures of several reports are put in one series only where the same was counted, and never made up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.core.drafted import Author, Draft, DraftSection
from bot.core.outline import Place
from bot.core.period import Period
from bot.core.state import Answer, Paper, Said, Session, Verdict
from bot.core.trends import MOST_PERIODS, charts, offered, trends
from bot.drafting.counting import Counting
from tests.conftest import handbook

BOOK = handbook()
VISITS = Place("work", "visits", "service")


def paper(month: int, words: str, *, draft: str | None = "", number: int = 0, place: Place = VISITS) -> Paper:
    """A monthly report with one answer; its draft repeats it, or is another text, or None for no draft."""
    period = Period(2026, month, month)
    said = Said(month * 10, words, period.end)
    drafted = (
        Draft(1, (DraftSection("work", "本月主要工作", draft or words, Author.PLAIN),)) if draft is not None else None
    )
    answers = (Answer(place, Verdict.SAID, (said,)),)
    return Paper(number or month, "monthly", period, ("service",), answers, draft=drafted)


def found(*papers: Paper):
    *shelf, now = papers
    return trends(BOOK, Session(shelf=tuple(shelf), paper=now), now)


def said(*papers: Paper) -> list[tuple[str, str]]:
    return [(trend.series.title, trend.series.said) for trend in found(*papers)]


AUGUST = paper(8, "走访困难职工家庭4户，慰问金2400元")


def test_what_was_counted_twice_makes_a_series():
    assert said(AUGUST, paper(9, "走访困难职工家庭6户，慰问金3600元")) == [
        ("走访困难职工家庭", "8月4户、9月6户"),
        ("慰问金", "8月2400元、9月3600元"),
    ]


def test_other_words_for_the_same_doing_make_no_difference():
    assert said(paper(8, "慰问困难职工家庭4户"), paper(9, "9月2日，看望困难职工家庭6户")) == [
        ("看望困难职工家庭", "8月4户、9月6户")
    ]


@pytest.mark.parametrize(
    ("august", "september"),
    [
        ("走访困难职工家庭4户", "走访困难职工6人"),  # another unit
        ("走访困难职工家庭4户", "走访退休职工家庭6户"),  # another noun
        ("走访困难职工家庭4户", "走访困难职工家庭约6户"),  # about right
        ("走访困难职工家庭4户", "走访困难职工家庭5～6户"),  # a range
        ("慰问金2400元", "慰问品2400元"),  # other goods
        ("征集提案21件", "办结提案18件"),  # another stage
        ("发展会员12人", "发展新会员3人"),  # some of them
        ("走访困难职工家庭4户，每户500元", "走访困难职工家庭约6户，每户600元"),  # a price
        ("走访困难职工家庭4户，又走访困难职工家庭2户", "走访困难职工家庭6户"),  # twice in one report: which of them?
    ],
)
def test_what_is_not_the_same_makes_none(august, september):
    assert said(paper(8, august), paper(9, september)) == []


def test_the_same_words_at_another_question_are_another_thing():
    care, words = Place("work", "care", "service"), "走访困难职工家庭6户"
    assert said(paper(8, words, place=care), paper(9, words)) == []
    assert said(paper(8, words, place=care), paper(9, words, place=care)) != []


def test_a_month_without_the_figure_is_a_gap():
    (trend,) = found(paper(6, "走访困难职工家庭4户"), paper(8, "慰问金2400元"), paper(9, "走访困难职工家庭6户"))
    assert trend.series.points == (("6月", 4.0), ("7月", None), ("8月", None), ("9月", 6.0))


def test_months_too_far_back_are_left_out_and_so_is_what_comes_later():
    early, late = paper(1, "走访困难职工家庭4户"), paper(10, "走访困难职工家庭9户")
    now = paper(9, "走访困难职工家庭6户")
    assert MOST_PERIODS <= 9 - 1
    assert trends(BOOK, Session(shelf=(early, late), paper=now), now) == ()


@pytest.mark.parametrize(
    "august",
    [
        replace(AUGUST, draft=None),  # never drafted
        replace(AUGUST, kind="branch_monthly"),
        replace(AUGUST, period=Period(2026, 7, 8)),
        paper(8, "走访困难职工家庭4户", draft="走访困难职工家庭若干。"),  # the text does not tell it
        paper(8, "走访困难职工家庭4户", draft="走访困难职工家庭14户。"),  # nor does this
    ],
)
def test_only_figures_that_a_report_of_this_kind_tells_count(august):
    now = paper(9, "走访困难职工家庭6户")
    assert said(AUGUST, now)
    assert said(august, now) == []


def test_a_changed_answer_changes_the_chart_once_the_text_tells_it():
    chosen = replace(paper(9, "走访困难职工家庭6户"), charts=(found(AUGUST, paper(9, "走访困难职工家庭6户"))[0].id,))
    changed = replace(paper(9, "走访困难职工家庭7户"), charts=chosen.charts)
    stale = replace(changed, draft=chosen.draft)
    shown = [charts(BOOK, Session(shelf=(AUGUST,), paper=one), one) for one in (chosen, stale, changed)]
    assert [[chart.series.said for _, chart in one] for one in shown] == [["8月4户、9月6户"], [], ["8月4户、9月7户"]]


def test_charts_are_numbered_as_they_stand_in_the_report():
    now = paper(9, "走访困难职工家庭6户，慰问金3600元")
    first, second = (trend.id for trend in found(AUGUST, now))
    now = replace(now, charts=(second, first))
    shown = charts(BOOK, Session(shelf=(AUGUST,), paper=now), now)
    assert [(section, chart.number, chart.series.title) for section, chart in shown] == [
        ("work", 1, "慰问金"),
        ("work", 2, "走访困难职工家庭"),
    ]


def test_one_report_alone_has_nothing_to_show():
    now = paper(9, "走访困难职工家庭6户")
    assert offered(BOOK, Session(paper=now), now) == ()


def test_across_years_the_months_have_their_year():
    before = paper(12, "走访困难职工家庭4户")
    before = replace(before, period=Period(2025, 12, 12))
    (trend,) = found(before, paper(1, "走访困难职工家庭6户"))
    assert trend.series.said == "2025年12月4户、2026年1月6户"


def test_nobody_is_charted(monkeypatch):
    twice = paper(8, "慰问王秀英补助金500元"), paper(9, "慰问王秀英补助金600元")
    assert said(*twice) == []
    monkeypatch.setattr(Counting, "_names_somebody", lambda *_: False)
    assert said(*twice) != []  # so it was the name
