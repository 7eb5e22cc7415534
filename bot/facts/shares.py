"""Percentages, percentage points, tenths, fractions and ratios: 97%, 2.3个百分点, 九成, 三分之二, 3比1.

A percentage point is never a percentage (上升2.3个百分点). Tenths and fractions stay Chinese as said; a ratio is
printed with ∶ (GB/T 15834—2011 keeps ：for other uses).
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.amounts import NUMERAL, apart, one_of
from bot.facts.days import is_near
from bot.facts.numerals import ARABIC, CHINESE, CHINESE_SIGNS, ONES, plain, value_of

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.amounts import Amount, Amounts
    from bot.facts.nouns import Nouns
    from bot.facts.page import Page
    from bot.facts.units import Units

_CHINESE = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
_TEN = 10
# How far back the word for a change stands.
_NEAR = 8
_DIGIT = re.compile("[0-9]")
_WHOLE = re.compile(r"百分之?百(?!努力)")
_FRACTION = re.compile(rf"(?P<below>{NUMERAL})分之(?P<above>[{ONES}](?=两)|{NUMERAL})")
_PER_MILLE = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)‰")
_THOUSAND = 1000
# 千分之三 leaves out 一.
_WHOLES = {"千": Decimal(1000), "万": Decimal(10_000)}
_SLASHED = re.compile(r"(?<![0-9A-Za-z./])(?P<above>[1-9])/(?P<below>[1-9]|10)(?=的|以上|左右|多)(?![0-9/])")
_RATIO_SIGN = re.compile(rf"[0-9{CHINESE_SIGNS}][比:∶]")
# 62比54多 compares; it is no ratio.
_NO_RATIO_AFTER = "(?![0-9.:年月日号多少高低增减])"
_RATIO = re.compile(rf"(?P<first>{NUMERAL})[比:∶](?P<second>{ARABIC}|{CHINESE}){_NO_RATIO_AFTER}")


class Shares:
    """Reads parts of a whole. Its patterns are compiled when the first text has their sign: that takes a while."""

    def __init__(self, units: Units, amounts: Amounts, nouns: Nouns) -> None:
        words = units.share
        self._amounts = amounts
        self._nouns = nouns
        self._change = re.compile(f"(?:{one_of(words.changes)})了?$")
        self._rate = re.compile(f"(?:{one_of(words.rates)})了?$")
        self._not_tenths = one_of(words.not_tenths)

    @cached_property
    def _percent(self) -> re.Pattern[str]:
        return re.compile(self._amounts.pattern(r"%(?P<rest>多)?", "%"))

    @cached_property
    def _hundredth(self) -> re.Pattern[str]:
        return re.compile(self._amounts.pattern(lead="百分之"))

    @cached_property
    def _points(self) -> re.Pattern[str]:
        return re.compile(self._amounts.pattern("个?百分点", "个?百分点"))

    @cached_property
    def _dots(self) -> re.Pattern[str]:
        return re.compile(self._amounts.pattern("个点(?![位子赞])"))

    @cached_property
    def _tenths(self) -> re.Pattern[str]:
        part = rf"(?P<part>[{ONES}](?=[^\w]|$|[的以左提升降涨到还]))?"
        return re.compile(self._amounts.pattern(f"成(?!{self._not_tenths}){part}(?P<rest>多)?"))

    def read(self, page: Page, reading: Reading) -> None:
        """Take every share whose sign the page holds at all."""
        if "百分" in page.rest:
            self._take_whole(page)
            self._take_all(page, self._points, FactKind.PERCENTAGE_POINTS, "个百分点")
            self._take_all(page, self._hundredth, FactKind.PERCENT, "%")
        if "%" in page.rest:
            self._take_all(page, self._percent, FactKind.PERCENT, "%")
        if "个点" in page.rest:
            self._take_dots(page)
        if "成" in page.rest:
            self._take_tenths(page)
        _take_fractions(page, reading)
        _take_ratios(page)

    def _take_whole(self, page: Page) -> None:
        for match in _WHOLE.finditer(page.rest):
            page.take(match.span(), FactKind.PERCENT, "100", "100%", of=self._nouns.before(page, match.start()))

    def _take_all(self, page: Page, pattern: re.Pattern[str], kind: FactKind, unit: str) -> None:
        for match in chain.from_iterable(apart(pattern, page, one) for one in pattern.finditer(page.rest)):
            if amount := self._amounts.read(match):
                self._take(page, match, kind, amount, unit)

    def _take(self, page: Page, match: re.Match[str], kind: FactKind, amount: Amount, unit: str) -> None:
        more = "多" if "余" in amount.figures or match.groupdict().get("rest") else ""
        standard = amount.written(unit, twice=kind is FactKind.PERCENT).replace("余", "")
        if more:
            standard = standard.replace(unit, unit + more, 1)
        if kind is FactKind.PERCENT and not _DIGIT.search(standard):
            standard = f"{amount.before}百分之{amount.figures}{amount.after}"
        of = self._nouns.before(page, match.start())
        page.take(match.span(), kind, amount.value, standard, of=of, approx=amount.approx or bool(more))

    def _take_dots(self, page: Page) -> None:
        """2个点 is a change in percentage points or a percentage only where the words before say so."""
        for match in self._dots.finditer(page.rest):
            amount = self._amounts.read(match)
            if amount and self._change.search(page.plain, max(0, match.start() - _NEAR), match.start()):
                self._take(page, match, FactKind.PERCENTAGE_POINTS, amount, "个百分点")
            elif amount and self._rate.search(page.plain, max(0, match.start() - _NEAR), match.start()):
                self._take(page, match, FactKind.PERCENT, amount, "%")

    def _take_tenths(self, page: Page) -> None:
        for match in self._tenths.finditer(page.rest):
            amount = self._amounts.read(match)
            if not amount or match["low"] or Decimal(amount.value) > _TEN:
                continue
            part = value_of(match["part"]) if match["part"] else None
            value, rest = Decimal(amount.value) * _TEN + (part or 0), match["rest"] or ""
            words = _tenths_words(match["num"])
            # 七成八 is as exact as a percentage.
            if part or not words:
                standard = replace(amount, figures=plain(value)).written("%")
            else:
                standard = f"{amount.before}{words}成{rest}{amount.after}"
            of = self._nouns.before(page, match.start())
            approx = amount.approx or bool(rest)
            page.take(match.span(), FactKind.PERCENT, plain(value), standard, of=of, approx=approx)


def _tenths_words(numeral: str) -> str:
    """The Chinese words of whole tenths: 九 for 9, 两 as said, 七八 for a vague one; "" for 8.5."""
    exact = value_of(numeral)
    if exact is None or numeral == "两":
        return numeral
    return _CHINESE[int(exact)] if exact % 1 == 0 else ""


def _take_fractions(page: Page, reading: Reading) -> None:
    for match in _FRACTION.finditer(page.rest) if "分之" in page.rest else ():
        above, below = value_of(match["above"]), value_of(match["below"]) or _WHOLES.get(match["below"])
        if above is None or below is None or not below:
            continue
        standard = f"{plain(above)}‰" if below == _THOUSAND else _fraction(above, below)
        page.take(match.span(), FactKind.RATIO, f"{plain(above)}/{plain(below)}", standard)
    for match in _PER_MILLE.finditer(page.rest):
        page.take(match.span(), FactKind.RATIO, f"{plain(Decimal(match[1]))}/1000", f"{match[1]}‰")
    for match in _SLASHED.finditer(page.rest):
        part, whole = int(match["above"]), int(match["below"])
        # 9/8的活动 and, in March, 3/8的活动 are days.
        if part < whole and not is_near(part, reading.period):
            standard = _fraction(Decimal(part), Decimal(whole))
            page.take(match.span(), FactKind.RATIO, f"{part}/{whole}", standard)


def _fraction(above: Decimal, below: Decimal) -> str:
    return f"{_words(below)}分之{_words(above)}"


def _words(value: Decimal) -> str:
    return _CHINESE[int(value)] if value % 1 == 0 and value <= _TEN else plain(value)


def _take_ratios(page: Page) -> None:
    for match in _RATIO.finditer(page.rest) if _RATIO_SIGN.search(page.rest) else ():
        first, second = value_of(match["first"]), value_of(match["second"])
        if first is None or second is None:
            continue
        page.take(match.span(), FactKind.RATIO, f"{plain(first)}:{plain(second)}", f"{plain(first)}∶{plain(second)}")
