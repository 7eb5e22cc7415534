"""What the guard says: one finding for each thing it refuses, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.drafting.guard.spans import Span

STYLE = "style"


class Severity(StrEnum):
    """Whether a text may be delivered with it."""

    GATE = "gate"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the guard refuses: its kind, the words found, and why. The shape of the command-line contract."""

    kind: str
    found: str
    why: str

    @property
    def severity(self) -> Severity:
        """All kinds but `style` close the gate."""
        return Severity.STYLE if self.kind == STYLE else Severity.GATE


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with its words at `start`:`end` of the text and the span of the sentence that must be written again."""

    finding: Finding
    start: int
    end: int
    sentence: Span


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: the words at `start`:`end`, and which of the guard's sentences (`because`) says why.

    `kind` is the finding's, "" where it is `because`; `found` replaces the words of the text; `given` is what the
    answers say instead, `limit` a number of characters.
    """

    because: str
    start: int = 0
    end: int = 0
    kind: str = ""
    found: str = ""
    given: str = ""
    limit: int = 0
