"""`knowledge/terms.toml`: outdated and colloquial words, and today's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


class Mode(StrEnum):
    """What to do with an old word; see the head of the file."""

    REPLACE = "replace"
    ASK = "ask"
    DROP = "drop"
    KEEP = "keep"
    RESERVED = "reserved"


_REFUSED = frozenset({Mode.REPLACE, Mode.DROP, Mode.RESERVED})


@dataclass(frozen=True, slots=True)
class Term:
    """Old words, the word that stands for them today, and longer words that must stay untouched."""

    old: tuple[str, ...]
    new: str
    mode: Mode
    not_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Terms:
    term: tuple[Term, ...]


class Terms:
    """Replaces the old words that are safe to replace, longest first."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self._new: dict[str, str] = {}
        replaced = [term for term in terms if term.mode is Mode.REPLACE]
        self._new |= {kept: kept for term in replaced for kept in term.not_in}
        self._new |= {old: term.new for term in replaced for old in term.old}
        # A replacement already in place (女职工委员会) must not be read again from its middle.
        self._new |= {new: new for new in list(self._new.values())}
        self._pattern = _any_of(self._new)
        refused = [term for term in terms if term.mode in _REFUSED]
        self._refused = {old: term for term in refused for old in term.old}
        kept = {word for term in refused for word in (*term.not_in, term.new)}
        self._worth_a_look = _any_of(self._refused.keys() | (kept - {""}))

    @classmethod
    def open(cls, knowledge: Path) -> Terms:
        """Read the file.

        Raises:
            TableError: naming file and line.
        """
        path = knowledge / "terms.toml"
        return cls(read(path, _Terms).term)

    def outdated(self, text: str) -> Iterator[tuple[int, Term, str]]:
        """The old words of a text that a draft may not use by itself: where, by which rule, and the words."""
        for found in self._worth_a_look.finditer(text):
            if found[0] in self._refused:
                yield found.start(), self._refused[found[0]], found[0]

    def modernise(self, text: str) -> str:
        """The text in today's words."""
        return self._pattern.sub(lambda found: self._new[found[0]], text)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))) or r"(?!)")
