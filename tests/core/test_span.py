from __future__ import annotations

from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.effects import AskPeriod, Say
from bot.core.engine import step
from bot.core.events import Commanded, Texted
from bot.core.period import Period
from bot.core.span import Span, offered, widened
from bot.core.state import Session
from tests.conftest import handbook

BOOK = handbook()
ON = date(2026, 9, 21)


@pytest.mark.parametrize(
    ("span", "on", "choices"),
    [
        (Span.MONTH, ON, ("2026-09", "2026-08")),
        (Span.MONTH, date(2027, 1, 3), ("2027-01", "2026-12")),
        (Span.QUARTER, ON, ("2026-Q3", "2026-Q2")),
        (Span.QUARTER, date(2026, 10, 8), ("2026-Q3", "2026-Q4")),
        (Span.HALF_YEAR, date(2026, 6, 25), ("2026-01..2026-06", "2025-07..2025-12")),
        (Span.HALF_YEAR, date(2026, 7, 5), ("2026-01..2026-06", "2026-07..2026-12")),
        (Span.YEAR, date(2026, 12, 1), ("2026", "2025")),
        (Span.YEAR, date(2027, 1, 9), ("2026", "2027")),
        (Span.EVENT, ON, ("2026-09", "2026-08", "2026")),
    ],
)
def test_the_likeliest_time_is_offered_first(span, on, choices):
    assert tuple(period.id for period in offered(span, on)) == choices


@pytest.mark.parametrize(
    ("span", "said", "meant"),
    [
        (Span.YEAR, Period(2026, 9, 9), Period(2026, 1, 12)),
        (Span.QUARTER, Period(2026, 9, 9), Period(2026, 7, 9)),
        (Span.HALF_YEAR, Period(2026, 4, 6), Period(2026, 1, 6)),
        (Span.MONTH, Period(2026, 8, 9), Period(2026, 8, 9)),
        (Span.QUARTER, Period(2026, 1, 12), Period(2026, 1, 12)),
        (Span.QUARTER, Period(2026, 3, 4), Period(2026, 3, 4)),
        (Span.EVENT, Period(2026, 9, 9), Period(2026, 9, 9)),
    ],
)
def test_a_month_stands_for_the_span_it_lies_in(span, said, meant):
    assert widened(span, said) == meant


@pytest.mark.parametrize(
    ("kind", "said", "meant"),
    [
        ("annual", "今年", "2026"),
        ("annual", "去年", "2025"),
        ("women", "2026年度", "2026"),
        ("quarterly", "三季度", "2026-Q3"),
        ("quarterly", "上季度", "2026-Q2"),
        ("half_year", "上半年", "2026-01..2026-06"),
        ("brief", "9月20日", "2026-09"),
        ("special_aid", "8月", "2026-08"),
        ("monthly", "上个月", "2026-08"),
    ],
)
def test_the_time_may_be_typed(kind, said, meant):
    session = begun(kind)
    session, _ = step(BOOK, session, Texted(9, said, ON))
    assert session.paper.period.id == meant


def test_another_kind_may_be_named_while_the_time_is_asked():
    session = begun("annual")
    session, effects = step(BOOK, session, Texted(9, "写个季报", ON))
    assert session.paper.kind == "quarterly"
    assert isinstance(effects[-1], AskPeriod)
    _, effects = step(BOOK, session, Texted(10, "等下再说", ON))
    assert effects[0] == Say("period_unclear")


def begun(kind):
    session = Session()
    session, _ = step(BOOK, session, Commanded(Act.START, "", ON))
    for number, words in enumerate(("某公司工会", "周敏", "区总工会", "无"), start=1):
        session, _ = step(BOOK, session, Texted(number, words, ON))
    session, _ = step(BOOK, session, Commanded(Act.KIND, kind, ON))
    return session
