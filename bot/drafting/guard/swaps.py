"""A figure must count what it counted when it was said: two exchanged figures are both known, and both wrong.

What stands round a figure of the text is compared with what stood round it when it was said, and round the other
figures said of the same kind and unit. Where it stands among another's words, it has taken the other's place.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.drafting.guard.case import DATES
from bot.drafting.guard.counted_here import is_change
from bot.drafting.guard.finding import Hit
from bot.drafting.guard.surroundings import overlap
from bot.drafting.guard.unread import between, counts_something

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.core.facts import Fact
    from bot.drafting.guard.case import Case
    from bot.drafting.guard.known import Given

LEAST = 2.4
"""So much must speak for the other place: some two words in the clauses before, or one word beside the figure."""
TIMES = 2.5
"""And so many times as much as for its own."""
MARGIN = 1.0
"""And where the text has both figures, so much must be won by exchanging them."""


def swapped_figures(case: Case) -> Iterator[Hit]:
    """Figures that stand where another one was said."""
    rivals = _Rivals(case)
    for one, own in zip(case.written, case.supports, strict=True):
        if own and counts_something(one.fact) and (rival := rivals.find(one, own)):
            yield Hit("swap", one.fact.start, one.fact.end, kind=one.fact.kind.value, given=rival.fact.standard)


_LIST = re.compile(r"[、和与及至\d年月日]*")
_ANY = "个"
_CLAUSE = re.compile(r"[，,。；;\n]")


def turned_changes(case: Case) -> Iterator[Hit]:
    """由100元提高至150元, where it was said the other way round."""
    for (one, before), (two, after) in pairwise(zip(case.written, case.supports, strict=True)):
        if not is_change(one.fact, two.fact, case.text):
            continue
        orders = {
            first.fact.start < second.fact.start
            for first in before
            for second in after
            if first.source == second.source and first is not second
        }
        if orders == {False}:
            yield Hit("swap", one.fact.start, one.fact.end, kind=one.fact.kind.value, given=two.fact.standard)


class _Rivals:
    """The figures said, found by what stands round them, and where the text has them."""

    def __init__(self, case: Case) -> None:
        self._index = case.known.index
        self._text = case.text
        self._unread = between(case.text, [one.fact for one in case.written])
        self._written: dict[int, list[Given]] = {}
        for one, own in zip(case.written, case.supports, strict=True):
            for given in own:
                self._written.setdefault(id(given), []).append(one)

    def find(self, one: Given, own: Sequence[Given]) -> Given | None:
        """The figure in whose place this one stands, if there is one."""
        shared = self._index.shares(one)
        places = [self._index.place.get(id(given), -1) for given in own]
        own_shares = [shared.get(place, 0.0) for place in places]
        least = max(own_shares)
        best = own[own_shares.index(least)]
        likelier = [place for place, much in shared.items() if much > least]
        for place in sorted(likelier, key=lambda place: (-shared[place], place)):
            rival = self._index.givens[place]
            speaks = _could_be(one.fact, rival.fact, own) and all(_speaks(one, rival, given) for given in own)
            if speaks and not self._is_measure(rival.fact, one.fact) and not self._stands(rival, one, best):
                return rival
        return None

    def _is_measure(self, rival: Fact, one: Fact) -> bool:
        """Whether the rival is an article, or says of what the figure is a rate: 一天 of 一天两顿, 3场 of 每场3名."""
        if rival.text == f"一{rival.unit}":
            return True
        begun = max((found.end() for found in _CLAUSE.finditer(self._text, 0, one.start)), default=0)
        return bool(rival.unit) and rival.unit != one.unit and f"每{rival.unit}" in self._text[begun : one.start]

    def _stands(self, rival: Given, one: Given, own: Given) -> bool:
        """Whether the text has the rival where it belongs: in 委员7名，其中女委员3名 the 3 takes nobody's place."""
        if rival.fact.unit and rival.fact.standard in self._unread:
            return True  # where the reader took its unit for a part of a word (其余2处于…)
        return any(
            self._are_in_step(one, two, own, rival)
            or overlap(one.around, own.around) + overlap(two.around, rival.around) + MARGIN
            > overlap(one.around, rival.around) + overlap(two.around, own.around)
            for two in self._written.get(id(rival), ())
        )

    def _are_in_step(self, one: Given, two: Given, own: Given, rival: Given) -> bool:
        """Whether two days of one list (7月1日、8月1日…) follow each other as they did when they were said."""
        first, second = sorted((one.fact, two.fact), key=lambda fact: fact.start)
        if first.kind not in DATES or second.kind not in DATES or own.source != rival.source:
            return False
        in_order = (one.fact.start < two.fact.start) == (own.fact.start < rival.fact.start)
        return in_order and _LIST.fullmatch(self._text, first.end, second.start) is not None


def _could_be(fact: Fact, other: Fact, own: Sequence[Given]) -> bool:
    """Whether one could be taken for the other: another number of its unit, or the same number of another unit."""
    if fact.kind in DATES or other.kind in DATES:
        return fact.kind in DATES and other.kind in DATES and other.value not in {given.fact.value for given in own}
    if fact.kind is not other.kind:
        return False
    if other.value == fact.value:
        return bool(other.unit) and other.unit not in {fact.unit, *(given.fact.unit for given in own)}
    # Tasks were planned in 件 and are written in 项: what was said is compared with what was said.
    return other.unit in {fact.unit, *(given.fact.unit for given in own if given.fact.unit != _ANY)} or (
        not other.unit and other.text.isdecimal()
    )


def _speaks(one: Given, rival: Given, own: Given) -> bool:
    """Whether the words round a figure are the rival's and not its own; words of both tell nothing."""
    for_rival = _told(one.around, rival.around, own.around)
    return for_rival >= LEAST and for_rival >= TIMES * _told(one.around, own.around, rival.around)


def _told(around: Mapping[str, float], for_one: Mapping[str, float], against: Mapping[str, float]) -> float:
    return sum(
        weight * (for_one[feature] - against.get(feature, 0.0))
        for feature, weight in around.items()
        if for_one.get(feature, 0.0) > against.get(feature, 0.0)
    )
