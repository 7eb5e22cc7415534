"""The front door: phone text → typed facts.

Each rule reads what the rules before it left. So documents come before figures, what is no figure before what is one,
dates that say so (9月8号) before counts, and dates that only look so (9.8) after them. Honours come before figures,
for a year may be part of one; names come last, for they are told by what stands around them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from bot.facts.amounts import Amounts
from bot.facts.counts import Counts
from bot.facts.dates import Dates
from bot.facts.figure_dates import ShortDates, YearDates
from bot.facts.forms import any_unit
from bot.facts.honours import Honours
from bot.facts.lone_figures import LoneFigures
from bot.facts.money import Money
from bot.facts.names import Names
from bot.facts.no_figures import NoFigures
from bot.facts.nouns import Nouns
from bot.facts.organisations import Organisations
from bot.facts.page import Page
from bot.facts.people import read_people
from bot.facts.shares import Shares
from bot.facts.spoken_days import SpokenDays
from bot.facts.titles import Documents, Quotations
from bot.facts.units import read_units

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.facts import Fact, Reading
    from bot.facts.people import People
    from bot.facts.units import Units


_QUOTED = re.compile(r"“[^”\n]*[，。][^”\n]*”")
"""A clause at least: “3·8”节 and “一函两书” are names."""


class Rule(Protocol):
    """Reads one kind of fact."""

    def read(self, page: Page, reading: Reading) -> None:
        """Take the facts of this kind from what is left of the page."""


class Reader:
    """Reads the facts of a text. Pure: the same text and reading give the same facts."""

    def __init__(self, units: Units, people: People) -> None:
        amounts, nouns = Amounts(units.approximate), Nouns(units.counted, any_unit(units))
        organisations = Organisations(people.organisations)
        self._rules: tuple[Rule, ...] = (
            Documents(),
            Honours(people.honours, people.organisations, organisations),
            NoFigures(units),
            YearDates(units),
            ShortDates(units, sure=True),
            Dates(units),
            SpokenDays(units),
            Shares(units, amounts, nouns),
            Money(units, amounts, nouns),
            Counts(units, amounts, nouns),
            ShortDates(units),
            LoneFigures(units, amounts, nouns),
            Quotations(),
            organisations,
            Names(people.names),
        )

    @classmethod
    def open(cls, knowledge: Path) -> Reader:
        """Make a reader from a folder with `units.toml` and `people.toml`.

        Raises:
            TableError: a file is missing or wrong.
        """
        return cls(read_units(knowledge), read_people(knowledge))

    def read(self, text: str, reading: Reading) -> tuple[Fact, ...]:
        """All facts in order, none overlapping; `start` and `end` are offsets into `text`."""
        page = Page(text)
        for rule in self._rules:
            rule.read(page, reading)
        return page.facts

    def standardise(self, text: str, reading: Reading) -> str:
        """The text with each fact in its standard form; all else stays, and so does what somebody said in quotes."""
        parts, at = [], 0
        quoted = [found.span() for found in _QUOTED.finditer(text)]
        for fact in self.read(text, reading):
            if any(start <= fact.start and fact.end <= end for start, end in quoted):
                continue
            parts += [text[at : fact.start], fact.standard]
            at = fact.end
        return "".join(parts) + text[at:]
