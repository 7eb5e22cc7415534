"""A line of a printed table: a figure, how it was got, what was asked for."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field


@dataclass(slots=True)
class Row:
    """One figure: what was done how often, what came out, what was asked for."""

    name: str
    times: str
    result: str
    bar: str
    ok: bool | None
    """None: could not be measured, and `result` says why."""
    notes: list[str] = field(default_factory=list)

    def line(self) -> str:
        mark = {True: "yes", False: "**no**", None: "not measured"}[self.ok]
        return f"| {self.name} | {self.times} | {self.result} | {self.bar} | {mark} |"


HEAD = "| figure | N | result | bar | met |\n|---|---|---|---|---|"


def show(text: str) -> None:
    """Say it at once: a run takes minutes."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
