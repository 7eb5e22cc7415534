"""What a figure counts, by the words beside it: shared by what compares figures within a report and over several."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from bot.core.facts import Fact
    from bot.core.lines import Line

FIGURES = frozenset({FactKind.COUNT, FactKind.MONEY, FactKind.PERCENT})
DATES = frozenset({FactKind.DATE, FactKind.DATE_RANGE})
MARK = re.compile(r"[\s，,。.、；;：:！!？?｜|│（）()]+")
TOLD = 2
"""So many signs that are not idle say what is counted."""
_FACT = "\0"


@dataclass(frozen=True, slots=True)
class CountedWords:
    """`knowledge/conflicts.toml`."""

    idle: tuple[str, ...]
    doing: tuple[tuple[str, ...], ...]
    apart: tuple[str, ...]
    again: tuple[str, ...]


def read_counted_words(knowledge: Path) -> CountedWords:
    """The words of a folder.

    Raises:
        TableError: the file is missing or wrong.
    """
    return read(knowledge / "conflicts.toml", CountedWords)


def is_exact(fact: Fact) -> bool:
    """Whether it is one figure, neither 约80人 nor 20～30人."""
    return fact.kind in FIGURES and not fact.approx and "/" not in fact.value


def words_of(line: Line, fact: Fact, idle: re.Pattern[str]) -> str:
    """The words of the figure's clause; of those before, too, while it says nothing itself."""
    masked, words = _masked(line), ""
    for start, end in reversed(_clauses(masked)):
        if start > fact.start:
            continue
        others = [one for one in line.facts if start <= one.start < end and one is not fact]
        if words and any((one.kind, one.unit) == (fact.kind, fact.unit) for one in others):
            break
        words = masked[start:end].replace(_FACT, "") + words
        if len(idle.sub("", MARK.sub("", words))) >= TOLD:
            break
    return MARK.sub("", words)


def clause_of(line: Line, fact: Fact) -> str:
    """The words of the figure's own clause: 走访困难职工家庭 of 9月2日走访困难职工家庭6户."""
    masked = _masked(line)
    own = next(masked[start:end] for start, end in _clauses(masked) if start <= fact.start < end)
    return MARK.sub("", own.replace(_FACT, ""))


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words, the longest first; nothing, where there are none."""
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)")


def _clauses(masked: str) -> list[tuple[int, int]]:
    return list(pairwise([0, *(mark.end() for mark in MARK.finditer(masked)), len(masked) + 1]))


def _masked(line: Line) -> str:
    """The text with every date and figure made blank, each place where it was; names stay."""
    text = line.text
    for fact in line.facts:
        if fact.kind in FIGURES | DATES:
            text = text[: fact.start] + _FACT * (fact.end - fact.start) + text[fact.end :]
    return text
