"""Days told from the day of speaking: 上周五, 下周一, 昨天, 今晚; and a lone 月底."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of
from bot.facts.days import Day, day_of, take_day
from bot.facts.numerals import CHINESE_SIGNS

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.units import Units

_WEEKS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
_WEEKDAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2}
_WEEKDAY = re.compile(
    r"(?P<week>上上|下下|[上本这下])个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?![场次个名位件项户条份期])(?!常)"
)
_SPOKEN = re.compile(
    r"(?P<day>[昨今明])(?P<word>天|日(?![常报期后])|晚|早)"
    r"|(?P<spoken>大前|(?<![之以目日年会提事节])前|(?<![之以今往最天])后)天(?![天气])"
)
_MONTH_END = re.compile(rf"(?<![0-9{CHINESE_SIGNS}上下本这年每])月底")
_WEEK = 7


class SpokenDays:
    """Reads days that only the date of the message makes plain."""

    def __init__(self, units: Units) -> None:
        self._plans = re.compile(one_of(units.date.plans))

    def read(self, page: Page, reading: Reading) -> None:
        """Take every such day."""
        said_on = reading.said_on.toordinal()
        for match in _WEEKDAY.finditer(page.rest):
            monday = said_on - reading.said_on.weekday()
            _take(page, match, monday + _WEEK * _WEEKS[match["week"]] + _WEEKDAYS[match["day"]], reading)
        for match in _SPOKEN.finditer(page.rest):
            word = match["word"] or ""
            steps = _DAYS[match["day"] or match["spoken"]]
            _take(page, match, said_on + steps, reading, word if word in "晚早" else "")
        self._take_month_end(page, reading)

    def _take_month_end(self, page: Page, reading: Reading) -> None:
        """月底 is the report's month, but for a plan, in which it may be the next: then it stays as said."""
        period = reading.period
        if period.months > 1 or self._plans.search(page.plain):
            return
        for match in _MONTH_END.finditer(page.rest):
            take_day(page, match.span(), Day(period.year, period.last, part="底"), reading)


def _take(page: Page, match: re.Match[str], ordinal: int, reading: Reading, word: str = "") -> None:
    if date.min.toordinal() <= ordinal <= date.max.toordinal():
        take_day(page, match.span(), day_of(date.fromordinal(ordinal)), reading, tail=word)
