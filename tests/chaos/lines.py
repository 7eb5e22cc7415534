"""Bad lines to Telegram: answers lost after a message was taken, and storms of 429."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from pathlib import Path

from tests.chaos.judge import total
from tests.chaos.machines import Zygote
from tests.chaos.officers import Pace, rehearse
from tests.chaos.row import Scale, dice
from tests.chaos.telegram import Accepted, FakeTelegram
from tests.chaos.world import World, until, world
from tests.row import Row

DROPPED = 0.1
"""Share of messages whose acceptance the bot does not learn of."""
BROKEN = 0.02
CHATS = 200
FLOODED = 100
FIRST = 5_000_000
PAUSE = 1.6
WAITS = (0, 1, 2, 3)
P99 = 2.0


async def dropped(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """Interviews over a line that drops answers, and sometimes says 502 without taking anything."""
    officers = scale.pick(50, 3)
    parts = [await asyncio.to_thread(rehearse, house, n, scale.seed) for n in range(officers)]
    rng = dice(scale.seed)
    async with world(folder, zygote, storage_lease_seconds="5") as made:
        made.faults = scale.faults
        lost_answers: list[Accepted] = []

        def drop(message: Accepted) -> bool:
            again = any(message.text == m.text and message.chat == m.chat for m in lost_answers[-200:])
            if again or rng.random() > DROPPED:
                return False
            lost_answers.append(message)
            return True

        made.telegram.drops = drop
        made.telegram.broken = lambda _: rng.random() < BROKEN
        made.enlist(parts, Pace())
        made.bot()
        await made.play()
        verdict = total([await made.verdict()])
        most = _most_repeated(made)
    return Row(
        "replies dropped after Telegram accepted them",
        f"{len(lost_answers)} dropped, {made.telegram.counts['502']} × 502, {officers} interviews",
        f"{verdict.messages} messages: {verdict.messages_lost} lost, each repeated ≤ {most} times",
        "0 lost; ≤ 1 repeated",
        verdict.nothing_lost() and most <= 1 and len(lost_answers) > 0,
        verdict.notes,
    )


def _most_repeated(made: World) -> int:
    times = Counter((m.chat, m.text) for officer in made.officers for m in officer.ear.repeated)
    return max(times.values(), default=0)


async def flooded(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """Half of the chats get 429 again and again; the others must not notice."""
    seconds, rng = scale.pick(60, 3), dice(scale.seed)
    chats, victims = (CHATS, FLOODED) if scale.full else (40, 20)
    async with world(folder, zygote, storage_lease_seconds="5") as made:
        made.faults = scale.faults
        server = made.telegram
        server.flood = lambda chat: rng.choice(WAITS[: scale.pick(4, 2)]) if chat < FIRST + victims else 0
        made.bot()
        assert await until(server.polled.is_set, 30), "the bot does not start"
        until_when = time.monotonic() + seconds
        asked = await asyncio.gather(*(_talk(server, FIRST + n, until_when, n / chats) for n in range(chats)))
        refused = server.counts["429"]
        server.flood = lambda _: 0
        await until(lambda: not any(chat.asked_at for chat in server.chats.values()), 60, 0.1)
    others = sorted(seconds for chat, seconds in server.latencies if chat >= FIRST + victims)
    unanswered = sum(len(chat.asked_at) for chat in server.chats.values())
    doubled = sum(len(chat.accepted) for chat in server.chats.values()) + unanswered - sum(asked)
    p99 = others[int(len(others) * 0.99)] if others else float("inf")
    inside = server.counts["sent inside a wait"]
    return Row(
        "a storm of 429s",
        f"{refused} × 429 for {victims} chats, {chats - victims} others, {sum(asked)} questions in {seconds} s",
        f"{inside} sends inside a wait; others' p99 {p99:.2f} s; {unanswered} unanswered, {doubled} doubled",
        "no send inside a wait; other chats' p99 ≤ 2 s",
        not inside and p99 <= P99 and not unanswered and not doubled and refused >= victims,
    )


async def _talk(server: FakeTelegram, chat: int, until_when: float, first: float) -> int:
    """Ask something every so often; never a second thing before the first was answered."""
    asked = 0
    await asyncio.sleep(first * PAUSE)
    while time.monotonic() < until_when:
        if not server.chat(chat).asked_at:
            server.say(chat, "/help")
            asked += 1
        await asyncio.sleep(PAUSE)
    return asked
