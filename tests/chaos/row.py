"""A line of the table, and how big a run is."""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass, field
from pathlib import Path


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


@dataclass(frozen=True, slots=True)
class Scale:
    """Full or short, with the seed and the planted faults of a control."""

    full: bool
    seed: int
    faults: tuple[str, ...] = ()

    def pick(self, full: int, short: int) -> int:
        return full if self.full else short

    @property
    def patience(self) -> float:
        """Seconds an officer waits for a message before it counts as lost."""
        return 40.0 if self.full else 4.0 if self.faults else 15.0

    @property
    def lease(self) -> float:
        """Seconds after which a silent worker is declared dead in the storms; short, so that many fit into a run."""
        return 2.0 if self.full else 1.0

    def sharing(self) -> dict[str, str]:
        """The settings of workers that share a Redis."""
        return {"storage_lease_seconds": str(self.lease)}


def show(text: str) -> None:
    """Say it at once: a run takes minutes."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def dice(seed: object) -> random.Random:
    """Chance that comes out the same each time."""
    return random.Random(str(seed))  # noqa: S311  no secret hangs on it


def made(folder: Path) -> Path:
    """A folder that exists from now on."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
