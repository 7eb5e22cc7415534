"""What each chat has used, by day and by month."""

from datetime import date

from bot.storage.ledger import Ledger, Use

MONDAY, TUESDAY, OCTOBER = date(2026, 9, 21), date(2026, 9, 22), date(2026, 10, 1)


async def test_days_and_months_add_up_for_each_chat_alone(client):
    ledger = Ledger(client)
    await ledger.add(7, Use.VOICE_SECONDS, 20, MONDAY)
    await ledger.add(7, Use.VOICE_SECONDS, 15, MONDAY)
    await ledger.add(7, Use.VOICE_SECONDS, 5, TUESDAY)
    await ledger.add(8, Use.FILES, 1, MONDAY)
    assert await ledger.of_day(7, Use.VOICE_SECONDS, MONDAY) == 35
    assert await ledger.of_month(7, TUESDAY) == {Use.VOICE_SECONDS: 40, Use.FILES: 0, Use.TOKENS: 0}
    assert await ledger.of_month(7, OCTOBER) == dict.fromkeys(Use, 0)
    assert await ledger.of_day(8, Use.VOICE_SECONDS, MONDAY) == 0
