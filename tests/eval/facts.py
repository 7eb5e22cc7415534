"""The fact reader: on phrases labelled before it saw them (tests/facts/unseen.toml), and how long it takes."""

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
from tests.facts.test_growth import HOSTILE, LONG, spent
from tests.row import Row

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
SEPTEMBER = Reading(Period(2026, 9, 9), date(2026, 9, 21))
PRECISION, RECALL = 0.99, 0.98
REPORT = 2000
# Milliseconds: half of what the guard has for reading and all its checks; what nobody waits for.
USUAL, LONGEST = 10, 60


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
    """Precision and recall, then time."""
    reader = Reader.open(KNOWLEDGE)
    found = score(reader)
    read, said = found.right + found.wrong, found.right + found.missed
    name, of = "fact reader on phrases labelled unseen", f"{found.phrases} phrases"
    precise, whole = found.precision >= PRECISION, found.recall >= RECALL
    yield Row(f"{name}: precision", f"{of}, {read} facts read", f"{found.precision:.1%}", "≥ 99 %", precise)
    yield Row(f"{name}: recall", f"{of}, {said} facts said", f"{found.recall:.1%}", "≥ 98 %", whole)
    yield from _times(reader)


def _times(reader: Reader) -> Iterator[Row]:
    name = "fact reader, processor time"
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(KNOWLEDGE.glob("examples/*.md")))
    pages = [text[at : at + REPORT] for at in range(0, len(text) - REPORT, REPORT)]
    usual = sorted(1000 * spent(reader, page, SEPTEMBER) for page in pages)[len(pages) // 2]
    of = f"median of {len(pages)} texts of {REPORT} characters"
    yield Row(name, of, f"{usual:.1f} ms", f"≤ {USUAL} ms", usual <= USUAL)
    worst = max(1000 * spent(reader, (sign * LONG)[:LONG], SEPTEMBER) for sign in HOSTILE)
    of = f"worst of {len(HOSTILE)} messages of {LONG} characters that repeat themselves"
    yield Row(name, of, f"{worst:.0f} ms", f"≤ {LONGEST} ms", worst <= LONGEST)
