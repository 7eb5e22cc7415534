"""A Redis that is killed, stopped, restarted; and a worker that is stopped past its lease, then goes on."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
import time
from pathlib import Path

from tests.chaos.judge import total
from tests.chaos.machines import Bot, Zygote
from tests.chaos.officers import Pace, Part, rehearse
from tests.chaos.row import Scale
from tests.chaos.world import World, until, world
from tests.row import Row

RECOVERY = 10.0
STOPS = (0.5, 1.5, 3.0)
"""Seconds for which Redis is stopped; the longest is beyond the lease."""


async def redis_away(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """Kill -9 and start, SIGSTOP and SIGCONT, an orderly restart, in turn, while officers answer."""
    worlds, faults, officers = (2, 25, 15) if scale.full else (1, 4, 2)
    own = scale.pick(5, 1)
    reports = scale.pick(2, 1)
    parts = [await asyncio.to_thread(rehearse, house, n, scale.seed, reports) for n in range(officers * worlds)]
    stories = await asyncio.gather(
        _private(folder / "private", zygote, scale, own, parts[:2]),
        *(_shared(folder / f"w{n}", zygote, scale, faults, parts[n::worlds]) for n in range(worlds)),
    )
    verdict = total([verdict for verdict, _ in stories])
    recoveries = [seconds for _, all_seconds in stories for seconds in all_seconds]
    return Row(
        "Redis kill -9, SIGSTOP, restart",
        f"{len(recoveries)} times, {own} of them the bot's own Redis; {verdict.officers} interviews",
        f"{verdict.words()}; recovery ≤ {max(recoveries):.1f} s",
        "0 acknowledged writes lost, recovery ≤ 10 s",
        verdict.nothing_lost() and max(recoveries) <= RECOVERY,
        verdict.notes,
    )


async def _shared(folder: Path, zygote: Zygote, scale: Scale, faults: int, parts: list[Part]):
    async with world(folder, zygote, seed=f"{scale.seed}/{folder.name}", **scale.sharing()) as made:
        made.faults = scale.faults
        store = made.store
        assert store is not None
        harms = itertools.cycle((_kill, _stop, _restart))

        def alive() -> bool:
            return store.answers()

        _enlist(made, parts, scale)
        return await _storm(made, faults, lambda: next(harms)(made), alive, scale)


async def _private(folder: Path, zygote: Zygote, scale: Scale, faults: int, parts: list[Part]):
    """The bot's own Redis is killed; nobody but the bot can bring it back."""
    async with world(folder, zygote, private=True, seed=f"{scale.seed}/private") as made:
        made.faults = scale.faults

        async def harm() -> None:
            with made.caller() as caller:
                os.kill(int(caller.info("server")["process_id"]), signal.SIGKILL)

        _enlist(made, parts, scale)
        return await _storm(made, faults, harm, lambda: True, scale)


async def _storm(made: World, faults: int, harm, alive, scale: Scale):
    """Verdict, and the seconds from each return of Redis to the next message that arrived."""
    pace = made.pace
    playing = asyncio.create_task(made.play())
    made.bot()
    await until(made.telegram.polled.is_set, 30)
    share = sum(len(officer.part.steps) for officer in made.officers) // (faults + 1)
    recoveries = []
    for _ in range(faults):
        await pace.allow(max(1, share - 1))
        await asyncio.sleep(made.rng.random() * 0.3)
        await harm()
        assert await until(alive, 20), "Redis does not come back"
        back = time.monotonic()
        made.disturbed_at.append(back)
        await pace.allow(1)
        served = await until(lambda since=back: _newest(made) > since or playing.done(), 2 * RECOVERY)
        if not served:
            recoveries.append(2 * RECOVERY)
        elif _newest(made) > back:
            recoveries.append(_newest(made) - back)
    await pace.free()
    await asyncio.wait({playing}, timeout=scale.pick(120, 40))
    playing.cancel()
    await asyncio.gather(playing, return_exceptions=True)
    return await made.verdict(), recoveries


def _enlist(made: World, parts: list[Part], scale: Scale) -> None:
    made.enlist(parts, Pace(0), patience=scale.patience)


def _newest(made: World) -> float:
    return max((chat.accepted[-1].at for chat in made.telegram.chats.values() if chat.accepted), default=0.0)


async def _kill(made: World) -> None:
    assert made.store is not None
    made.store.kill()
    await asyncio.sleep(made.rng.random())
    await asyncio.to_thread(made.store.start)


async def _stop(made: World) -> None:
    assert made.store is not None
    os.kill(made.store.pid, signal.SIGSTOP)
    await asyncio.sleep(made.rng.choice(STOPS))
    os.kill(made.store.pid, signal.SIGCONT)


async def _restart(made: World) -> None:
    assert made.store is not None
    await asyncio.to_thread(made.store.kill, signal.SIGTERM)
    await asyncio.to_thread(made.store.start)


async def stalled(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """One of two workers stops itself before a commit; its chats go on with the other; then it wakes."""
    stops, officers = scale.pick(30, 2), scale.pick(24, 4)
    parts = [await asyncio.to_thread(rehearse, house, n, scale.seed, scale.pick(2, 1)) for n in range(officers)]
    async with world(folder, zygote, seed=str(scale.seed), **scale.sharing()) as made:
        pace = Pace(0)
        made.enlist(parts, pace, patience=scale.patience)
        playing = asyncio.create_task(made.play())
        first = made.bot("stop-before-commit", *scale.faults, CHAOS_STOP_EVERY=str(scale.pick(12, 4)))
        await until(made.telegram.polled.is_set, 30)
        made.bot(*scale.faults)
        stopped = 0
        for _ in range(stops):
            stopped += await _one_stop(made, pace, first, playing, scale.lease)
        first.signal(signal.SIGCONT)
        first.signal(signal.SIGKILL)
        made.disturbed_at.append(time.monotonic())
        await pace.free()
        await asyncio.wait({playing}, timeout=scale.pick(120, 40))
        playing.cancel()
        await asyncio.gather(playing, return_exceptions=True)
        verdict = total([await made.verdict()])
    return Row(
        "a worker stopped past its lease, then continued",
        f"{stopped} times before a commit, lease {scale.lease:.0f} s, 2 workers, {officers} interviews",
        f"{verdict.sessions_different} stale writes; {verdict.words()}",
        "0 stale writes",
        verdict.nothing_lost() and stopped > 0,
        verdict.notes,
    )


async def _one_stop(made: World, pace: Pace, first: Bot, playing: asyncio.Task, lease: float) -> bool:
    """Let officers go on until the worker has stopped itself; wake it when the other has its chats. Whether it did."""
    for _ in range(400):
        if playing.done() or stopped(first):
            break
        await pace.allow(1)
        await asyncio.sleep(0.05)
    if not stopped(first):
        return False
    since = time.monotonic()
    # Its chats must have gone on, or a stale write would change nothing.
    await until(lambda: time.monotonic() > since + lease + 1, 10)
    for _ in range(20):
        await pace.allow(1)
        await asyncio.sleep(0.03)
    made.disturbed_at.append(time.monotonic())
    first.signal(signal.SIGCONT)
    await asyncio.sleep(0.3)
    return True


def stopped(bot: Bot) -> bool:
    """Whether a process is stopped (state T)."""
    try:
        stat = Path(f"/proc/{bot.pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return False
    return stat.rpartition(")")[2].split()[0] == "T"
