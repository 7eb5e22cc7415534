"""Dates that say 年, 月, 日 or 号: 9月8号, 八号, 15到17号, 9月28日到10月3日, 去年12月, 9月底, 下月8号.

What is not dated stays as said (国庆前, 月初, 中旬), and so does what comes back (每月10日). In a report on several
months so does a lone 8号, unless the same message named its month before or the day of speaking decides it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.amounts import LINK
from bot.facts.date_patterns import date_patterns
from bot.facts.days import Day, before, in_year, month_beside, month_of_day, take_day, take_range
from bot.facts.numerals import value_of

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.units import Units

_THIS_YEAR = {"今": 0, "去": -1, "前": -2, "明": 1}
_BESIDE = {"上": -1, "本": 0, "这": 0, "下": 1}
# How far back the first part of a range, or a word that makes it no date, stands.
_NEAR = 16
_CENTURY, _HUNDRED = 2000, 100
# A range of days must not be read as one of years.
_OLDEST = 1900
_FIGURES = str.maketrans("零一二三四五六七八九", "0123456789")
_NEXT_YEAR = re.compile("(?:明年|来年)(?![^。；;\n]*今年)")
_LINK = re.compile(LINK)


class Dates:
    """Reads dates, their ranges (15到17号) and their lists (9月8、15、22号)."""

    def __init__(self, units: Units) -> None:
        self._patterns = date_patterns(units)

    def read(self, page: Page, reading: Reading) -> None:
        """Take every date."""
        at, spoken_of, named = 0, None, (0, -1)
        while match := self._patterns.point.search(page.rest, at):
            day = _day(match, reading, spoken_of)
            if day and match["only_year"] and day.year > reading.period.year:
                named = (day.year, match.start())
            elif day and match["month"] and not match["year"] and (later := _year_ahead(page, match, reading, named)):
                day = replace(day, year=later)
            at = self._take(page, match, day, reading, at) if day else match.end()
            if not day and _is_lone(match):
                page.pass_over(*match.span())
            if day and day.month and (reading.period.months > 1 or (day.day and match["month"])):
                spoken_of = day

    def _take(self, page: Page, match: re.Match[str], day: Day, reading: Reading, since: int) -> int:
        """Take a date, or the range or list that it belongs to; return where to read on."""
        return (
            self._begun_before(page, match, day, reading, since)
            or self._goes_on(page, match, day, reading)
            or self._single(page, match, day, reading)
        )

    def _single(self, page: Page, match: re.Match[str], day: Day, reading: Reading) -> int:
        if not match["year"] and self._patterns.no_date.search(page.plain, _back(match), match.start()):
            return match.end()
        around = self._patterns.around.match(page.rest, match.end())
        end, tail = (around.end(), around[1]) if around else (match.end(), "")
        take_day(page, (match.start(), end), day, reading, tail=tail, approx=bool(tail))
        while day.day and (following := self._patterns.next_day.match(page.rest, end)):
            if another := _real(replace(day, day=_number(following["day"]))):
                take_day(page, (following.start("day"), following.end()), another, reading)
            end = following.end()
        return end

    def _begun_before(self, page: Page, match: re.Match[str], day: Day, reading: Reading, since: int) -> int:
        """15到17号, 8—9月, 2026—2030年, 15、16号: the first part has only its number."""
        bare = self._patterns.bare_first.search(page.rest, max(since, _back(match)), match.start())
        first = _first(match, day, _number(bare["bare"])) if bare else None
        if not bare or not first or first.iso >= day.iso:
            return 0
        if bare["sign"] != "、":
            if self._patterns.no_date.search(page.plain, _back(match), bare.start()):
                return match.end()
            take_range(page, (bare.start(), match.end()), first, day, reading)
            return match.end()
        # 2、15号 numbers an item; 15、16号 are two days.
        if _number(bare["bare"]) + 1 != (day.day or day.month):
            return 0
        take_day(page, bare.span("bare"), first, reading)
        take_day(page, match.span(), day, reading)
        return match.end()

    def _goes_on(self, page: Page, match: re.Match[str], first: Day, reading: Reading) -> int:
        """9月28日到10月3日, 9月15—17日, 2021年至2025年."""
        link = _LINK.match(page.rest, match.end())
        if not link:
            return 0
        last, end = self._end_of_range(page, link.end(), first, reading)
        if not last or (bool(last.month), bool(last.day)) != (bool(first.month), bool(first.day)):
            return 0
        first = before(first, last)
        if first.iso > last.iso or (first.iso == last.iso and first.part == last.part):
            return 0
        take_range(page, (match.start(), end), first, last, reading)
        return end

    def _end_of_range(self, page: Page, at: int, first: Day, reading: Reading) -> tuple[Day | None, int]:
        """The date at a place, completed by what the beginning of its range said."""
        if first.day and (bare := self._patterns.bare_last.match(page.rest, at)):
            return _real(replace(first, day=_number(bare["day"]))), bare.end()
        match = self._patterns.point.match(page.rest, at)
        last = _day(match, reading, first if first.day else None) if match else None
        if not match or not last:
            return None, at
        if first.year_said and not last.year_said:
            last = replace(last, year=first.year)
            last = replace(last, year=last.year + (last.iso < first.iso))
        return last and _real(last), match.end()


def _year_ahead(page: Page, match: re.Match[str], reading: Reading, named: tuple[int, int]) -> int:
    """The year of a month behind 2027年铺开，5月底 or 明年买，5月前, said in the same sentence; 0 where none was.

    `named` is the last year that was written as such, and where.
    """
    begins = max(page.plain.rfind(end, 0, match.start()) for end in "。\n") + 1
    if named[1] >= begins:
        return named[0]
    return reading.period.year + 1 if _NEXT_YEAR.search(page.plain, begins, match.start()) else 0


def _day(match: re.Match[str], reading: Reading, spoken_of: Day | None) -> Day | None:
    """The date of a match, or None if no calendar has it or nobody can tell its month.

    `spoken_of` is the date whose month a lone day shares.
    """
    if match["only_year"]:
        return _real(Day(_full_year(match["only_year"]), part=match["only_part"] or "", year_said=True))
    if _is_lone(match):
        number = _number(match["lone"] or match["lone_zh"])
        if spoken_of and (reading.period.months > 1 or number > spoken_of.day):
            # 8月10号摸底，18号公示: one after the other.
            return _real(replace(spoken_of, day=number, part=""))
        found = month_of_day(number, reading)
        return _real(Day(*found, number)) if found else None
    if match["beside"]:
        number = _number(match["beside_day"] or match["beside_day_zh"] or "")
        return _real(Day(*month_beside(reading, _BESIDE[match["beside"]]), number, _part(match["beside_part"])))
    month, number = _number(match["month"].rstrip("月份 ")), _number(match["day"] or match["day_zh"] or "")
    year, said = _year(match["year"] or "", month, number, reading)
    return _real(Day(year, month, number, _part(match["part"]), said))


def _first(match: re.Match[str], day: Day, number: int) -> Day | None:
    """The beginning of a range of which only a number was said: a year, a day or a month, as its end is."""
    if match["year"] or day.part:
        return None
    if match["only_year"]:
        return _real(replace(day, year=number)) if number > _OLDEST else None
    if _is_lone(match):
        return _real(replace(day, day=number))
    return None if day.day else _real(replace(day, month=number))


def _year(said: str, month: int, day: int, reading: Reading) -> tuple[int, bool]:
    """The year, and whether its number was said."""
    words = said.rstrip("年 ")
    if words in _THIS_YEAR:
        return reading.period.year + _THIS_YEAR[words], False
    if words:
        return _full_year(words), True
    return in_year(month, day, reading), False


def _part(said: str | None) -> str:
    """10月中 is 10月中旬."""
    return "中旬" if said == "中" else said or ""


def _full_year(words: str) -> int:
    """Two figures are a year of this century."""
    number = _number(words.translate(_FIGURES))
    return number + (_CENTURY if number < _HUNDRED else 0)


def _is_lone(match: re.Match[str]) -> bool:
    return bool(match["lone"] or match["lone_zh"])


def _back(match: re.Match[str]) -> int:
    return max(0, match.start() - _NEAR)


def _number(words: str) -> int:
    value = value_of(words) if words else None
    return int(value) if value is not None else 0


def _real(day: Day) -> Day | None:
    return day if day.is_real else None
