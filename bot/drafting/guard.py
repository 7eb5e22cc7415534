"""The guard: no figure reaches a file that the officer did not give. A gate, not a warning. Pure.

This first guard compares every count, sum, date, percent and ratio, each with its unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.facts.support import unsupported
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.core.facts import Fact, Reading
    from bot.drafting.material import Message
    from bot.facts.reader import Reader

FIGURES = frozenset(
    {
        FactKind.COUNT,
        FactKind.MONEY,
        FactKind.DATE,
        FactKind.DATE_RANGE,
        FactKind.PERCENT,
        FactKind.PERCENTAGE_POINTS,
        FactKind.RATIO,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the guard refuses: its kind, the words found, and why."""

    kind: str
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class GuardWords:
    """`prompts/guard.toml`."""

    figure: str
    lost: str


def read_guard_words(prompts: Path) -> GuardWords:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    path = prompts / "guard.toml"
    return read(path, GuardWords)


class Guard:
    """Checks texts against what is known."""

    def __init__(self, reader: Reader, words: GuardWords) -> None:
        self._reader = reader
        self._words = words

    def known(self, messages: Iterable[Message]) -> tuple[Fact, ...]:
        """All facts of what was said."""
        return tuple(fact for message in messages for fact in self._reader.read(message.text, message.reading))

    def check(self, text: str, reading: Reading, known: tuple[Fact, ...]) -> tuple[Finding, ...]:
        """What a text says without support, in order."""
        why = self._words.figure
        return tuple(
            Finding(fact.kind.value, fact.text, why.format(found=fact.text))
            for fact in unsupported(self._figures(text, reading), known)
        )

    def lost(self, text: str, reading: Reading, given: tuple[Fact, ...]) -> tuple[Finding, ...]:
        """What was given and does not stand in a text. A figure given without a unit (实到56) may have got one."""
        written = self._figures(text, reading)
        values = {(fact.value, fact.approx) for fact in written}
        figures = [f for f in given if f.kind in FIGURES and (f.unit or (f.value, f.approx) not in values)]
        why = self._words.lost
        return tuple(Finding("lost", fact.text, why.format(found=fact.text)) for fact in unsupported(figures, written))

    def _figures(self, text: str, reading: Reading) -> tuple[Fact, ...]:
        return tuple(fact for fact in self._reader.read(text, reading) if fact.kind in FIGURES)
