"""`python -m tests.chaos.run [--short] [--seed N] [--only NAME]`: prints the table, and exits 1 if a bar is not met."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from pathlib import Path

from bot.app import build
from bot.config import read_config
from tests.chaos.away import redis_away, stalled
from tests.chaos.drafts import killed_in_drafts, model_faults
from tests.chaos.hostile import hostile
from tests.chaos.kills import killed_in_interviews
from tests.chaos.lines import dropped, flooded
from tests.chaos.machines import Zygote, machine
from tests.chaos.replay import replayed
from tests.chaos.row import Scale
from tests.row import HEAD, Row, show

SCENARIOS = {
    "kills": killed_in_interviews,
    "replay": replayed,
    "hostile": hostile,
    "dropped": dropped,
    "redis": redis_away,
    "stalled": stalled,
    "floods": flooded,
    "drafts": killed_in_drafts,
    "faults": model_faults,
}


TOGETHER = (
    ("kills",),
    ("redis", "stalled", "dropped"),
    ("drafts",),
    ("replay",),
    ("hostile",),
    ("floods",),
    ("faults",),
)
"""What mostly waits goes on at the same time; what measures time has the machine to itself."""


async def run(scale: Scale, names: list[str], folder: Path) -> list[Row]:
    """The rows of these scenarios, each printed as soon as it is there."""
    rows: list[Row] = []
    house = build(read_config(environment={"BIGANZI_DATA_DIR": str(folder / "rehearsal")}))
    zygote = Zygote()

    async def one(name: str) -> None:
        began = time.monotonic()
        row = await SCENARIOS[name](folder / name, house, zygote, scale)
        row.times += f" ({time.monotonic() - began:.0f} s)"
        show(row.line())
        for note in row.notes[:10]:
            sys.stderr.write(f"  - {note}\n".replace("\n", " ").rstrip() + "\n")
        rows.append(row)

    try:
        for group in TOGETHER:
            await asyncio.gather(*(one(name) for name in group if name in names))
    finally:
        zygote.close()
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos.run")
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=SCENARIOS)
    parser.add_argument("--keep", type=Path, help="where to leave logs")
    options = parser.parse_args()
    show(f"Seed {options.seed}; {machine()}\n\n{HEAD}")
    with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as temporary:
        folder = options.keep or Path(temporary)
        shutil.rmtree(folder, ignore_errors=True)
        rows = asyncio.run(run(Scale(not options.short, options.seed), options.only or list(SCENARIOS), folder))
    return 0 if all(row.ok for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
