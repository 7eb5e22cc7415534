"""`knowledge/terms.toml`: outdated and colloquial words, and today's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path


class Mode(StrEnum):
    """What to do with an old word; see the head of the file."""

    REPLACE = "replace"
    ASK = "ask"
    DROP = "drop"
    KEEP = "keep"
    RESERVED = "reserved"


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
        words = sorted(self._new, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, words)) or r"(?!)")

    @classmethod
    def open(cls, knowledge: Path) -> Terms:
        """Read the file.

        Raises:
            TableError: naming file and line.
        """
        path = knowledge / "terms.toml"
        return cls(read(path, _Terms).term)

    def modernise(self, text: str) -> str:
        """The text in today's words."""
        return self._pattern.sub(lambda found: self._new[found[0]], text)
