"""Products that an officer leaves to be computed: 看望14人，每人800元 without a total."""

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
_YUAN = "元"


@dataclass(frozen=True, slots=True)
class Product:
    """So many, each at so much: both figures as they were said, and what they make."""

    figures: tuple[Figure, Figure]
    total: str


def products(place: Place, lines: Sequence[Line]) -> Iterator[Product]:
    """The products of an answer that holds no total itself, one an item at most."""
    sums = [fact for line in lines for fact in line.facts if fact.kind is FactKind.MONEY]
    if any(fact.of not in _EACH for fact in sums):
        return
    for line in lines:
        if found := _product(line):
            many, each = found
            total = Decimal(many.value) * Decimal(each.value)
            counted = f"{many.value}{_EACH[each.of][0]}"
            figures = (
                Figure(place, line.said.message, counted, line.text),
                Figure(place, line.said.message, each.standard, line.text),
            )
            yield Product(figures, f"{total.normalize():f}{_YUAN}")


def _product(line: Line) -> tuple[Fact, Fact] | None:
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
