"""Telegram's limits, kept by us, with a clock of the test's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.telegram.messenger import Messenger, TryLaterError
from bot.telegram.outgoing import Outgoing
from bot.telegram.pace import MANY, Limits, Pace


class Clock:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Nothing:
    """No file was sent before."""

    async def id_of(self, chat, mark):
        return None


def sent_at(pace, clock, chats):
    """Send one message of each, waiting as told, each chat on its own; when each went out."""
    ready = [(clock.now, place, chat) for place, chat in enumerate(chats)]
    out = []
    while ready:
        ready.sort()
        at, place, chat = ready.pop(0)
        clock.now = max(clock.now, at)
        wait = pace.wait(chat)
        if wait:
            ready.append((clock.now + wait, place, chat))
        else:
            out.append((clock.now, chat))
    return out


def test_a_short_burst_passes_then_one_a_second():
    clock = Clock()
    pace = Pace(Limits(chat=1, burst=3, all=0), clock)
    times = [at - 100 for at, _ in sent_at(pace, clock, [7] * 6)]
    assert [round(at, 6) for at in times] == [0, 0, 0, 1, 2, 3]


def test_a_quiet_chat_may_burst_again():
    clock = Clock()
    pace = Pace(Limits(chat=1, burst=3, all=0), clock)
    sent_at(pace, clock, [7] * 6)
    clock.now += 60
    assert [pace.wait(7) for _ in range(3)] == [0, 0, 0]
    assert pace.wait(7) > 0


def test_one_chat_does_not_slow_another():
    clock = Clock()
    pace = Pace(Limits(chat=1, burst=1, all=0), clock)
    assert pace.wait(7) == 0
    assert pace.wait(7) == 1
    assert pace.wait(8) == 0


@given(chats=st.lists(st.integers(1, 60), min_size=1, max_size=200))
def test_all_together_keep_the_limit_and_none_waits_for_ever(chats):
    clock = Clock()
    times = [at for at, _ in sent_at(Pace(Limits(chat=0, burst=1, all=30), clock), clock, chats)]
    assert len(times) == len(chats)
    for first, after in zip(times, times[30:], strict=False):
        assert after - first >= 1 - 1e-6
    assert times[-1] - times[0] <= len(chats) / 30


def test_a_place_that_was_promised_is_kept():
    clock = Clock()
    pace = Pace(Limits(chat=0, burst=1, all=10), clock)
    assert pace.wait(1) == 0
    wait = pace.wait(2)
    clock.now += wait
    assert pace.wait(3) > 0
    assert pace.wait(2) == 0


def test_without_limits_nobody_waits():
    pace = Pace(Limits(chat=0, burst=0, all=0), Clock())
    assert [pace.wait(7) for _ in range(100)] == [0] * 100


def test_quiet_chats_are_forgotten():
    clock = Clock()
    pace = Pace(Limits(chat=1, burst=5, all=0), clock)
    for chat in range(MANY + 1):
        pace.wait(chat)
    clock.now += 10
    pace.wait(-1)
    assert len(pace._next_in_chat) == 1  # noqa: SLF001  what it costs shows nowhere else


def test_whoever_sends_keeps_to_a_wait_that_another_was_told():
    clock = Clock()
    pace = Pace(Limits(chat=0, burst=1, all=0), clock)
    pace.shut(7, 5)
    clock.now += 2
    assert (pace.wait(7), pace.busy(7), pace.is_shut(7)) == (3, True, True)
    assert (pace.wait(8), pace.busy(8)) == (0, False)
    clock.now += 3
    assert (pace.wait(7), pace.busy(7), pace.is_shut(7)) == (0, False, False)


@pytest.fixture(autouse=True)
def timedelta_for_a_wait(monkeypatch):
    """What the library will give in time; until then it warns, and a warning is an error here."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


class Flooded:
    """Telegram, which tells everybody to wait."""

    def __init__(self):
        self.calls = []

    def __getattr__(self, method):
        async def call(chat, *_, **__):
            self.calls.append((method, chat))
            raise RetryAfter(60)

        return call


async def test_after_one_429_nothing_more_goes_to_the_chat():
    bot = Flooded()
    messenger = Messenger(bot, Pace(Limits(chat=0, burst=1, all=0)), Nothing())
    sending = [
        lambda chat: messenger.send(chat, Outgoing("好")),
        lambda chat: messenger.send(chat, Outgoing("好", edit=1)),
        lambda chat: messenger.send_document(chat, "a", b"x", ""),
        lambda chat: messenger.send_album(chat, [b"x", b"y"]),
        lambda chat: messenger.show_draft(chat, 1, "好"),
    ]
    for chat, first in enumerate(sending):
        with pytest.raises(TryLaterError):
            await first(chat)
        assert len(bot.calls) == chat + 1, "the control: the first went out"
        for send in sending:
            with pytest.raises(TryLaterError):
                await send(chat)
        await messenger.show_typing(chat)
        assert len(bot.calls) == chat + 1


async def test_telling_that_something_is_written_fails_nobody():
    messenger = Messenger(Flooded(), Pace(Limits(chat=0, burst=1, all=0)), Nothing())
    await messenger.show_typing(7)
    with pytest.raises(TryLaterError):
        await messenger.send(7, Outgoing("好"))
