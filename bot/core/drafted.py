"""A drafted report: its sections, every version that a section had, what is missing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_MARK = re.compile(r"【(待补|待核实)：([^】]*)】")


class Author(StrEnum):
    """Who wrote a section of a draft: `MODEL` and `PLAIN` are the values of the command-line contract.

    `OFFICER`: the officer's own wording, put in the place of a drafted one.
    """

    MODEL = "model"
    PLAIN = "plain"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One section as drafted: its text without the heading, who wrote it, and which version it is, from 0."""

    id: str
    title: str
    text: str
    by: Author
    version: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a section has or had. Versions of a section are numbered from 0 in the order they were made.

    `after` is the number of the version before it, -1 for none; `wish` is what had been asked for, "" for one that was
    drafted from the answers; `message` is the officer's message that asked, 0 for a button.
    """

    section: str
    text: str
    by: Author
    after: int = -1
    wish: str = ""
    message: int = 0


@dataclass(frozen=True, slots=True)
class Rejected:
    """What was not let into a draft, and why; `by` whose it was.

    A model's words that the guard refused; a turn of the plain writer's, in whose place the officer's own words stand;
    of the officer's own what is an order and tells of no work.
    """

    section: str
    found: str
    why: str
    by: Author = Author.MODEL


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole drafted report. `revision` tells drafts of one report apart.

    `versions` are those of all sections that were revised, in the order they were made; none of a section that was not.
    `renews` is set where the month's budget for models was used up: the day from which there is a new one.
    """

    revision: int
    sections: tuple[DraftSection, ...]
    missing: tuple[str, ...] = ()
    to_verify: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    versions: tuple[Version, ...] = ()
    renews: date | None = None


def marks(text: str, kind: str) -> tuple[str, ...]:
    """What stands in a text's 【待补：…】 or 【待核实：…】, in order, each once."""
    return tuple(dict.fromkeys(found[2] for found in _MARK.finditer(text) if found[1] == kind))
