"""A text of one portion before the guard: what may not stand in it, what it lost. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.drafted import Author, Rejected, marks
from bot.core.facts import Reading
from bot.core.outline import Form
from bot.drafting.guard import Finding, Guard, Known, Located, Severity
from bot.drafting.guard.spans import without_marks
from bot.drafting.material import Message

if TYPE_CHECKING:
    from bot.drafting.material import Portion


@dataclass(frozen=True, slots=True)
class Verdict:
    """What closes the gate: `wrong` stands in the text, `lost` does not."""

    wrong: tuple[Located, ...] = ()
    lost: tuple[Finding, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the text may be delivered."""
        return not self.wrong and not self.lost

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of it, each once."""
        return tuple(dict.fromkeys((*(one.finding for one in self.wrong), *self.lost)))


@dataclass(frozen=True, slots=True)
class Judge:
    """Knows what a portion's text may tell and must tell.

    `known` may stand in it, `given` must, and so must `gaps`, what nobody said and the plain writer shows as missing;
    `samples` are the passages its writer was shown; `beside` is the text in
    which a fact may stand instead, for an opening the whole report.
    """

    guard: Guard
    reading: Reading
    known: Known
    given: Known
    samples: tuple[str, ...] = ()
    beside: str = ""
    gaps: tuple[str, ...] = ()

    @classmethod
    def of(cls, guard: Guard, portion: Portion, known: Known, samples: tuple[str, ...] = (), body: str = "") -> Judge:
        """The judge of a portion; `known` is what was said in the whole report.

        An opening may tell only what its own answers and the `body` tell: facts of another section that the body
        left out have no place in it.
        """
        reading = (portion.told[0].messages or portion.messages)[0].reading
        own = known.within(portion.id)
        if portion.section.form is Form.OPENING and body:
            told = guard.known(Message(line, reading) for line in without_marks(body).splitlines())
            own = Known((*own.lines, *told.lines))
        return cls(guard, reading, own, guard.known(portion.messages), samples, body)

    def judge(self, text: str) -> Verdict:
        """The verdict on a text; matters of style close no gate."""
        return Verdict(
            self.wrong(text),
            (*self.missing(text, self.given), *self.hidden(text, self.gaps)),
        )

    def wrong(self, text: str) -> tuple[Located, ...]:
        """What may not stand in a text."""
        found = self.guard.locate(text, self.reading, self.known, samples=self.samples)
        return tuple(one for one in found if one.finding.severity is Severity.GATE)

    def missing(self, text: str, given: Known) -> tuple[Finding, ...]:
        """What of some facts a text does not tell."""
        lost = self.guard.lost(f"{text}\n{self.beside}", self.reading, given)
        return tuple(one for one in lost if one.severity is Severity.GATE)

    def hidden(self, text: str, gaps: tuple[str, ...]) -> tuple[Finding, ...]:
        """What of some gaps a text does not show; 责任人 shows 第2项的责任人 where it stands as often."""
        shown = Counter(map(_core, marks(text, "待补")))
        asked = Counter(map(_core, gaps))
        return tuple(
            Finding("gap", gap, self.guard.why("gap", gap)) for gap in gaps if shown[_core(gap)] < asked[_core(gap)]
        )

    def tells(self, text: str, sentence: str) -> bool:
        """Whether a text tells every fact of a sentence, and shows its gaps."""
        if self.hidden(text, marks(sentence, "待补")):
            return False
        return not self.missing(text, self.guard.known([Message(without_marks(sentence), self.reading)]))


def _core(gap: str) -> str:
    return gap.rpartition("的")[2] if gap.startswith("第") else gap


def rejected(portion: Portion, verdict: Verdict, by: Author = Author.MODEL) -> tuple[Rejected, ...]:
    """The findings as a draft records them; `by` whose text it was."""
    return tuple(Rejected(portion.section.id, finding.found, finding.why, by) for finding in verdict.findings)
