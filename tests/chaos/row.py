"""How big a run is, and its chance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path


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


def dice(seed: object) -> random.Random:
    """Chance that comes out the same each time."""
    return random.Random(str(seed))


def made(folder: Path) -> Path:
    """A folder that exists from now on."""
    folder.mkdir(parents=True, exist_ok=True)
    return folder
