"""The calendar behind phone dates: which year, which month, which day is meant, and how a report writes it.

Dates take no leading zero and carry the year only if it was said or is not the report's (2026年9月8日, 9月8日);
ranges are written 9月15日至17日. GB/T 9704—2012, 7.3.5.4 and GB/T 15835—2011.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.core.facts import FactKind

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.core.period import Period
    from bot.facts.page import Page

MONTHS = 12
# A month this far after the report's last is last year's; this far before its first, in a plan, next year's.
_LAST_YEAR, _NEXT_YEAR = 6, 10
# 1/3 is a day only in a report on a month close by: the one before, its own, the two after.
_BACK, _AHEAD = 1, 2


@dataclass(frozen=True, slots=True)
class Day:
    """A year, a month or a day, complete from the largest part; `part` is 底, 初, 上旬 and the like."""

    year: int
    month: int = 0
    day: int = 0
    part: str = ""
    year_said: bool = False

    @property
    def iso(self) -> str:
        """2026, 2026-09 or 2026-09-08."""
        month = f"-{self.month:02}" if self.month else ""
        return f"{self.year:04}{month}{f'-{self.day:02}' if self.day else ''}"

    @property
    def is_real(self) -> bool:
        """Whether a calendar has it."""
        if not 1 <= self.year <= 9999 or not 0 <= self.month <= MONTHS:  # noqa: PLR2004  the last year of a date
            return False
        return not self.day or self.day <= calendar.monthrange(self.year, self.month)[1]

    def words(self, reading: Reading) -> str:
        """As a report on that period prints it."""
        with_year = self.year_said or self.year != reading.period.year or not self.month
        return (f"{self.year}年" if with_year else "") + self._within_year()

    def words_after(self, first: Day) -> str:
        """The end of a range, without what its beginning already says."""
        if self.year != first.year or not self.month:
            return f"{self.year}年{self._within_year()}"
        if self.day and self.month == first.month:
            return f"{self.day}日"
        return self._within_year()

    def _within_year(self) -> str:
        month = f"{self.month}月" if self.month else ""
        return f"{month}{f'{self.day}日' if self.day else ''}{self.part}"


def in_year(month: int, day: int, reading: Reading) -> int:
    """The year of a month said without one: the report's, but for months that lie too far off.

    A plan reaches into the next year (1月5日 in a December report); months alone never do (自1月以来).
    """
    period = reading.period
    if month - period.last > _LAST_YEAR:
        return period.year - 1
    if day and period.first - month >= _NEXT_YEAR:
        return period.year + 1
    return period.year


def month_of_day(number: int, reading: Reading) -> tuple[int, int] | None:
    """Year and month of a lone 8号: the report's month; of several, the one in which it was said.

    A report speaks of days that are over and a plan of days to come: any other, and all that was said outside the
    months in question, may lie in any of them (None).
    """
    period, said_on = reading.period, reading.said_on
    if period.months == 1:
        return period.year, period.last
    is_told = number >= said_on.day if reading.report else number <= said_on.day
    return (said_on.year, said_on.month) if is_told and period.start <= said_on <= period.end else None


def month_beside(reading: Reading, steps: int) -> tuple[int, int]:
    """Year and month `steps` months beside the report's: 上月 −1, 本月 0, 下月 1."""
    report = reading.report or reading.period
    months = report.year * MONTHS + report.last - 1 + steps
    return months // MONTHS, months % MONTHS + 1


def day_of(day: date) -> Day:
    """A calendar day."""
    return Day(day.year, day.month, day.day)


def weekday(said_on: date, weeks: int, number: int) -> date:
    """The day of a week: 0 for the week of `said_on`, −1 for the one before; number 0 is Monday."""
    return said_on - timedelta(days=said_on.weekday()) + timedelta(days=7 * weeks + number)


def is_near(month: int, period: Period) -> bool:
    """Whether a month lies so close to the report's that 1/3 can be one of its days."""
    distance = {(month - near) % MONTHS for near in range(period.first - _BACK, period.last + _AHEAD + 1)}
    return 0 in distance


def before(first: Day, last: Day) -> Day:
    """The beginning of a range, moved to the latest year that puts it before the end."""
    while not first.year_said and first.iso > last.iso:
        first = replace(first, year=first.year - 1)
    return first


def take_day(  # noqa: PLR0913  the date, where it stands, and the two things said around it
    page: Page, span: tuple[int, int], day: Day, reading: Reading, *, tail: str = "", approx: bool = False
) -> None:
    """Record one date; `tail` is a word printed after it (9月20日晚, 9月8日左右)."""
    standard = day.words(reading) + tail
    page.take(span, FactKind.DATE, day.iso, standard, approx=approx or bool(day.part))


def take_range(page: Page, span: tuple[int, int], first: Day, last: Day, reading: Reading) -> None:
    """Record a range of dates."""
    standard = f"{first.words(reading)}至{last.words_after(first)}"
    approx = bool(first.part or last.part)
    page.take(span, FactKind.DATE_RANGE, f"{first.iso}/{last.iso}", standard, approx=approx)
