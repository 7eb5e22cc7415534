"""The fact reader on phrases that were labelled before it saw them (tests/facts/unseen.toml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.core.facts import Reading
from bot.core.period import Period
from bot.facts.reader import Reader
from tests.facts.labels import label, tables
from tests.row import Row

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SEPTEMBER = Reading(Period(2026, 9, 9), date(2026, 9, 21))
PRECISION, RECALL = 0.99, 0.98


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts of how many phrases were read rightly, wrongly, or not at all."""

    phrases: int
    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Of what was read, the part that is labelled."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """Of what is labelled, the part that was read."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def meets_the_bar(self) -> bool:
        """Both at once."""
        return self.precision >= PRECISION and self.recall >= RECALL


def score(reader: Reader) -> Score:
    """What a reader makes of the table; a fact is right only with all its parts."""
    table = tables("unseen")
    right = wrong = missed = 0
    for phrase, labels in table:
        said, read = Counter(labels), Counter(map(label, reader.read(phrase, SEPTEMBER)))
        right += (said & read).total()
        wrong += (read - said).total()
        missed += (said - read).total()
    return Score(len(table), right, wrong, missed)


def rows() -> Iterator[Row]:
    """Precision and recall."""
    found = score(Reader.open(KNOWLEDGE))
    read, said = found.right + found.wrong, found.right + found.missed
    name, of = "fact reader on phrases labelled unseen", f"{found.phrases} phrases"
    precise, whole = found.precision >= PRECISION, found.recall >= RECALL
    yield Row(f"{name}: precision", f"{of}, {read} facts read", f"{found.precision:.1%}", "≥ 99 %", precise)
    yield Row(f"{name}: recall", f"{of}, {said} facts said", f"{found.recall:.1%}", "≥ 98 %", whole)
