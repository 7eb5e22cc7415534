"""Figures without a unit (参加 62；女20；来了四十八): counts of unit "". Whoever asked knows what they count.

Only where nothing follows, and Chinese ones only of several signs, for 一 and 十 are other words as often. Years, room
numbers, list numbers and parts of other signs are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.amounts import one_of

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.amounts import Amounts
    from bot.facts.nouns import Nouns
    from bot.facts.page import Page
    from bot.facts.units import Units

_YEAR = re.compile("(?:19|20)[0-9]{2}")
# 3+2, 12#, 7×24, -5 and WPS 12 are no counts.
_JOINED = re.compile(r"[+*×#/\\№._=<>~A-Za-z-]$|[A-Za-z+*×#№=<>] $")
_PLACE = re.compile("[十百千万亿廿卅]")
_NEAR = 4
_IN_BRACKETS = "()"


class LoneFigures:
    """Reads what is left when every other rule has read."""

    def __init__(self, units: Units, amounts: Amounts, nouns: Nouns) -> None:
        self._amounts = amounts
        self._nouns = nouns
        self._figure = re.compile(
            rf"{amounts.pattern()}(?=$|[ \n，。；;！!？?|)]|,(?![0-9])|{one_of(units.fixed.lone_before)})"
        )
        self._place = re.compile(f" *(?:{one_of(units.fixed.names_after)})")
        self._room = re.compile(f"(?:{one_of(units.fixed.names_before)})$")

    def read(self, page: Page, _: Reading) -> None:
        """Take every lone figure."""
        for match in self._figure.finditer(page.rest):
            amount = self._amounts.read(match)
            if not amount or match["low"] or not _is_long(match["num"]) or self._is_other(page, match):
                continue
            of = self._nouns.before(page, match.start())
            page.take(match.span(), FactKind.COUNT, amount.value, amount.written(""), of=of, approx=amount.approx)

    def _is_other(self, page: Page, match: re.Match[str]) -> bool:
        start, end = match.span()
        around = page.plain[start - 1 : start] + page.plain[end : end + 1]
        return bool(
            _YEAR.fullmatch(match["num"])
            or _JOINED.search(page.plain, max(0, start - 2), start)
            or self._place.match(page.plain, end)
            or self._room.search(page.plain, max(0, start - _NEAR), start)
            or around == _IN_BRACKETS
        )


def _is_long(numeral: str) -> bool:
    """Whether a numeral is Arabic, or Chinese with a place and more than that (四十八, 三百多; neither 八 nor 十)."""
    return numeral[0].isdecimal() or (len(numeral) > 1 and _PLACE.search(numeral) is not None)
