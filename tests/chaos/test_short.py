"""The storms, short: everything at once, for most of it is waiting; what measures time comes after, alone.

Each guard has its control: with the guard taken out the same judge must see the loss.
"""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace

import pytest

from tests.chaos.away import redis_away, stalled
from tests.chaos.drafts import killed_in_drafts, model_faults
from tests.chaos.hostile import hostile
from tests.chaos.kills import crashed_once, killed_in_interviews, killed_when_acknowledged
from tests.chaos.lines import dropped, flooded
from tests.chaos.machines import Zygote
from tests.chaos.replay import replayed
from tests.chaos.row import Scale
from tests.row import Row

log = logging.getLogger(__name__)

SEED = 1
AT_ONCE = 4
"""Storms that share the machine without holding each other up."""
TOGETHER = {
    "kills": killed_in_interviews,
    "drafts": killed_in_drafts,
    "redis": redis_away,
    "stalled": stalled,
    "dropped": dropped,
    "crash": crashed_once,
    "acknowledged": killed_when_acknowledged,
}
CONTROLS = {
    "crash": (crashed_once, "no-outbox"),
    "acknowledged": (killed_when_acknowledged, "no-intake"),
    "stalled": (stalled, "no-fencing"),
    "replay": (replayed, "no-dedup"),
}
ALONE = {"replay": replayed, "hostile": hostile, "floods": flooded, "faults": model_faults}


@pytest.fixture(scope="module")
def storms(house, tmp_path_factory) -> dict[str, object]:
    """What came of every storm, by name; of a control under “no ”."""
    folder = tmp_path_factory.mktemp("chaos")
    zygote = Zygote()

    async def run() -> dict[str, object]:
        room, scale = asyncio.Semaphore(AT_ONCE), Scale(full=False, seed=SEED)
        found: dict[str, object] = {}

        async def one(name: str, storm, scale: Scale) -> None:
            async with room:
                began = time.monotonic()
                try:
                    found[name] = await storm(folder / name.replace(" ", "-"), house, zygote, scale)
                except Exception as error:  # noqa: BLE001  the test of this storm raises it
                    found[name] = error
                log.info("%s took %.1f s", name, time.monotonic() - began)

        together = [one(name, storm, scale) for name, storm in TOGETHER.items()]
        for name, (storm, fault) in CONTROLS.items():
            together.append(one(f"no {name}", storm, replace(scale, faults=(fault,))))
        await asyncio.gather(*together)
        for name, storm in ALONE.items():
            await one(name, storm, scale)
        return found

    try:
        return asyncio.run(run())
    finally:
        zygote.close()


def good(found: object) -> bool:
    if isinstance(found, Exception):
        raise found
    return bool(found.ok) if isinstance(found, Row) else found.nothing_lost()


def told(found: object) -> str:
    return f"{found.result} {found.notes[:6]}" if isinstance(found, Row) else f"{found.words()} {found.notes[:6]}"


@pytest.mark.parametrize("name", [*TOGETHER, *ALONE])
def test_nothing_is_lost_in(name, storms):
    assert good(storms[name]), told(storms[name])


@pytest.mark.parametrize("name", CONTROLS)
def test_control_without_its_guard_the_judge_sees_the_loss_in(name, storms):
    assert not good(storms[f"no {name}"]), told(storms[f"no {name}"])
