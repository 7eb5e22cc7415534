"""The figures said, found by what stood round them. Made once for all that is known, used for each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.unread import counts_something, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.facts import Fact
    from bot.drafting.guard.known import Given

_DATES = frozenset({FactKind.DATE, FactKind.DATE_RANGE})
_MONTH, _YEAR = len("2026-09"), len("2026")
COMMON = 12
"""A word round more figures than these tells none of them apart."""
FAINT = 0.1
"""A word so far away is not looked at."""


class Index:
    """The givens that may be exchanged; a given's place among them; the places that each feature speaks for.

    `by_value` are all givens by their values, days also by their month and their year.
    """

    def __init__(self, givens: Sequence[Given]) -> None:
        self.by_value: dict[str, list[Given]] = {}
        for given in givens:
            for value in _known_by(given.fact):
                self.by_value.setdefault(value, []).append(given)
        self.givens = [given for given in givens if counts_something(given.fact) and not short_day(given.fact)]
        self.place = {id(given): place for place, given in enumerate(self.givens)}
        found: dict[str, list[tuple[int, float]]] = {}
        for place, given in enumerate(self.givens):
            for feature, weight in given.around.items():
                if weight >= FAINT:
                    found.setdefault(feature, []).append((place, weight))
        self.by_feature = {feature: having for feature, having in found.items() if len(having) <= COMMON}

    def shares(self, given: Given) -> dict[int, float]:
        """How much of what stands round a figure speaks for each of the givens, by its place; none where nothing."""
        shared: dict[int, float] = {}
        for feature, weight in given.around.items():
            if weight >= FAINT and (having := self.by_feature.get(feature)):
                for place, its in having:
                    shared[place] = shared.get(place, 0.0) + weight * its
        return shared


def ends_of(fact: Fact) -> tuple[str, ...]:
    """The value, and of a range both ends."""
    return tuple(dict.fromkeys((fact.value, *fact.value.split("/")))) if fact.kind in _DATES else (fact.value,)


def _known_by(fact: Fact) -> tuple[str, ...]:
    """What a fact is found by: a day also by its month and its year."""
    if fact.kind not in _DATES:
        return (fact.value,)
    return tuple({part for end in ends_of(fact) for part in (end, end[:_MONTH], end[:_YEAR])})
