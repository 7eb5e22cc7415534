"""A storm of model faults: `python -m tests.drafting.fault_storm [N]` drafts N reports under each kind and counts.

A draft hangs if it is not there after twice its deadline and some slack; it is wrong if it is not what the plain
writer writes, to the letter.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bot.app import House, build
from bot.config import read_config
from tests.drafting.faults import KINDS, place
from tests.drafting.modelled import DEADLINE, modelled
from tests.drafting.reports import filled

SLACK = 5.0
"""Seconds that a busy machine may lose beside the model; what hangs, hangs longer."""
AT_ONCE = 25
SMALL = {
    "kind": "monthly",
    "period": "2026-09",
    "unit": "宏泰纺织有限公司工会",
    "answers": {
        "开头概述": "安全月收尾",
        "思想政治引领": "9.8学工会法 62个人",
        "存在问题及改进措施": "夜班职工参加活动少",
    },
}
"""Two sections at once and an opening: every way into the model."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the drafts under one kind of fault; `slowest` in seconds."""

    kind: str
    drafts: int
    hung: int
    wrong: int
    slowest: float


async def storm(house: House, n: int, kinds: tuple[str, ...] = KINDS) -> list[Row]:
    """N drafts under each kind, `AT_ONCE` at a time. The breaker is held shut, so that each draft meets the fault."""
    with tempfile.TemporaryDirectory() as folder:
        report = filled(house.book, Path(folder), SMALL)
    plain = await house.drafter.draft(*report)
    return [await _row(house, report, plain.sections, kind, n) for kind in kinds]


async def _row(house, report, expected, kind: str, n: int) -> Row:
    slots = asyncio.Semaphore(AT_ONCE)
    async with place(kind) as url:
        drafter = modelled(house, url, retries=1, parallel=2 * AT_ONCE)

        async def one() -> tuple[float, bool, bool]:
            async with slots:
                begun = time.monotonic()
                try:
                    async with asyncio.timeout(2 * DEADLINE + SLACK):
                        draft = await drafter.draft(*report)
                except TimeoutError:
                    return time.monotonic() - begun, True, False
                return time.monotonic() - begun, False, draft.sections != expected

        done = await asyncio.gather(*(one() for _ in range(n)))
    seconds, hung, wrong = zip(*done, strict=True)
    return Row(kind, n, sum(hung), sum(wrong), max(seconds))


def main() -> int:
    """Print a table; 1 if any draft hung or was wrong."""
    logging.disable()
    n = int(sys.argv[1]) if sys.argv[1:] else 100
    with tempfile.TemporaryDirectory() as data:
        rows = asyncio.run(storm(build(read_config(environment={"BIGANZI_DATA_DIR": data})), n))
    lines = ["| fault | drafts | hung | wrong | slowest, s |", "|---|---|---|---|---|"]
    lines += [f"| {row.kind} | {row.drafts} | {row.hung} | {row.wrong} | {row.slowest:.2f} |" for row in rows]
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(row.hung or row.wrong for row in rows))


if __name__ == "__main__":
    sys.exit(main())
