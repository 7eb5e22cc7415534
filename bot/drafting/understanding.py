"""What the interview understands of answers, by the readers that the drafts are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.plan import PlanReader
from bot.drafting.results import Results

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.facts import Fact, Reading
    from bot.core.outline import Handbook
    from bot.core.state import Conflict, Paper
    from bot.core.trends import Counted
    from bot.core.understanding import Part
    from bot.drafting.conflicts import Conflicts
    from bot.drafting.counting import Counting
    from bot.drafting.phrasing import Phrasing
    from bot.facts.reader import Reader


class Understood:
    """`bot.core.understanding.Understanding` as it is."""

    def __init__(self, reader: Reader, phrasing: Phrasing, conflicts: Conflicts, counting: Counting) -> None:
        self._reader = reader
        self._plans = PlanReader(phrasing, reader)
        self._results = Results(phrasing)
        self._conflicts = conflicts
        self._counting = counting

    def read(self, text: str, reading: Reading) -> tuple[Fact, ...]:
        """The facts of a text in order."""
        return self._reader.read(text, reading)

    def lacks(self, item: str, reading: Reading) -> tuple[Part, ...]:
        """What an item of a plan does not say."""
        return self._plans.lacks(self._plans.read(item, reading))

    def added(self, item: str) -> str:
        """What an answer to “does it fit?” adds to a plan."""
        return self._plans.added(item)

    def unfinished(self, planned: Sequence[str], said: Sequence[str]) -> tuple[str, ...]:
        """The matters that were said not to be done. One of which nobody spoke is not among them."""
        told = [result for line in said for result in self._results.read(line)]
        found, others = self._results.match(planned, told)
        return tuple(one.item for one in (*found, *others) if one.item and self._results.is_open(one))

    def conflicts(self, book: Handbook, paper: Paper) -> tuple[Conflict, ...]:
        """Where two answers count the same thing differently."""
        return self._conflicts.find(book, paper)

    def counted(self, book: Handbook, paper: Paper) -> tuple[Counted, ...]:
        """What a report counts."""
        return self._counting.of(book, paper)
