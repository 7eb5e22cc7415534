"""`knowledge/people.toml`: people, organisations, honours, illness. A wrong key is an error at start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path

Words = tuple[str, ...]

FILE = "people.toml"


@dataclass(frozen=True, slots=True)
class NameWords:
    """What names look like and what stands around them; see the file."""

    surnames: str
    doubtful: str
    titled: str
    uncalled: str
    compound: Words
    given: str
    no_given: str
    not_names: Words
    titles: Words
    ranks: Words
    not_titled: Words
    labels: Words
    posts: Words
    people: Words
    leads: Words
    doings: Words
    follows: Words


@dataclass(frozen=True, slots=True)
class OrganisationWords:
    """How names of organisations end, and where they begin."""

    endings: Words
    not_after: Words
    breaks: Words
    whole: Words
    generic: Words
    not_names: Words
    numbered: Words
    long: Words
    ranked: Words
    ranks: Words
    givers: Words


@dataclass(frozen=True, slots=True)
class HonourWords:
    """What is an honour, and what gives one."""

    sure: Words
    verbs: Words
    giving: Words
    words: Words
    not_prize: Words
    not_honours: Words
    nominations: Words
    mere: Words
    stops: Words
    prizes: Words


@dataclass(frozen=True, slots=True)
class HealthWords:
    """Illness, need, and who acts."""

    illnesses: Words
    helps: Words
    needs: Words
    agents: Words


@dataclass(frozen=True, slots=True)
class People:
    """The file as it is."""

    names: NameWords
    organisations: OrganisationWords
    honours: HonourWords
    health: HealthWords


def read_people(knowledge: Path) -> People:
    """Read and check `people.toml` of a folder.

    Raises:
        TableError: the file is missing, is no TOML, or has a wrong, missing or unknown key.
    """
    return read(knowledge / FILE, People)
