"""Kill -9: at random moments and at every named crash point, while officers are interviewed."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.judge import Verdict, total
from tests.chaos.machines import Zygote
from tests.chaos.officers import Pace, Part, rehearse
from tests.chaos.row import Scale
from tests.chaos.world import World, until, world
from tests.row import Row

POINTS = (
    "after-store",
    "before-commit",
    "after-commit",
    "before-send",
    "after-send",
    "before-done",
    "after-done",
    "before-offset",
)
"""Crash points that any interview passes; those of slow work are `drafts.py`'s."""
ENDED = 3.0
"""Seconds a bot has to come to its crash point."""
TO_POLL = 15.0


async def killed_in_interviews(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """Some worlds side by side: kills are spread evenly over the interviews."""
    worlds = 5 if scale.full else 2
    kills, officers = scale.pick(500, 14) // worlds, scale.pick(50, 4) // worlds
    reports = 2 if scale.full else 1
    parts = [await asyncio.to_thread(rehearse, house, n, scale.seed, reports) for n in range(officers * worlds)]
    points = itertools.cycle(POINTS)
    shares = [parts[n::worlds] for n in range(worlds)]
    stories = await asyncio.gather(
        *(_one(folder / f"w{n}", zygote, scale, Lot(n, kills, share, points)) for n, share in enumerate(shares))
    )
    verdict = total([story.verdict for story in stories])
    at_points, tracebacks = (sum(getattr(story, name) for story in stories) for name in ("at_points", "tracebacks"))
    return Row(
        "kill -9 at random moments and at every named crash point",
        f"{kills * worlds} kills ({at_points} at named points) over {len(parts)} interviews",
        f"{verdict.words()}; {tracebacks} tracebacks",
        "0 answers lost, 0 sections doubled (nor a message lost, ≤ 1 repeated a kill)",
        verdict.nothing_lost() and verdict.most_repeated <= 1 and not tracebacks,
        verdict.notes,
    )


@dataclass(frozen=True, slots=True)
class Lot:
    """What falls to one world."""

    number: int
    kills: int
    parts: list[Part]
    points: Iterator[str]


@dataclass(frozen=True, slots=True)
class Story:
    """What became of one world."""

    verdict: Verdict
    at_points: int
    tracebacks: int


async def _one(folder: Path, zygote: Zygote, scale: Scale, lot: Lot) -> Story:
    """Even worlds bring their own Redis, which dies with the bot; odd ones share a Redis that lives on."""
    private = lot.number % 2 == 0
    async with world(
        folder, zygote, private=private, seed=f"{scale.seed}/{lot.number}", **({} if private else scale.sharing())
    ) as made:
        made.faults = scale.faults
        steps = sum(len(part.steps) for part in lot.parts)
        pace = Pace(0)
        made.enlist(lot.parts, pace, scale.patience)
        playing = asyncio.create_task(made.play())
        at_point = 0
        for kill in range(lot.kills):
            share = (kill + 1) * steps // (lot.kills + 4) - kill * steps // (lot.kills + 4)
            point = next(lot.points) if made.rng.random() < 0.5 else ""
            at_point += await _live_and_die(made, pace, share, point)
        await pace.free()
        made.bot()
        await asyncio.wait({playing}, timeout=scale.pick(120, 40))
        playing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await playing
        verdict = await made.verdict()
        return Story(verdict, at_point, made.tracebacks())


async def _live_and_die(made: World, pace: Pace, steps: int, point: str) -> bool:
    """One life of a bot. Whether it died at the crash point."""
    made.telegram.polled.clear()
    bot = made.bot(**({"BIGANZI_CRASH_AT": f"{point}:{made.rng.randint(1, 2)}"} if point else {}))
    await until(lambda: made.telegram.polled.is_set() or not bot.alive(), TO_POLL)
    await pace.allow(steps)
    if point and await bot.ended(ENDED):
        await made.bury(bot)
        return True
    if not point:
        await asyncio.sleep(made.rng.random() * 0.25)
    await made.kill(bot)
    return False


async def crashed_once(folder: Path, house, zygote: Zygote, scale: Scale) -> Verdict:
    """One officer, one death just before a message goes out: the stored effect brings it after all."""
    part = await asyncio.to_thread(rehearse, house, 1, scale.seed)
    async with world(folder, zygote, private=True) as made:
        made.faults = scale.faults
        made.enlist([part], Pace(), 6)
        playing = asyncio.create_task(made.play())
        bot = made.bot(BIGANZI_CRASH_AT="before-send:4")
        assert await bot.ended(TO_POLL), "the bot does not come to its crash point"
        await made.bury(bot)
        made.bot()
        await playing
        return await made.verdict()


async def killed_when_acknowledged(folder: Path, house, zygote: Zygote, scale: Scale) -> Verdict:
    """One officer; the bot is killed as soon as Telegram has been told that the words arrived."""
    part = await asyncio.to_thread(rehearse, house, 1, scale.seed)
    async with world(folder, zygote, private=True) as made:
        made.faults = scale.faults
        pace = Pace(3)
        made.enlist([part], pace, 6)
        playing = asyncio.create_task(made.play())
        bot = made.bot()
        officer = made.officers[0]
        assert await until(lambda: officer.now_at == 3 and not officer.ear.wanted, TO_POLL), "the bot does not answer"
        await pace.allow(1)
        await until(lambda: made.telegram.waiting > 0, TO_POLL, 0)
        await until(lambda: not made.telegram.waiting, TO_POLL, 0)
        await made.kill(bot)
        made.bot()
        await pace.free()
        await playing
        return await made.verdict()
