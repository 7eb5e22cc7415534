"""The answer sets of `answers/*.toml`: what an officer said, and by hand what a report may print of it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "answers"
PERIOD = "2026-09"


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """One report's answers (`said` by section or area), and what holds of every report made from them.

    `figures` and `names` must be printed and no others may; `honours` may; what is `private` may be printed, masked
    or left out; `absent` may not; `gaps` must be shown as missing, the figures of each of `conflicts` (54人／45人)
    together as to be verified; `plan` is the last period's; `base` are figures that the headings have of themselves.
    """

    name: str
    said: dict[str, list[str]]
    figures: str
    kind: str = "monthly"
    period: str = PERIOD
    base: str = "2026年 9月 10月"
    unit: str = "红星机械厂工会"
    names: str = ""
    honours: str = ""
    private: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    plan: list[str] = field(default_factory=list)

    @property
    def content(self) -> dict[str, Any]:
        """As an ANSWERS.json holds it."""
        base = {"kind": self.kind, "period": self.period, "unit": self.unit, "answers": self.said}
        return {**base, "last_plan": self.plan} if self.plan else base

    @property
    def words(self) -> str:
        """All that was said."""
        return "\n".join([self.unit, *self.plan, *(text for texts in self.said.values() for text in texts)])


def answer_sets() -> tuple[AnswerSet, ...]:
    """All of them, in the order of their files."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return tuple(AnswerSet(**one) for table in tables for one in table["set"])
