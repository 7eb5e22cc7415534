"""The figures said, found by what stood round them. Made once for all that is known, used for each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.guard.unread import counts_something, short_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.drafting.guard.known import Given

COMMON = 12
"""A word round more figures than these tells none of them apart."""
FAINT = 0.1
"""A word so far away is not looked at."""


class Index:
    """The givens that may be exchanged; a given's place among them; the places that each feature speaks for."""

    def __init__(self, givens: Sequence[Given]) -> None:
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
