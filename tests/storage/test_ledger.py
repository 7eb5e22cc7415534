"""What each chat has used, and all together: by month, voice by day."""

import asyncio
from datetime import date, timedelta

import pytest

from bot.storage import keys
from bot.storage.ledger import EVERYBODY, LEAST_DAYS, Ledger, Use

MONDAY, TUESDAY, OCTOBER = date(2026, 9, 21), date(2026, 9, 22), date(2026, 10, 1)
NOTHING = dict.fromkeys(Use, 0)


async def test_days_and_months_add_up_for_each_chat_and_for_all(client):
    ledger = Ledger(client)
    await ledger.add(7, {Use.VOICE_SECONDS: 20}, MONDAY)
    await ledger.add(7, {Use.VOICE_SECONDS: 15}, MONDAY)
    await ledger.add(7, {Use.VOICE_SECONDS: 5}, TUESDAY)
    await ledger.add(8, {Use.TOKENS: 300, Use.ESTIMATED: 100}, MONDAY)
    assert await ledger.of_day(7, Use.VOICE_SECONDS, MONDAY) == 35
    assert await ledger.of_month(7, TUESDAY) == NOTHING | {Use.VOICE_SECONDS: 40}
    assert await ledger.of_month(7, OCTOBER) == NOTHING
    assert await ledger.of_day(8, Use.VOICE_SECONDS, MONDAY) == 0
    everybody = NOTHING | {Use.VOICE_SECONDS: 40, Use.TOKENS: 300, Use.ESTIMATED: 100}
    assert await ledger.of_month(EVERYBODY, MONDAY) == everybody
    assert list(await ledger.all_of_month(MONDAY)) == [7, 8]


async def test_what_is_used_for_nobody_in_particular_is_in_the_sum_once(client):
    ledger = Ledger(client)
    await ledger.add(EVERYBODY, {Use.TOKENS: 50}, MONDAY)
    await ledger.add(7, {Use.TOKENS: 5}, MONDAY)
    assert (await ledger.of_month(EVERYBODY, MONDAY))[Use.TOKENS] == 55
    assert list(await ledger.all_of_month(MONDAY)) == [7]


async def test_a_use_that_is_named_counts_once(client):
    ledger = Ledger(client)
    for _ in range(3):
        await ledger.add(7, {Use.FILES: 3}, MONDAY, "effect 12")
    await ledger.add(7, {Use.FILES: 3}, MONDAY, "effect 13")
    assert (await ledger.of_month(7, MONDAY))[Use.FILES] == 6


async def test_a_budget_holds_among_workers_and_the_same_name_gets_the_same_answer(client):
    workers = [Ledger(client) for _ in range(20)]

    async def taken():
        asked = (w.take(7, Use.FILES, 3, MONDAY, most=9, once=f"e{n}") for n, w in enumerate(workers))
        return await asyncio.gather(*asked)

    first = await taken()
    assert sum(first) == 3
    assert (await workers[0].of_month(7, MONDAY))[Use.FILES] == 9
    assert await taken() == first
    assert await workers[0].take(7, Use.FILES, 3, OCTOBER, most=9, once="next month")


async def test_what_is_old_goes_while_the_chat_goes_on(client):
    ledger = Ledger(client, keep_days=60)
    await ledger.add(7, {Use.VOICE_SECONDS: 5}, MONDAY)
    await ledger.add(7, {Use.VOICE_SECONDS: 5}, MONDAY + timedelta(days=50))
    assert await ledger.of_day(7, Use.VOICE_SECONDS, MONDAY) == 5
    await ledger.add(7, {Use.VOICE_SECONDS: 5}, MONDAY + timedelta(days=150))
    fields = await client.hkeys(keys.used(7))
    assert sorted(fields) == [b"2027-02-18:voice_seconds", b"2027-02:voice_seconds"]


@pytest.mark.parametrize(("keep", "days"), [(90, 90), (7, LEAST_DAYS), (0, 400)])
async def test_use_dies_with_the_reports_and_lasts_for_its_month(client, keep, days):
    ledger = Ledger(client, keep_days=keep)
    await ledger.add(7, {Use.TOKENS: 5}, MONDAY)
    assert days * 86_400 - 60 < await client.ttl(keys.used(7)) <= days * 86_400
    await ledger.add(8, {Use.TOKENS: 5}, MONDAY + timedelta(days=days))
    assert await client.zrange(keys.USERS, 0, -1) == [b"7", b"8"]
    await ledger.add(8, {Use.TOKENS: 5}, MONDAY + timedelta(days=days + 1))
    assert await client.zrange(keys.USERS, 0, -1) == [b"8"]


async def test_who_leaves_is_forgotten_and_the_sum_stays(client):
    ledger = Ledger(client)
    await ledger.add(7, {Use.TOKENS: 5}, MONDAY, "voice 7")
    await ledger.forget(7)
    assert await ledger.of_month(7, MONDAY) == NOTHING
    assert (await client.exists(keys.used(7)), await client.zrange(keys.USERS, 0, -1)) == (0, [])
    assert not [name for name in await client.keys() if b"voice" in name]
    assert (await ledger.of_month(EVERYBODY, MONDAY))[Use.TOKENS] == 5
