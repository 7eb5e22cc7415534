"""What an officer leaves to be computed: 看望14人，每人800元 without a total, cash and goods without their sum."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.core.state import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Fact
    from bot.core.lines import Line
    from bot.core.outline import Place

_EACH = {
    "每人": ("人", "人次", "个"),
    "每名": ("人", "人次", "个"),
    "每位": ("人", "人次", "个"),
    "每户": ("户", "个", "家"),
    "每家": ("户", "个", "家"),
}
"""What a price is for, and in which units that is counted."""
_AVERAGE = ("平均", "人均", "户均", "左右", "上下")
_CASH, _GOODS = ("现金", "慰问金", "救助金", "补助金"), ("物品", "慰问品", "实物", "折价", "价值", "物资")
YUAN = "元"
TIMES, PLUS = "×", "＋"
PAIR = 2


@dataclass(frozen=True, slots=True)
class Product:
    """Two figures as they were said, the sign between them, and what they make."""

    figures: tuple[Figure, Figure]
    sign: str
    total: str


def products(place: Place, lines: Sequence[Line]) -> Iterator[Product]:
    """The products and sums that an answer leaves open, one an item at most.

    So many, each at so much, where no total is said; and cash with goods, which are asked for apart.
    """
    money = [fact for line in lines for fact in line.facts if fact.kind is FactKind.MONEY]
    priced = all(fact.of in _EACH for fact in money)
    for line in lines:
        if priced and (found := _priced(line)):
            many, each = found
            counted = f"{many.value}{_EACH[each.of][0]}"
            yield _made(place, line, (counted, each.standard), TIMES, Decimal(many.value) * Decimal(each.value))
        elif len(money) == PAIR and (pair := _cash_and_goods(line)):
            one, other = pair
            total = Decimal(one.value) + Decimal(other.value)
            yield _made(place, line, (one.standard, other.standard), PLUS, total)


def _made(place: Place, line: Line, words: tuple[str, str], sign: str, total: Decimal) -> Product:
    one, other = (Figure(place, line.said.message, figure, line.text) for figure in words)
    return Product((one, other), sign, f"{total.normalize():f}{YUAN}")


def _priced(line: Line) -> tuple[Fact, Fact] | None:
    """The one count and the one price of an item, where nothing else could be meant."""
    prices = [fact for fact in line.facts if fact.kind is FactKind.MONEY]
    if len(prices) != 1 or any(word in line.text for word in _AVERAGE):
        return None
    units = _EACH[prices[0].of]
    counts = [fact for fact in line.facts if fact.kind is FactKind.COUNT and fact.unit in units]
    exact = len(counts) == 1 and not counts[0].approx and not prices[0].approx
    if not exact or not (counts[0].value.isdecimal() and int(counts[0].value) > 1):
        return None
    return counts[0], prices[0]


def _cash_and_goods(line: Line) -> tuple[Fact, Fact] | None:
    """The one sum in cash and the one in goods of an item."""
    sums = [fact for fact in line.facts if fact.kind is FactKind.MONEY and not fact.approx and fact.of not in _EACH]
    cash = [fact for fact in sums if fact.of.endswith(_CASH)]
    goods = [fact for fact in sums if fact.of.endswith(_GOODS)]
    return (cash[0], goods[0]) if len(cash) == len(goods) == 1 and len(sums) == PAIR else None
