"""Sums of money in 元: with a unit, for each (每人500, 一户1000), or bare after a word for money (慰问金3600).

万 stays as the officer gave it (3.15万元); 块, 角 and 毛 become 元; 千 and 百 after Arabic figures are written out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.amounts import apart, one_of
from bot.facts.forms import any_unit
from bot.facts.numerals import CHINESE_SIGNS, plain, value_of
from bot.facts.page import TAKEN

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.amounts import Amount, Amounts
    from bot.facts.nouns import Nouns
    from bot.facts.page import Page
    from bot.facts.units import Units

YUAN = "元"
_SIGN = re.compile(r"[¥￥] ?$")
_PARTS = {"角": Decimal("0.1"), "毛": Decimal("0.1"), "分": Decimal("0.01")}
# A lone figure below this is not taken for money.
_LEAST = 10
_LEAST_GIFT = 100
# How far back a word for money makes 共7000 a sum.
_REACH = 60
# What follows it in a sentence are parts of what stands before.
_WITHIN = "其中"
# 奖3000、2000、1000.
_LISTED = re.compile(f"{TAKEN}[ 、/]$")
_STOP = re.compile("[。；;\n]")
# How far back 每人 stands from its sum.
_NEAR = 16
# 五百块钱一箱牛奶 may be two gifts: 一箱 is a price only where nothing follows.
_PER = r"人|户|家|位|名|次|月|天|场|期|课时|年|(?:(?<!一)|(?=.[^\w]|.$))[份桌瓶箱盒件套]"
# 三块五, 3元5角, 12块5的盒饭; in 500块5个人 the 5 counts people.
_TENTHS = (
    r"(?:(?P<tenths>[0-9一二两三四五六七八九])(?:角|毛|(?=[^\w]|$|的|钱))"
    r"(?:(?P<cents>[0-9一二三四五六七八九])分)?钱?)?"
)
_MORE = "(?P<rest>多(?![数次种样少]))?"
# A lone figure before one of these is none of money: a date, a time, a place, another number.
_NOT_BARE = rf"[0-9A-Za-z{CHINESE_SIGNS}./:~\-%‰月年日号时点比届级楼室班路型版多来余几]"
_SPENT = ("花了", "花了约", "花掉", "花掉约")
_SPENDING = re.compile("支出?了?")
_CLAUSE_END = r"(?![^，。；,; \n])"
_NO_FIGURE_AFTER = rf"(?! ?[0-9{CHINESE_SIGNS}几])"


class Money:
    """Reads sums of money."""

    def __init__(self, units: Units, amounts: Amounts, nouns: Nouns) -> None:
        words = units.money
        self._amounts = amounts
        self._nouns = nouns
        self._currencies = frozenset(words.currencies)
        self._each_form = {form: printed for printed, forms in words.each.items() for form in forms}
        no = f"(?!{one_of(words.not_before)})"
        pieces = one_of(words.pieces)
        piece = rf"(?![\u4e00-\u9fff]{{0,3}}(?:{pieces}))"
        self._piece = re.compile(rf"(?:{pieces})[^，。；,;\n 每一]{{0,6}}$")
        currency = one_of(words.currencies)
        yuan = rf"元钱?(?:整(?![\u4e00-\u9fff]))?{no}|圆|块钱|块{piece}"
        unit = rf"(?P<unit>{currency}|{yuan}|(?:角|毛)钱?{no}|分钱)"
        per = rf"(?:(?: ?(?:/ ?|每个?)|一个?)(?P<per>{_PER}){_NO_FIGURE_AFTER})?"
        self._sum = re.compile(amounts.pattern(unit + _TENTHS + _MORE, f"元|块钱?|{currency}") + per)
        self._bare = re.compile(rf"{amounts.pattern()}(?!{_NOT_BARE}|[到至] ?[0-9]| ?(?:{any_unit(units)}))")
        self._income = re.compile(rf"(?<=收){amounts.pattern()}(?=支出?了?[0-9{CHINESE_SIGNS}])")
        self._spent = re.compile(amounts.pattern(rf"元|块钱?|{_CLAUSE_END}"))
        links = f"(?:{one_of(words.links)}|[: ])*"
        # 慰问1户1500 tells how many there were; 1户1500 is a rate.
        said = [form for form in self._each_form if not form[0].isdecimal()]
        rate = rf"{one_of(said)}|(?<![\u4e00-\u9fff0-9])(?:{one_of(self._each_form.keys() - set(said))})"
        self._each = re.compile(rf"(?P<each>{rate})(?:{one_of(words.each_links)}|[: ])*$")
        self._named = re.compile(rf"(?:{one_of(words.words)}){links}$")
        self._total = re.compile(rf"(?:{one_of(words.totals)})[: ]?$")
        self._gift = re.compile(rf"(?:{one_of(words.gifts)})[: ]?$")
        self._large = re.compile(rf"(?:{one_of(words.large)})[: ]?$")
        counted = rf"(?:[0-9]+|[{CHINESE_SIGNS}]+) ?(?:个人|[人户家名位])"
        self._paid = re.compile(rf"(?:{one_of(words.paid)})了? ?{counted}[\u4e00-\u9fff]{{0,4}}[:，, ]?$")
        self._noun = re.compile(one_of(words.words))
        self._topic = re.compile(rf"{one_of(words.words)}|元|块")

    def read(self, page: Page, reading: Reading) -> None:
        """Take every sum."""
        for match in chain.from_iterable(apart(self._sum, page, one) for one in self._sum.finditer(page.rest)):
            amount = self._amounts.read(match)
            if amount and not self._is_piece(page.plain, match):
                self._take(page, match, _valued(match, amount))
        self._take_balances(page)
        for match in self._bare.finditer(page.rest):
            amount = self._amounts.read(match)
            if amount and not _is_small_or_a_year(amount, match, reading) and self._is_money(page, match, amount):
                self._take(page, match, amount)

    def _take_balances(self, page: Page) -> None:
        """收4.05万支2.87万 is income and expense, and no 支 of anything."""
        for match in self._income.finditer(page.rest):
            said = _SPENDING.match(page.rest, match.end())
            for one in (match, said and self._spent.match(page.rest, said.end())):
                if one and (amount := self._amounts.read(one)):
                    self._take(page, one, amount)

    def _is_piece(self, text: str, match: re.Match[str]) -> bool:
        """提示牌9块 counts pieces, unless the words before speak of money (展板花了9块)."""
        at = match.start()
        since = max(0, at - _NEAR)
        pieces = match["unit"] == "块" and not match["tenths"] and self._piece.search(text, since, at)
        return bool(pieces and not self._named.search(text, since, at))

    def _is_money(self, page: Page, match: re.Match[str], amount: Amount) -> bool:
        """Whether the words before a lone figure make it a sum."""
        text, at = page.plain, match.start()
        since = max(0, at - _NEAR)
        if any(sign.search(text, since, at) for sign in (self._each, self._named, _SIGN)):
            return True
        if "万" in match[0] and self._large.search(text, since, at):
            return True
        if _LISTED.search(page.rest, since, at) and page.has(FactKind.MONEY, since, at):
            return True
        if (match["before"] or "").endswith(_SPENT):
            return True
        is_much = Decimal(amount.value.partition("/")[0]) >= _LEAST_GIFT
        if self._gift.search(text, since, at):
            return is_much
        if is_much and (self._paid.search(text, since, at) or self._is_part(page, at)):
            return True
        total = self._total.search(text, since, at)
        return bool(total) and (
            page.has(FactKind.MONEY, at - _REACH, at) or self._topic.search(text, max(0, at - _REACH), at) is not None
        )

    def _is_part(self, page: Page, at: int) -> bool:
        """支出38652元，其中慰问9800、活动15000: parts of a sum are sums, but 其中女职工120 is none."""
        since = max(0, at - _REACH)
        within = page.plain.rfind(_WITHIN, since, at)
        if within < 0 or _STOP.search(page.plain, within, at) or not page.has(FactKind.MONEY, since, within):
            return False
        return not self._nouns.is_people(self._nouns.before(page, at))

    def _take(self, page: Page, match: re.Match[str], amount: Amount) -> None:
        said, start = match.groupdict(), match.start()
        unit = said.get("unit") or YUAN
        unit = unit if unit in self._currencies else YUAN
        more = said.get("rest") or ""
        standard = f"{amount.before}{amount.figures}{unit}{more}{amount.after}" if more else amount.written(unit)
        of, start, each = self._each_of(page, match, start)
        if said.get("per"):
            standard = f"每{said['per']}{standard}"
        elif sign := _SIGN.search(page.plain, max(0, start - _NEAR), start):
            start = sign.start()
        span, approx = (start, match.end()), amount.approx or bool(more)
        page.take(span, FactKind.MONEY, amount.value, each + standard, unit=unit, of=of, approx=approx)

    def _each_of(self, page: Page, match: re.Match[str], start: int) -> tuple[str, int, str]:
        """What the sum is for, where the fact begins, and the printed words that replace 一人 before it."""
        if per := match.groupdict().get("per"):
            return f"每{per}", start, ""
        each = self._each.search(page.plain, max(0, start - _NEAR), start)
        if not each:
            noun = self._noun.match(page.plain, match.end())
            return (noun[0] if noun else "") or self._nouns.before(page, start), start, ""
        printed = self._each_form[each["each"]]
        if each["each"][0] not in "一1" or not page.is_free(each.start(), start):
            return printed, start, ""
        return printed, each.start(), printed + page.text[each.end("each") : start]


def _valued(match: re.Match[str], amount: Amount) -> Amount:
    """Tenths and hundredths of a yuan: 三块五, 3元5角, 5毛."""
    part = _PARTS.get(match["unit"][0])
    tenths, cents = (value_of(match[name]) if match[name] else None for name in ("tenths", "cents"))
    if part is None and tenths is None:
        return amount
    if "/" in amount.value or not any(sign.isdecimal() for sign in amount.figures):
        return amount
    value = Decimal(amount.value) * (part or 1) + (tenths or 0) * _PARTS["角"] + (cents or 0) * _PARTS["分"]
    return replace(amount, value=plain(value), figures=plain(value) + ("余" if "余" in amount.figures else ""))


def _is_small_or_a_year(amount: Amount, match: re.Match[str], reading: Reading) -> bool:
    value = Decimal(amount.value.partition("/")[0])
    return value < _LEAST or (match["num"].isdecimal() and abs(value - reading.period.year) <= 1)
