"""Dates in figures alone: 2026.9.8, 2026-09-08, 2026.9, 9.8, 9/8, 9-8, 9.15-9.17.

9.8 is a date only where it looks like one: a month and a day that exist, after a pause (or 于, 在, 和 …), and not
before a unit. 9/8 and 9-8 must also lie near the report's months, for 1/3 may be a part and 3-2 a score.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.amounts import LINK, one_of
from bot.facts.days import Day, in_year, is_near, take_day, take_range
from bot.facts.forms import any_unit
from bot.facts.page import TAKEN

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.units import Units

_CENTURY = 2000
_MONTH, _DAY = "(?:1[0-2]|0?[1-9])", "(?:3[01]|[12][0-9]|0?[1-9])"
_LAST_MONTH = rf"(?:(?P<last_year>(?:19|20)[0-9]{{2}})[./-])?(?P<last_month>{_MONTH})[./·-]"
_LAST = rf"(?:{LINK}(?:{_LAST_MONTH})?(?P<last_day>{_DAY})[号日]?)?"
_SIGN = "[./·-]"
_EDGE = r"(?![0-9A-Za-z%‰]|[./:·-][0-9])"
# A figure after one of these goes on with something else: 3×9.8, #9.8, ¥9.8.
_JOINED = frozenset("./:·+*×#$¥￥_-~")
_OPENING, _CLOSING = ("“", '"'), ("”", '"')
_NEAR = 16


class YearDates:
    """Reads dates with their year, and months with it."""

    def __init__(self, units: Units) -> None:
        unit = any_unit(units)
        year = r"(?<![0-9A-Za-z.])(?P<year>(?:19|20)[0-9]{2}|2[0-9](?=\.))(?P<sign>[./-])"
        self._day = re.compile(rf"{year}(?P<month>{_MONTH})(?P=sign)(?P<day>{_DAY})[号日]?{_LAST}{_EDGE}")
        month = rf"(?<![0-9A-Za-z.])(?P<year>20[0-9]{{2}})[./-](?P<month>{_MONTH})"
        self._month = re.compile(rf"{month}{_EDGE}(?! ?(?:[万亿元块月年]|{unit}))")

    def read(self, page: Page, reading: Reading) -> None:
        """Take every such date."""
        for match in self._day.finditer(page.rest):
            year = int(match["year"])
            year += 0 if year > _CENTURY // 2 else _CENTURY
            _take(page, match, Day(year, int(match["month"]), int(match["day"]), year_said=True), reading)
        for match in self._month.finditer(page.rest):
            take_day(page, match.span(), Day(int(match["year"]), int(match["month"]), year_said=True), reading)


class ShortDates:
    """Reads month and day; most wait until counts and sums are taken.

    `sure` ones end in 号 or 日 (9.8至12号) or are ranges of two such dates with no unit behind (9.8到9.10三天).
    """

    def __init__(self, units: Units, *, sure: bool = False) -> None:
        words = units.date
        other = one_of(("万", "亿", "千", "百", "元", "块", *words.versions))
        alone = f"{_EDGE}(?! ?(?:{other}))"
        whole = f"(?(last_month){alone}(?! ?(?:{any_unit(units)}|[%成]))|(?!))"
        # 8-10日 are days of one month, which bot.facts.dates reads.
        sign, ends = ("[./·]", f"(?:(?<=[号日])|{whole})") if sure else (_SIGN, alone)
        self._date = re.compile(
            rf"(?<![0-9A-Za-z])(?P<month>{_MONTH})(?P<sign>{sign})(?P<day>{_DAY})[号日]?{_LAST}{ends}"
        )
        joined = re.escape("".join(sorted(_JOINED)))
        self._begins = re.compile(rf"(?:\A|(?<![ :A-Za-z])[ :]+|[^\w{joined} ] *|(?:{one_of(words.may_precede)}) *)$")
        self._follows = re.compile(one_of(words.may_follow))
        self._score = re.compile(rf"(?:{one_of(words.scores)})[^，。；,;\n]{{0,6}}$")

    def read(self, page: Page, reading: Reading) -> None:
        """Take every such date."""
        for match in self._date.finditer(page.rest):
            month, day = int(match["month"]), int(match["day"])
            likely = match["sign"] in ".·" or is_near(month, reading.period)
            if likely and self._stands_alone(page, match) and not _is_quoted(page.plain, match):
                _take(page, match, Day(in_year(month, day, reading), month, day), reading)

    def _stands_alone(self, page: Page, match: re.Match[str]) -> bool:
        """Whether the words around let it be a date: 于9.8, 竞赛9.1启动, but not 得分 9.8."""
        at = match.start()
        since = max(0, at - _NEAR)
        if self._score.search(page.plain, since, at):
            return False
        led = self._begins.search(page.rest, since, at) is not None
        return led or (match["sign"] == "." and self._goes_on(page, match))

    def _goes_on(self, page: Page, match: re.Match[str]) -> bool:
        """Whether what follows shows a date: 竞赛9.1启动, 棋赛9.27 24人."""
        follows = self._follows.match(page.rest, match.end()) is not None
        counted = page.rest.startswith(f" {TAKEN}", match.end()) and match["day"] != "0"
        return follows or (counted and page.plain[match.end() + 1].isdecimal())


def _take(page: Page, match: re.Match[str], first: Day, reading: Reading) -> None:
    """Take a date, or its range if the end is one; else only the beginning."""
    if not first.is_real:
        return
    last = _last(match, first)
    if last and last.is_real and first.iso < last.iso:
        take_range(page, match.span(), first, last, reading)
    elif not match["last_day"]:
        take_day(page, match.span(), first, reading)


def _last(match: re.Match[str], first: Day) -> Day | None:
    if not match["last_day"]:
        return None
    month = int(match["last_month"] or first.month)
    year = int(match["last_year"] or first.year)
    last = replace(first, year=year, month=month, day=int(match["last_day"]))
    # 12.28-1.3 runs into the next year.
    return replace(last, year=year + 1) if last.iso < first.iso and not match["last_year"] else last


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """“9·18” is a name."""
    return text[match.start() - 1 : match.start()] in _OPENING and text[match.end() : match.end() + 1] in _CLOSING
