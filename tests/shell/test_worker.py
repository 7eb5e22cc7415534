"""The worker with a real store: what is said arrives, whatever happens in between."""

import asyncio
import json

import pytest

from bot.core.effects import Say
from bot.shell import worker as worker_module
from bot.shell.envelope import of_update
from bot.storage import scripts
from bot.storage.form import dump_effect, load_session
from bot.storage.records import Commit
from bot.telegram.messenger import RefusedError
from tests.shell.office import Telegram, office, update
from tests.storage.support import due_of, entries_left, stall, take

CHAT, OTHER = 7, 8


class Died(BaseException):
    """The process ends here."""


async def test_an_officer_is_answered(house, client):
    async with office(house, client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
        await it.says(CHAT, "青禾纺织厂工会")
        await it.hears(CHAT, "您的姓名")
    assert load_session(await it.desk.session(CHAT)).shown.message == len(it.telegram.said)
    assert it.counts.updates_stored == 2
    assert it.counts.messages_sent == it.counts.effects_done == len(it.telegram.said)


async def test_the_same_update_brought_again_is_not_answered_again(house, client):
    async with office(house, client) as it:
        for _ in range(3):
            await it.says(CHAT, "/start", number=5)
        await it.says(CHAT, "/help", number=6)
        await it.hears(CHAT, "发一句话，就是回答")
    assert len([text for text in it.telegram.texts(CHAT) if "您的单位全称" in text]) == 1
    assert (it.counts.updates_stored, it.counts.updates_repeated) == (2, 2)


async def test_control_without_deduplication_it_is(house, client, monkeypatch):
    unguarded = scripts.RECEIVE.replace("'NX', ", "")
    assert unguarded != scripts.RECEIVE
    monkeypatch.setattr(scripts, "RECEIVE", unguarded)
    async with office(house, client) as it:
        for _ in range(3):
            await it.says(CHAT, "/start", number=5)
        await it.says(CHAT, "/help", number=6)
        await it.hears(CHAT, "发一句话，就是回答")
    assert len([text for text in it.telegram.texts(CHAT) if "您的单位全称" in text]) > 1


async def test_a_chat_that_must_wait_does_not_delay_another(house, client):
    telegram = Telegram(waits={CHAT: [3.0]})
    async with office(house, client, telegram, slots=1) as it:
        await it.says(CHAT, "/start")
        await asyncio.sleep(0.05)
        await it.says(OTHER, "/start")
        await it.hears(OTHER, "您的单位全称", seconds=2.5)
        assert it.telegram.texts(CHAT) == []
        await it.says(CHAT, "/help")
        await it.hears(CHAT, "您的单位全称", "发一句话，就是回答")
    assert it.counts.retries == 1


async def test_a_line_that_comes_and_goes_loses_and_repeats_nothing(house, client):
    telegram = Telegram(waits={CHAT: [None, None, None]})
    async with office(house, client, telegram) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
        await it.lanes.idle()
    assert len(it.telegram.texts(CHAT)) == len(set(it.telegram.texts(CHAT)))
    assert it.counts.retries == 3


async def test_what_telegram_refuses_is_left_out_and_the_rest_goes_on(house, client):
    class Blocked(Telegram):
        def before(self, chat):
            if len(self.said) == 0:
                self.said.append((chat, "refused"))
                raise RefusedError("Forbidden")

    async with office(house, client, Blocked()) as it:
        await it.says(CHAT, "/start")
        await it.says(CHAT, "/help")
        await it.hears(CHAT, "发一句话，就是回答")
    assert it.counts.refusals == 1
    assert await due_of(it.desk, CHAT) == []


async def die_and_come_back(house, client, monkeypatch, point, seconds=30.0):
    """Die once at a named point while answering /start; all that the officer saw of it, with a second worker's help."""
    telegram, deaths, gone = Telegram(), [], asyncio.Event()
    plain = worker_module.Worker.handle

    def crash(name):
        if name == point and not deaths:
            deaths.append(name)
            raise Died

    async def handle(self, work):
        try:
            await plain(self, work)
        except Died:
            await gone.wait()

    monkeypatch.setattr("bot.shell.worker.crashpoint", crash)
    monkeypatch.setattr("bot.shell.delivery.crashpoint", crash)
    monkeypatch.setattr(worker_module.Worker, "handle", handle)
    async with office(house, client, telegram) as first:
        await first.says(CHAT, "/start", number=100)
        while not deaths:
            await asyncio.sleep(0.005)
        stall(first.shift)
        async with office(house, client, telegram) as second:
            await second.hears(CHAT, "您的单位全称", seconds=seconds)
            await second.lanes.idle()
        gone.set()
    return telegram.texts(CHAT)


@pytest.mark.parametrize(
    ("point", "repeated"),
    [
        ("before-commit", 0),
        ("after-commit", 0),
        ("before-send", 0),
        ("after-send", 1),
        ("before-done", 1),
        ("after-done", 0),
    ],
)
async def test_a_worker_that_dies_loses_nothing_and_repeats_at_most_one(house, client, monkeypatch, point, repeated):
    async with office(house, client) as it:
        await it.says(OTHER, "/start")
        await it.hears(OTHER, "您的单位全称")
    seen = await die_and_come_back(house, client, monkeypatch, point)
    assert list(dict.fromkeys(seen)) == it.telegram.texts(OTHER)
    assert len(seen) - len(set(seen)) == repeated


async def test_control_without_the_outbox_an_answer_is_lost(house, client, monkeypatch):
    kept = "each(function(body) put_out(KEYS[4], KEYS[8], KEYS[13], chat, body) end)"
    assert kept in scripts.COMMIT
    monkeypatch.setattr(scripts, "COMMIT", scripts.COMMIT.replace(kept, "each(function() end)"))
    with pytest.raises(TimeoutError):
        await die_and_come_back(house, client, monkeypatch, "after-commit", seconds=0.5)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"U",
        b"\xff\xfe",
        of_update(b"{"),
        of_update(b"[" * 100_000),
        of_update(
            b'{"update_id": 1, "message": {"message_id": "x", "date": 1e400, "chat": {"id": 7, "type": "private"}}}'
        ),
        of_update(b'{"message": {"chat": {"id": 7}, "date": 99999999999999999999}}'),
        of_update(b'{"message": 5, "callback_query": {"id": 1}}'),
        of_update(json.dumps({"message": {"text": "\ud800", "chat": 3}}).encode()),
        # What these would make of the session could not be read again: the chat would be dumb for ever.
        of_update(update(1, CHAT, ["没有这种"])),
        of_update(update("x", CHAT, "数字是字")),
        of_update(update(1, CHAT, "\ud800")),
    ],
)
async def test_what_cannot_be_read_is_put_aside_and_the_next_is_answered(house, client, body):
    async with office(house, client) as it:
        await it.desk.receive_event(CHAT, body)
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
    assert it.counts.faults == 0
    assert all("出了点问题" not in text for text in it.telegram.texts(CHAT))
    assert await entries_left(client) == 0


async def test_a_fault_in_performing_is_regretted_and_does_not_stop_what_follows(house, client):
    class Faulty(Telegram):
        def before(self, chat):
            if not self.said:
                self.said.append((chat, "fault"))
                raise ZeroDivisionError

    async with office(house, client, Faulty()) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, house.words.text("trouble"))
        await it.says(CHAT, "/help")
        await it.hears(CHAT, "发一句话，就是回答")
    assert it.counts.faults == 1


async def test_a_session_that_cannot_be_read_is_left_as_it_is_and_said(house, client):
    async with office(house, client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
        await it.lanes.idle()
        await client.set(f"biganzi:session:{CHAT}", b'{"version": 99, "session": {}}')
        await it.says(CHAT, "青禾纺织厂工会")
        await it.hears(CHAT, house.words.text("trouble"))
    assert await client.get(f"biganzi:session:{CHAT}") == b'{"version": 99, "session": {}}'
    assert [letter.chat for letter in await it.desk.dead_letters()] == [CHAT]


async def test_an_effect_of_another_version_is_regretted(house, client):
    async with office(house, client) as it:
        await it.says(CHAT, "/start")
        await it.hears(CHAT, "您的单位全称")
    desk = it.desk
    await desk.receive_event(CHAT, b"x")
    [entry] = await take(desk, 1)
    await desk.commit(entry, Commit(effects=(b'{"is": "Sing"}', dump_effect(Say("not_allowed", (("user", "7"),))))))
    async with office(house, client, it.telegram):
        await it.hears(CHAT, house.words.text("trouble"), "只给本单位工会的同志用")


async def test_in_a_group_nothing_is_kept_and_the_way_to_a_private_chat_is_told(house, client):
    async with office(house, client) as at_work:
        raw = json.loads(update(1, -100, "/draft@BiganziBot"))
        raw["message"]["chat"] = {"id": -100, "type": "group", "title": "工会群"}
        await at_work.intake.store(1, -100, json.dumps(raw).encode())
        await at_work.hears(-100, "https://t.me/BiganziBot?start=group")
        assert await at_work.desk.session(-100) is None
