"""No number that leads to a person, whoever gave it; no illness beside a name; nobody's name who was helped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.discretion import Discretion
from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case


@dataclass(frozen=True, slots=True)
class PersonalData:
    """The check; what was said does not excuse it."""

    discretion: Discretion

    def look(self, case: Case) -> Iterator[Hit]:
        """Each number and each illness beside a name."""
        for start, end in self.discretion.numbers(case.text):
            yield Hit("number", start, end, kind="personal")
        for start, end in self.discretion.illnesses(case.text, [one.fact for one in case.written]):
            yield Hit("illness", start, end, kind="personal")
