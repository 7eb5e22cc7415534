"""What an officer may wish of a drafted section."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """A way of changing a section. The value is what a button carries and a table of `prompts/officer.toml` names."""

    SHORTER = "shorter"
    FORMAL = "formal"
    LISTED = "listed"
    TABLED = "tabled"
    AGAIN = "again"
    MORE = "more"
    OWN = "own"
    LESS = "less"
    SAID = "said"


BACK = "back"
"""In the place of a `How`: the version before."""
WITHOUT_MODEL = frozenset({How.SHORTER, How.LISTED, How.TABLED, How.AGAIN, How.MORE, How.OWN})
"""What the plain writer can do."""
NEVER_BY_MODEL = frozenset({How.LISTED, How.TABLED, How.OWN})
"""What is done without one, even where there is one."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be changed: in which section ("" in all), how, in the officer's words, said in which message."""

    section: str
    how: How
    words: str = ""
    message: int = 0
