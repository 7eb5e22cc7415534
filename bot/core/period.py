"""The months a report speaks of."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

MONTHS_IN_YEAR = 12
QUARTER = 3
HALF_YEAR = 6

EARLIEST, LATEST = 1949, 2199

_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_ISO_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])")
_YEAR = re.compile(r"(\d{4})年?(?:度|全年)?")
_MONTH = re.compile(r"(\d{4})年(\d{1,2})月份?")
_MONTHS = re.compile(r"(\d{4})年(\d{1,2})月?[—–\-~～至到]+(\d{1,2})月份?")
_QUARTER_WORDS = re.compile(r"(\d{4})年第?([一二三四1-4])季度?")
_HALF_WORDS = re.compile(r"(\d{4})年([上下])半年")
_QUARTER_DIGIT = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months of one year, first to last (1 to 12, both included)."""

    year: int
    first: int
    last: int

    def __post_init__(self) -> None:
        """Refuse months that no calendar has.

        Raises:
            ValueError: a month outside 1 to 12, or the last before the first.
        """
        if not 1 <= self.first <= self.last <= MONTHS_IN_YEAR:
            raise ValueError(f"{self.year}年没有这样的月份：{self.first}—{self.last}，请写成 2026-09 这样的年月")

    @property
    def months(self) -> int:
        """How many months long."""
        return self.last - self.first + 1

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, self.last, calendar.monthrange(self.year, self.last)[1])

    def following(self) -> Period:
        """The period of the same length right after this one."""
        month = self.last + 1
        year, month = (self.year + 1, 1) if month > MONTHS_IN_YEAR else (self.year, month)
        return Period(year, month, min(month + self.months - 1, MONTHS_IN_YEAR))

    def preceding(self) -> Period:
        """The period of the same length right before this one."""
        month = self.first - 1
        year, month = (self.year - 1, MONTHS_IN_YEAR) if month < 1 else (self.year, month)
        return Period(year, max(month - self.months + 1, 1), month)

    @property
    def words(self) -> str:
        """The months as a title names them, without the year: 9月, 第三季度, 上半年, 全年."""
        if self.months == 1:
            return f"{self.first}月"
        if self.months == MONTHS_IN_YEAR:
            return "全年"
        if self.months == HALF_YEAR and self.first in (1, HALF_YEAR + 1):
            return "上半年" if self.first == 1 else "下半年"
        if self.months == QUARTER and self.first % QUARTER == 1:
            return f"第{'一二三四'[self.last // QUARTER - 1]}季度"
        return f"{self.first}—{self.last}月"

    @property
    def id(self) -> str:
        """The form a script writes: 2026-09, 2026-Q3, 2026, 2026-01..2026-06."""
        if self.months == 1:
            return f"{self.year}-{self.first:02}"
        if self.months == MONTHS_IN_YEAR:
            return f"{self.year}"
        if self.months == QUARTER and self.first % QUARTER == 1:
            return f"{self.year}-Q{self.last // QUARTER}"
        return f"{self.year}-{self.first:02}..{self.year}-{self.last:02}"

    def __str__(self) -> str:
        return f"{self.year}年" if self.months == MONTHS_IN_YEAR else f"{self.year}年{self.words}"


def spoken(day: date) -> str:
    """A day as it is said: 10月1日."""
    return f"{day.month}月{day.day}日"


def month_of(day: date) -> Period:
    """The month that a day lies in."""
    return Period(day.year, day.month, day.month)


def parse_period(text: str) -> Period:
    """Read a period as scripts or officers write it.

    Takes 2026-09, 2026年9月, 2026-Q3, 2026年第三季度, 2026年上半年, 2026, 2026年8—9月 and the form of `Period.id`.

    Raises:
        ValueError: with one sentence that shows the forms, when the text is none of them.
    """
    period = _parsed(text, re.sub(r"\s+", "", text))
    if not EARLIEST <= period.year <= LATEST:
        raise ValueError(f"没有写{period.year}年报告的，请写成 2026-09 这样的年月")
    return period


def _parsed(text: str, words: str) -> Period:
    if match := re.fullmatch(r"(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})", words):
        year, first, end, last = (int(part) for part in match.groups())
        if year != end:
            raise ValueError(f"“{text}”跨了年，一份报告只写一年里的月份")
        return Period(year, first, last)
    if match := (_ISO_MONTH.fullmatch(words) or _MONTH.fullmatch(words)):
        year, month = int(match[1]), int(match[2])
        return Period(year, month, month)
    if match := _MONTHS.fullmatch(words):
        return Period(int(match[1]), int(match[2]), int(match[3]))
    if match := (_ISO_QUARTER.fullmatch(words) or _QUARTER_WORDS.fullmatch(words)):
        quarter = _QUARTER_DIGIT.get(match[2]) or int(match[2])
        return Period(int(match[1]), quarter * QUARTER - 2, quarter * QUARTER)
    if match := _HALF_WORDS.fullmatch(words):
        first = 1 if match[2] == "上" else HALF_YEAR + 1
        return Period(int(match[1]), first, first + HALF_YEAR - 1)
    if match := _YEAR.fullmatch(words):
        return Period(int(match[1]), 1, MONTHS_IN_YEAR)
    raise ValueError(f"看不懂时间“{text}”，请写成 2026-09、2026年9月、2026-Q3、2026 或 2026年8—9月")
