"""A plan as it is written: its items with all that was added to them, as a table or a line each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.core.tabling import PlanForm
from bot.drafting.filling import fill
from bot.drafting.plan import plan_table, plan_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.facts import Reading
    from bot.drafting.material import Portion, Told
    from bot.drafting.plan import PlanItem, PlanReader, PlanWords

_LONGEST_CELL = 40
"""Characters of a matter that stands in a table; a longer one is prose, and reads better as such."""


class Planning:
    """Writes the items of a plan; `gap` tells what stands where something is missing."""

    def __init__(self, plans: PlanReader, words: PlanWords, gap: Callable[[str], str]) -> None:
        self._plans = plans
        self._words = words
        self._gap = gap

    def items(self, portion: Portion) -> list[PlanItem]:
        """What is planned: the items, filled with what was said when they were asked back, and those added later."""
        first, *others = portion.told
        planned = [self._plans.read(message.text, message.reading) for message in first.messages]
        planned = fill(self._plans, planned, [text for further in first.further for text in _texts(further)])
        more = [text for told in others if told.question.many for text in _texts(told)]
        return [
            *planned,
            *(self._plans.read(added, reading) for item, reading in more if (added := self._plans.added(item))),
        ]

    def lines(self, items: Sequence[PlanItem]) -> list[str]:
        """A line for each item."""
        return [plan_text(item, self._words, gap) for item, gap in zip(items, self._gaps(len(items)), strict=True)]

    def table(self, portion: Portion, items: Sequence[PlanItem]) -> str:
        """The items as a table; "" where the plan is not to be one."""
        if not items or not self._is_table(portion, items):
            return ""
        return plan_table(items, self._words, self._gaps(len(items))).text

    def _is_table(self, portion: Portion, items: Sequence[PlanItem]) -> bool:
        """As the officer chose, else where the section asks for it and the items are told in parts and shortly."""
        if portion.plan_as:
            return portion.plan_as == PlanForm.TABLE
        fit = all(len(self._plans.lacks(item)) <= 1 and len(item.matter) <= _LONGEST_CELL for item in items)
        return 0 < portion.section.table <= len(items) and fit

    def _gaps(self, count: int) -> list[Callable[[str], str]]:
        """For each item what stands where a part is missing; of several it says whose."""
        which = [self._words.which.format(number=number) if count > 1 else "" for number in range(1, count + 1)]
        return [partial(self._gap_of, one) for one in which]

    def _gap_of(self, which: str, part: str) -> str:
        return self._gap(which + part)


def _texts(told: Told) -> list[tuple[str, Reading]]:
    return [(message.text, message.reading) for message in told.messages]
