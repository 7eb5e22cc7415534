"""Which things said support a fact of a text: the same kind, value, unit and certainty (`bot.facts.support`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.case import DATES, FIGURES
from bot.drafting.guard.index import ends_of
from bot.drafting.guard.surroundings import overlap
from bot.drafting.guard.unread import short_day
from bot.facts.support import shade, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.core.facts import Fact
    from bot.drafting.guard.known import Given
    from bot.drafting.guard.lexicon import Around

TASKS = ("件", "项")
"""What is said of tasks, and what is written."""
_GENERIC = frozenset({"", "个"})
_ROUGHLY, _AROUND = "来", "around"
_FAMILY, _FAMILIES, _HOUSEHOLDS = "家庭", "家", "户"
_FIRMS = ("企业", "公司", "单位", "工会", "组织", "机构", "店", "厂", "商户")
_PIECE = "块"
_PERSONS = frozenset({"人", "个"})
_VISITS = frozenset({"人次", "户次", "车次", "台次", "班次", "场次"})
_COUNTED = frozenset({FactKind.COUNT, FactKind.MONEY, FactKind.PERCENT})


def supports(
    written: Sequence[Given], by_value: Mapping[str, Sequence[Given]], words: Around
) -> tuple[tuple[Given, ...], ...]:
    """For each fact written, the givens that support it, of those known by their values."""
    return tuple(tuple(_supporting(one, by_value, words)) for one in written)


def _supporting(one: Given, by_value: Mapping[str, Sequence[Given]], words: Around) -> Iterable[Given]:
    if one.fact.kind not in FIGURES:
        return ()
    given = {id(found): found for value in ends_of(one.fact) for found in by_value.get(value, ())}
    if one.fact.kind is FactKind.DATE_RANGE and not unsupported([one.fact], [found.fact for found in given.values()]):
        return given.values()
    return [found for found in given.values() if _is_supported(one, found, words)]


def _is_supported(one: Given, given: Given, words: Around) -> bool:
    fact, other = one.fact, given.fact
    if fact.kind is FactKind.COUNT and not fact.unit and other.kind in _COUNTED:
        # 应到60、实到56人: the unit follows once for both.
        return fact.value == other.value and fact.approx == other.approx
    if _is_plainly_the_same(fact, other) or _is_said_otherwise(one, given, words):
        return True
    if not _may_fit(fact, other) or unsupported([fact], [other]):
        return False
    generic = other.kind is FactKind.COUNT and other.unit in _GENERIC and other.unit != fact.unit
    if generic and fact.kind is FactKind.COUNT and short_day(other):
        # 跳绳9.16 tells a day, never 9.16人.
        return False
    return not generic or _may_be(one, given, words.people)


def is_the_same(fact: Fact, given: Fact, words: Around) -> bool:
    """Whether a figure says in other words what was given: 30份左右 for 30来份, 3次 for 3回, 19个家庭 for 19家."""
    if fact.value != given.value or fact.approx != given.approx:
        return False
    if fact.kind is not given.kind:
        # 月饼烤出来三百多块 are pieces, whatever a reader takes them for.
        pieces = fact.kind is FactKind.COUNT and given.kind is FactKind.MONEY and fact.unit == _PIECE
        return pieces and given.text.endswith(_PIECE) and shade(fact) == shade(given)
    if fact.unit in words.same_units.get(given.unit, ()):
        return not fact.approx or shade(fact) == shade(given)
    if fact.approx:
        roughly = _ROUGHLY in given.text and shade(fact) == _AROUND
        return roughly and given.unit in {fact.unit, *_GENERIC}
    return given.unit == _FAMILIES and fact.text.endswith(_FAMILY) and not given.of.endswith(_FIRMS)


def _is_said_otherwise(one: Given, given: Given, words: Around) -> bool:
    if one.fact.approx != given.fact.approx or one.fact.kind in DATES:
        return False
    return is_the_same(one.fact, given.fact, words) or _is_the_same_task(one, given, words) or _are_families(one, given)


def _are_families(one: Given, given: Given) -> bool:
    """Whether 6户 are the 6家 of people, not of firms."""
    fact, other = one.fact, given.fact
    alike = fact.kind is other.kind and fact.value == other.value and fact.approx == other.approx
    if not alike or (other.unit, fact.unit) != (_FAMILIES, _HOUSEHOLDS):
        return False
    return not other.of.endswith(_FIRMS) and given.around.keys().isdisjoint(_FIRMS)


def _is_the_same_task(one: Given, given: Given, words: Around) -> bool:
    """Whether 5项 are the 5件 that were planned."""
    fact, other = one.fact, given.fact
    alike = fact.kind is other.kind and fact.value == other.value and fact.approx == other.approx
    if not alike or (other.unit, fact.unit) != TASKS:
        return False
    return other.of in words.tasks or any(word in given.asked for word in words.tasks[:2])


def _is_plainly_the_same(fact: Fact, other: Fact) -> bool:
    """Most figures are exact and stand as they were said, which needs no closer look."""
    exact = not (fact.approx or other.approx) and fact.kind is other.kind and fact.kind not in DATES
    return exact and fact.value == other.value and fact.unit == other.unit


def _may_fit(fact: Fact, other: Fact) -> bool:
    """Whether it is worth a closer look: most facts of one value are of another unit."""
    if fact.kind in DATES or other.kind in DATES:
        return fact.kind in DATES and other.kind in DATES
    return fact.approx == other.approx and other.unit in {fact.unit, *_GENERIC}


def _may_be(one: Given, given: Given, people: tuple[str, ...]) -> bool:
    """Whether 5个 may be 5处: of what was counted, never visits (人次) for things, nor things for people."""
    unit = one.fact.unit
    if unit in _VISITS:
        return unit in given.asked or f"~{unit}" in given.around
    if unit and unit not in _PERSONS and one.fact.of.endswith(people):
        return False
    counted = not given.sure or (given.fact.of and given.fact.unit)
    return not counted or overlap(one.around, given.around) > 0
