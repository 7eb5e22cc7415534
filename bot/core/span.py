"""How long the time is that a kind of report speaks of, and which times an officer may mean today."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.period import HALF_YEAR, MONTHS_IN_YEAR, QUARTER, Period, month_of

if TYPE_CHECKING:
    from datetime import date


class Span(StrEnum):
    """A month, a quarter, half a year, a year; or an event, which may have taken any of these."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    EVENT = "event"


_MONTHS = {Span.QUARTER: QUARTER, Span.HALF_YEAR: HALF_YEAR, Span.YEAR: MONTHS_IN_YEAR}


def widened(span: Span, period: Period) -> Period:
    """The whole quarter, half or year in which months lie; they stay as they are where the span is no longer."""
    months = _MONTHS.get(span, 1)
    first = (period.first - 1) // months * months + 1
    whole = Period(period.year, first, first + months - 1)
    return whole if whole.first <= period.first and period.last <= whole.last else period


def spans(span: Span, period: Period) -> bool:
    """Whether months are just one month, quarter, half or year."""
    return period.months == _MONTHS.get(span, 1) and widened(span, period) == period


def offered(span: Span, on: date) -> tuple[Period, ...]:
    """The periods to choose from on a day, the likeliest first.

    A report on longer than a month is still written in the month after its end.
    """
    month = month_of(on)
    if span is Span.MONTH:
        return month, month.preceding()
    if span is Span.EVENT:
        return month, month.preceding(), widened(Span.YEAR, month)
    this = widened(span, month)
    return (this.preceding(), this) if on.month == this.first else (this, this.preceding())
