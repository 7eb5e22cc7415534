"""Which figures of a text are supported by known facts. Pure.

A figure is supported by a known fact of the same kind, value, unit and certainty: 120余人 is not 120人, 人 is not 人次,
% is not 百分点. What an officer gave without a unit (62, 5个) supports that value of any unit: the question gave it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.core.facts import Fact, FactKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_DATES = frozenset({FactKind.DATE, FactKind.DATE_RANGE})
# A lone figure answers a question on any of these.
_LONE = frozenset({FactKind.COUNT, FactKind.MONEY, FactKind.PERCENT})
_GENERIC = "个"
_BELOW = re.compile("近|不到|不足|至多|最多|不超过|以内|以下")
_ABOVE = re.compile("余|多|超|至少|不少于|不低于|以上|(?<=.)几")
_FIGURE = re.compile("[0-9]")
_VAGUE = re.compile("[零一二两三四五六七八九十百千万亿几数上成]+")
_PART = re.compile("上旬|中旬|下旬|底|末|初|上半年|下半年|左右|前后")


def unsupported(found: Sequence[Fact], known: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a text that no known fact supports, in their order."""
    days = _days(known)
    return tuple(fact for fact in found if not _is_supported(fact, known, days))


def _is_supported(fact: Fact, known: Sequence[Fact], days: frozenset[tuple[str, str]]) -> bool:
    if fact.kind is FactKind.DATE:
        return _is_known_day(fact, days)
    if fact.kind is FactKind.DATE_RANGE and _are_known_ends(fact, days):
        return True
    return any(_is_same(fact, other) for other in known)


def _is_same(fact: Fact, other: Fact) -> bool:
    if fact.value != other.value or not _fits(fact, other):
        return False
    if fact.kind in _DATES:
        return _parts(fact) == _parts(other)
    return fact.approx == other.approx and (not fact.approx or shade(fact) == shade(other))


def _fits(fact: Fact, other: Fact) -> bool:
    """Whether the known fact's kind and unit can stand for the found one's."""
    if other.kind is FactKind.COUNT and not other.unit:
        return fact.kind in _LONE
    if fact.kind is not other.kind:
        return False
    return fact.unit == other.unit or (fact.kind is FactKind.COUNT and other.unit == _GENERIC)


def shade(fact: Fact) -> str:
    """Which side of its value an approximate figure lies; vague numerals must be the same words (几十, 三四)."""
    if _BELOW.search(fact.standard):
        return "below"
    if _ABOVE.search(fact.standard):
        return "above"
    vague = None if _FIGURE.search(fact.standard) else _VAGUE.search(fact.standard)
    return vague[0] if vague else "around"


def _days(known: Sequence[Fact]) -> frozenset[tuple[str, str]]:
    """The known days with their part (底, 上旬): single ones, and both ends of each range."""
    days = {(fact.value, _parts(fact)) for fact in known if fact.kind is FactKind.DATE}
    days |= {
        (end, part)
        for fact in known
        if fact.kind is FactKind.DATE_RANGE
        for end, part in zip(fact.value.split("/"), _end_parts(fact), strict=True)
    }
    return frozenset(days)


def _is_known_day(fact: Fact, days: frozenset[tuple[str, str]]) -> bool:
    """A month or a year without a part of it is also known by a day that lies in it."""
    part = _parts(fact)
    return (fact.value, part) in days or (not part and any(day.startswith(f"{fact.value}-") for day, _ in days))


def _are_known_ends(fact: Fact, days: frozenset[tuple[str, str]]) -> bool:
    return all(end in days for end in zip(fact.value.split("/"), _end_parts(fact), strict=True))


def _parts(fact: Fact) -> str:
    return _parts_of(fact.standard)


def _end_parts(fact: Fact) -> list[str]:
    return [_parts_of(end) for end in fact.standard.split("至", 1)]


@lru_cache(maxsize=1024)
def _parts_of(written: str) -> str:
    return "".join(_PART.findall(written)).replace("末", "底")
