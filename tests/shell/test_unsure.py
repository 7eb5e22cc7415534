"""A question whose sending ended in the dark: it may stand on the screen already, and be answered already."""

import pytest

from bot.shell.worker import ANY_MESSAGE
from bot.storage.desk import Desk
from bot.storage.errors import StorageAwayError
from bot.storage.form import load_session
from bot.telegram.messenger import TryLaterError
from tests.shell.office import Telegram, office
from tests.storage.support import stall

CHAT = 7
UNIT, NAME = "您的单位全称", "您的姓名"


class Dropping(Telegram):
    """Takes the question for the name, but its answer is lost; `unsure` is what the messenger makes of that."""

    unsure = True
    dropped = 0

    def after(self, chat):
        if NAME in self.said[-1][1] and not self.dropped:
            self.dropped += 1
            raise TryLaterError(0.2, unsure=self.unsure)


async def answered_in_between(house, client, telegram):
    """The officer answers the first question, then the second while it is under way a second time."""
    async with office(house, client, telegram) as it:
        await it.says(CHAT, "/start", number=100)
        await it.hears(CHAT, UNIT)
        await it.says(CHAT, "青禾纺织厂工会", number=101)
        await it.hears(CHAT, NAME)
        telegram.said += [(0, "of another chat")] * 200
        await it.says(CHAT, "丁小满 组织委员", number=103)
        await it.hears(CHAT, NAME, NAME, "材料报给谁" if telegram.unsure else "记在上一题里")
    return load_session(await it.desk.session(CHAT))


async def test_the_answer_belongs_to_the_question_that_was_seen(house, client):
    session = await answered_in_between(house, client, Dropping())
    assert [answer.text for answer in session.profile] == ["青禾纺织厂工会", "丁小满 组织委员"]


async def test_control_without_the_doubt_it_would_go_to_the_one_before(house, client):
    telegram = Dropping()
    telegram.unsure = False
    session = await answered_in_between(house, client, telegram)
    assert [answer.text for answer in session.profile] == ["丁小满 组织委员"]


async def test_a_store_that_goes_away_after_the_sending_makes_nothing_sent_twice(house, client, monkeypatch):
    plain, failures = Desk.done, []

    async def done(self, due, session=None):
        if len(failures) < 3:
            failures.append(due.id)
            raise StorageAwayError("away")
        return await plain(self, due, session)

    monkeypatch.setattr(Desk, "done", done)
    async with office(house, client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, UNIT)
        await it.lanes.idle()
    assert len(failures) == 3
    assert len(it.telegram.texts(CHAT)) == len(set(it.telegram.texts(CHAT)))
    assert load_session(await it.desk.session(CHAT)).shown.message > ANY_MESSAGE


async def test_a_question_taken_over_from_a_dead_worker_may_have_been_seen(house, client):
    class Deaf(Telegram):
        async def send(self, chat, message):
            raise TryLaterError(60)

    async with office(house, client, Deaf()) as dead:
        await dead.says(CHAT, "/start")
        while not dead.counts.retries:
            await client.ping()
        stall(dead.shift)  # else it would ask for its share of the chats, this one among them
        async with office(house, client) as it:
            await it.hears(CHAT, UNIT)
            await it.lanes.idle()
            assert load_session(await it.desk.session(CHAT)).shown.message == ANY_MESSAGE


@pytest.mark.parametrize("unsure", [True, False])
def test_the_doubt_is_told(unsure):
    assert TryLaterError(unsure=unsure).unsure is unsure
