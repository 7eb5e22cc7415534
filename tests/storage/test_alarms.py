"""Alarms ring once, survive a restart, and belong to their chat."""

import asyncio
from datetime import UTC, date, datetime

from bot.core.affairs import Remind
from bot.core.events import Reminded
from bot.shell.bells import Bells
from bot.shell.envelope import opened
from bot.storage.alarms import Alarms
from bot.storage.desk import Desk
from tests.storage.support import ALONE, take

CHAT = 7


async def bodies(client, count):
    return [(entry.chat, entry.body) for entry in await take(Desk(client, ALONE), count)]


async def test_an_alarm_that_is_over_enters_the_inbox_and_no_other_does(client):
    alarms = Alarms(client, ALONE)
    await alarms.set(CHAT, "paper:1", {100.0: b"soon", 200.0: b"later"})
    assert await alarms.ring(99.0) == 0
    assert await alarms.ring(150.0) == 1
    assert await bodies(client, 1) == [(CHAT, b"soon")]
    assert await alarms.ring(250.0) == 1


async def test_many_workers_ring_each_alarm_once(client):
    alarms = Alarms(client, ALONE)
    for chat in range(40):
        await alarms.set(chat, "paper:1", {100.0: b"x"})
    rung = await asyncio.gather(*(Alarms(client, ALONE).ring(100.0) for _ in range(5)))
    assert sum(rung) == 40
    assert len({chat for chat, _ in await bodies(client, 40)}) == 40


async def test_setting_replaces_what_was_set_for_the_same_thing_alone(client):
    alarms = Alarms(client, ALONE)
    await alarms.set(CHAT, "paper:1", {100.0: b"old"})
    await alarms.set(CHAT, "paper:11", {100.0: b"other"})
    await alarms.set(CHAT, "paper:1", {110.0: b"new"})
    assert await alarms.ring(300.0) == 2
    assert {body for _, body in await bodies(client, 2)} == {b"new", b"other"}


async def test_a_forgotten_chat_is_never_rung(client):
    alarms = Alarms(client, ALONE)
    await alarms.set(CHAT, "paper:1", {100.0: b"x"})
    await alarms.forget(CHAT)
    assert await alarms.ring(300.0) == 0


async def test_the_hour_is_the_officers(client, house):
    alarms = Alarms(client, ALONE)
    await Bells(alarms, house.config.zone, 9).set(CHAT, Remind(3, (date(2026, 9, 28),)), None)
    nine = datetime(2026, 9, 28, 1, tzinfo=UTC).timestamp()  # 9:00 in Shanghai
    assert await alarms.ring(nine - 1) == 0
    assert await alarms.ring(nine) == 1
    [(chat, body)] = await bodies(client, 1)
    assert (chat, opened(body)) == (CHAT, Reminded(3, date(2026, 9, 28)))
