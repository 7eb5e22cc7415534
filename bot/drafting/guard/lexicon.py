"""`knowledge/guard.toml`: the words that the checks must know."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.facts.people import read_people
from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = re.IGNORECASE | re.MULTILINE


@dataclass(frozen=True, slots=True)
class Honours:
    """What awards, what makes an honour particular, what makes a general word of honour an honest one."""

    awards: tuple[re.Pattern[str], ...]
    names: tuple[str, ...]
    general: tuple[str, ...]
    levels: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Names that need no support, the endings that show a name, and how these are shortened."""

    document_leads: tuple[str, ...]
    terms: tuple[str, ...]
    organisations: tuple[str, ...]
    organisation_kinds: str
    organisation_stops: str
    organisation_leads: tuple[str, ...]
    organisation_generic: tuple[str, ...]
    organisation_doings: tuple[str, ...]
    leading: tuple[re.Pattern[str], ...]
    anybody: tuple[str, ...]
    short: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Copies:
    """Phrases that belong to everybody."""

    stock: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeats:
    """Signs in which two sentences may differ and say two things."""

    telling: str


@dataclass(frozen=True, slots=True)
class Around:
    """Words round a figure: idle ones and signs, words of one meaning, and those for people, parts, wholes, texts."""

    words: tuple[str, ...]
    same: tuple[tuple[str, ...], ...]
    people: tuple[str, ...]
    parts: tuple[str, ...]
    wholes: tuple[str, ...]
    structure: tuple[str, ...]
    list_units: tuple[str, ...]
    no_counts: tuple[str, ...]
    same_units: dict[str, tuple[str, ...]]
    tasks: tuple[str, ...]
    idle: str


@dataclass(frozen=True, slots=True)
class SampleWords:
    """What no sample may show a model: sentences left out whole, and names of places and ranks made slots."""

    slogans: tuple[re.Pattern[str], ...]
    private: tuple[re.Pattern[str], ...]
    places: tuple[str, ...]
    place_endings: str
    no_places: tuple[str, ...]
    ranks: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The file as it is."""

    instructions: tuple[re.Pattern[str], ...]
    orders: re.Pattern[str]
    leaning: re.Pattern[str]
    echoes: tuple[re.Pattern[str], ...]
    slots: tuple[re.Pattern[str], ...]
    vague: tuple[re.Pattern[str], ...]
    often: re.Pattern[str]
    markup: re.Pattern[str]
    pairs: tuple[str, ...]
    honours: Honours
    names: NameWords
    copies: Copies
    repeats: Repeats
    around: Around
    samples: SampleWords


NOTHING = Lexicon(
    instructions=(),
    orders=re.compile(r"(?!)"),
    leaning=re.compile(r"(?!)"),
    echoes=(),
    slots=(),
    vague=(),
    often=re.compile(r"(?!)"),
    markup=re.compile(r"(?!)"),
    pairs=(),
    honours=Honours((), (), (), (), ()),
    names=NameWords((), (), (), "", "", (), (), (), (), (), {}),
    copies=Copies(()),
    repeats=Repeats(""),
    around=Around((), (), (), (), (), (), (), (), {}, (), ""),
    samples=SampleWords((), (), (), r"(?!)", (), re.compile(r"(?!)")),
)
"""For a guard that looks at figures alone."""


def read_lexicon(knowledge: Path) -> Lexicon:
    """Read and check the file.

    Raises:
        TableError: naming file and line, also for a pattern that is no regular expression.
    """
    lexicon = read(knowledge / "guard.toml", Lexicon, lambda pattern: re.compile(pattern, _FLAGS))
    breaks = (word for word in read_people(knowledge).organisations.breaks if len(word) > 1)
    names = replace(lexicon.names, organisation_doings=(*lexicon.names.organisation_doings, *breaks))
    return replace(lexicon, names=names)
