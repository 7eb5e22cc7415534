"""`knowledge/units.toml`: units, and the words around figures. A wrong key is an error at start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.tables import TableError, read

if TYPE_CHECKING:
    from pathlib import Path

Words = tuple[str, ...]
Printed = dict[str, Words]

FILE = "units.toml"
KINDS = frozenset(
    {"people", "visits", "households", "organisations", "events", "items", "places", "time", "measure", "score"}
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Forms said of one unit; see the head of the file. One `name` may stand in several entries."""

    name: str
    kind: str
    said: Words = ()
    printed: Words = ()
    not_before: Words = ()
    fraction: bool = False
    generic: bool = False
    recent: bool = False
    counts_two: bool = False

    @property
    def forms(self) -> Words:
        """All forms said."""
        return self.said or (self.name,)

    def written(self, form: str) -> str:
        """The form that a report prints for a form said."""
        return form if form in self.printed else self.name


@dataclass(frozen=True, slots=True)
class Approximate:
    """Words before and after a figure that keep it approximate: printed form → forms said."""

    at_end: Words
    before: Printed
    after: Printed
    not_before: Printed


@dataclass(frozen=True, slots=True)
class Money:
    """Words that make a lone figure a sum of money, and words that are none."""

    words: Words
    links: Words
    gifts: Words
    large: Words
    paid: Words
    totals: Words
    each: Printed
    each_links: Words
    pieces: Words
    not_before: Words
    currencies: Words


@dataclass(frozen=True, slots=True)
class Share:
    """Words around 点 and 成."""

    changes: Words
    rates: Words
    not_tenths: Words


@dataclass(frozen=True, slots=True)
class Dates:
    """Words that tell a date from another figure."""

    not_day: Words
    recurring: Words
    not_day_after: Words
    lengths: Words
    may_precede: Words
    may_follow: Words
    scores: Words
    versions: Words
    plans: Words


@dataclass(frozen=True, slots=True)
class Counted:
    """Words that tell what is counted."""

    people: Words
    households: Words
    states: Words
    not_people: Words
    things: Words
    actions: Words
    leads: Words
    ends: Words


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words and places in which numerals are no figures."""

    words: Words
    labels: Words
    names_after: Words
    names_before: Words
    lone_before: Words


@dataclass(frozen=True, slots=True)
class Units:
    """The file as it is."""

    unit: tuple[Unit, ...]
    approximate: Approximate
    money: Money
    share: Share
    date: Dates
    counted: Counted
    fixed: Fixed


def read_units(knowledge: Path) -> Units:
    """Read and check `units.toml` of a folder.

    Raises:
        TableError: the file is missing, is no TOML, or has a wrong, missing or unknown key.
    """
    path = knowledge / FILE
    units = read(path, Units)
    for unit in units.unit:
        if unit.kind not in KINDS:
            choices = "、".join(sorted(KINDS))
            raise TableError(f"{path}：单位“{unit.name}”的 kind 不认识（{unit.kind}），请改为 {choices} 之一")
    return units
