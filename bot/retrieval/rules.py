"""The cleaning rules of knowledge/cleaning.toml as values; an unknown or missing key is an error at start."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path

Pattern = re.Pattern[str]
NUMERAL = r"[一二三四五六七八九十百\d]"


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that are no text, and lines that divide it."""

    furniture: tuple[Pattern, ...]
    collection: tuple[Pattern, ...]
    piece: tuple[Pattern, ...]
    scaffold: Pattern
    signature_day: Pattern


@dataclass(frozen=True, slots=True)
class Headings:
    """What tells a heading from a paragraph; lengths in characters."""

    longest: int
    longest_numbered: int
    longest_figure: int
    bad_end: str
    bad_start: str
    opening: Pattern
    sentence_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Sentences of web sites; a paragraph up to `longest_paragraph` characters goes with them."""

    patterns: tuple[Pattern, ...]
    longest_paragraph: int


@dataclass(frozen=True, slots=True)
class Obsolete:
    """Sentences on what a union no longer does."""

    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """Matters of health and of children: a sentence with one of them is kept from everybody."""

    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Swapped:
    """A word that a site put for another; see `words.unswap`."""

    wrong: str
    right: str
    sure_before: tuple[str, ...]
    never_before: str
    never_after: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Words:
    """Words to drop, to correct and to turn back."""

    inserted: tuple[Pattern, ...]
    typos: dict[Pattern, str]
    english: dict[str, str]
    swapped: tuple[Swapped, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that no sentence ends with, but for the words `unless` + sign."""

    sign: str
    unless: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A sign whose word lost its second half to a full stop where `then` follows, but for `unless` + sign."""

    sign: str
    whole: str
    unless: str
    then: str


@dataclass(frozen=True, slots=True)
class Within:
    """Signs round a full stop that stands inside a phrase."""

    before_sum: str
    years: str
    no_start: str


@dataclass(frozen=True, slots=True)
class Stops:
    """Full stops where no sentence ends."""

    no_end: tuple[Sign, ...]
    lost: tuple[Lost, ...]
    within: Within


@dataclass(frozen=True, slots=True)
class Blanks:
    """What may follow a blank (xx, 20xx), as alternatives of a pattern."""

    counted: str
    ordinal: str
    congress: str
    people: str
    organisations: str


@dataclass(frozen=True, slots=True)
class Names:
    """How people's names look and what stands round them."""

    surnames: str
    doubtful: str
    compound: tuple[str, ...]
    given: str
    no_given: str
    not_names: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    before_weak: tuple[str, ...]
    health: tuple[str, ...]
    author_after: str
    follows: str


@dataclass(frozen=True, slots=True)
class Duplicates:
    """When a sentence says nothing new; `telling` signs always say something new."""

    shortest: int
    alike: float
    telling: str


@dataclass(frozen=True, slots=True)
class Passages:
    """Openings of short paragraphs that belong to the one before, to the one behind, to none."""

    looks_back: tuple[str, ...]
    leads_on: tuple[str, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Topic:
    """A tag with the words that show it: `strong` ones count three times, `headings` decide alone in one."""

    name: str
    strong: tuple[str, ...]
    words: tuple[str, ...]
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """All of knowledge/cleaning.toml."""

    lines: Lines
    headings: Headings
    boilerplate: Boilerplate
    obsolete: Obsolete
    private: Private
    words: Words
    stops: Stops
    blanks: Blanks
    names: Names
    duplicates: Duplicates
    passages: Passages
    topic: tuple[Topic, ...]

    @property
    def topics(self) -> frozenset[str]:
        """The names of all tags."""
        return frozenset(topic.name for topic in self.topic)


@lru_cache(maxsize=4)
def load_rules(path: Path) -> Rules:
    """The cleaning rules; read once per process and path.

    Raises:
        TableError: naming file and line.
    """
    return read(path, Rules, lambda text: re.compile(text.replace("{numeral}", NUMERAL)))
