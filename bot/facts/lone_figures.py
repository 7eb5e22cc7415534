"""Figures without a unit (参加 62；女20): counts of unit "". Whoever asked knows what they count.

Only Arabic ones that nothing follows. Years, room numbers, list numbers and parts of other signs are none.
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
            if not amount or match["low"] or not match["num"][0].isdecimal() or self._is_other(page, match):
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
