"""A bot that is told to stop in the middle of a send ends that send, and leaves nothing behind."""

from __future__ import annotations

import pytest

from tests.chaos.machines import Zygote
from tests.chaos.world import busy, until, world

CHAT = 7
SECONDS = 120.0
"""What may take so long on a busy machine takes a moment else."""


@pytest.fixture(scope="module")
def zygote():
    started = Zygote()
    yield started
    started.close()


async def under_way(made, how):
    """Have a bot killed or told to stop while its first answer is on the way; what is then in hand in the store."""
    bot = made.bot()
    assert await until(made.telegram.polled.is_set, SECONDS)
    made.telegram.say(CHAT, "/start")
    assert await until(lambda: made.telegram.calls["sendmessage"], SECONDS, 0.005)
    await (bot.kill() if how == "killed" else bot.stop(SECONDS))
    await made.bury(bot)
    with made.caller() as store:
        return busy(store)


@pytest.mark.parametrize("how", ["stopped", "killed"])
async def test_what_is_under_way_is_sent_once(tmp_path, zygote, how):
    async with world(tmp_path, zygote, latency=1.0) as made:
        chat = made.telegram.chat(CHAT)
        in_hand = await under_way(made, how)
        assert bool(in_hand) is (how == "killed"), "killed, the control: it stays in the outbox"
        made.bot()
        assert await until(lambda: chat.accepted, SECONDS)
        made.telegram.say(CHAT, "/help")
        assert await until(lambda: any("发一句话，就是回答" in one.text for one in chat.accepted), SECONDS)
        with made.caller() as store:
            assert await until(lambda: not busy(store), SECONDS)
    texts = [message.text for message in chat.accepted]
    assert sum("您好，我是笔杆子" in text for text in texts) == 1
