"""The guard over a whole finished text: part by part, then what only the whole shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.facts import Reading
from bot.core.outline import Form, Handbook, Outline
from bot.core.period import Period
from bot.drafting.guard import Guard, Known, Severity
from bot.drafting.material import Portion
from bot.drafting.parting import WHOLE, parted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.drafting.guard import Finding
    from bot.drafting.parting import Part

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Judges a text by the answers of a report; `known` is all that was said in them."""

    book: Handbook
    guard: Guard
    outline: Outline
    period: Period
    parts: Sequence[Portion]
    known: Known

    def review(self, text: str) -> tuple[Finding, ...]:
        """All findings, those of the whole last, each once."""
        found = parted(text, self.outline, self.book.areas, self.period)
        headed = len(found) > 1
        findings = [finding for part in found for finding in self._check(part)]
        findings += self._lost(text, whole=headed)
        if headed:
            findings += self.guard.whole(self.outline, self._sections(found))
        return tuple(dict.fromkeys(findings))

    def _check(self, part: Part) -> tuple[Finding, ...]:
        form = next((one.section.form for one in self.parts if one.id == part.place), None)
        # An opening sums up the report, so all that was said may stand there.
        known = self.known if part.place == WHOLE or form is Form.OPENING else self.known.within(part.place)
        months = next((one.period for one in self.parts if one.id == part.place), self.period)
        return self.guard.check(part.text, self._reading(months), known)

    def _lost(self, text: str, *, whole: bool) -> Iterator[Finding]:
        """What a report left out; of a mere passage, what it left out of an answer that it tells for the most part."""
        for portion in self.parts:
            given = self.guard.known(portion.messages)
            lost = self.guard.lost(text, self._reading(portion.period), given)
            if whole or len(lost) <= HALF * len(given.facts):
                yield from (one for one in lost if one.severity is Severity.GATE)

    def _reading(self, months: Period) -> Reading:
        return Reading(months, self.period.end, self.period)

    def _sections(self, found: Sequence[Part]) -> Mapping[str, str]:
        texts: dict[str, str] = {}
        for part in found:
            section = part.place.partition(".")[0]
            texts[section] = texts.get(section, "") + part.text
        return texts
