"""Figures that contradict each other, and were not settled, are printed as a mark: 【待核实：54人／45人】."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.evidence import best_support

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.state import Conflict
    from bot.drafting.guard.guard import Traced

BETWEEN = "／"


def marked(text: str, traced: Sequence[Traced], conflicts: Sequence[Conflict], mark: str) -> str:
    """The text with a mark in the place of each figure that is doubtful; `mark` has the slot {said}."""
    doubtful = {(figure.message, figure.words): conflict for conflict in conflicts for figure in conflict}
    parts, at = [], 0
    for one in traced:
        fact, given = one.written.fact, best_support(one)
        conflict = doubtful.get((given.source, given.fact.standard)) if given else None
        if conflict:
            said = BETWEEN.join(figure.words for figure in conflict)
            parts += [text[at : fact.start], mark.format(said=said)]
            at = fact.end
    return "".join(parts) + text[at:]
