"""Polling: everything is stored before it is acknowledged, and nothing that arrives stops what comes after it."""

import asyncio
import json
from dataclasses import dataclass, field

import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter

from bot.telegram import poller as poller_module
from bot.telegram.poller import Keeping, Poller
from bot.telegram.updates import Unreadable, UpdatesRequest, salvaged


def good(number, chat=7):
    return {"update_id": number, "message": {"chat": {"id": chat}, "text": "好"}}


class Over(Exception):  # noqa: N818  the end of a test's script
    pass


@dataclass
class Bot:
    """Answers by a script; notes the offsets asked for."""

    script: list
    offsets: list = field(default_factory=list)

    async def do_api_request(self, name, wanted, read_timeout):
        self.offsets.append(wanted.get("offset"))
        if not self.script:
            raise Over
        answer = self.script.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class Store:
    stored: list = field(default_factory=list)
    rejected: list = field(default_factory=list)
    moved: list = field(default_factory=list)

    async def store(self, updates):
        for number, chat, body in updates:
            self.stored.append((number, chat))
            assert json.loads(body.decode("utf-8", "surrogatepass"))["update_id"] == number

    async def reject(self, body, reason):
        self.rejected.append((body, reason))

    async def move(self, offset):
        self.moved.append((offset, len(self.stored) + len(self.rejected)))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(poller_module, "FIRST_PAUSE", 0.001)


async def poll(*script, offset=None):
    bot, store = Bot(list(script)), Store()
    with pytest.raises(Over):
        await Poller(bot, 1).run(offset, Keeping(store.store, store.reject, store.move))
    return bot, store


async def test_the_offset_moves_only_behind_what_is_stored():
    bot, store = await poll([good(4), good(5)], [], [good(6)], offset=4)
    assert store.stored == [(4, 7), (5, 7), (6, 7)]
    assert store.moved == [(6, 2), (7, 3)]
    assert bot.offsets == [4, 6, 6, 7]


async def test_while_the_store_is_away_nothing_more_is_asked_for():
    bot, there = Bot([[good(1)]]), asyncio.Event()
    store = Store()

    async def wait_and_store(updates):
        await there.wait()
        await store.store(updates)

    polling = asyncio.create_task(Poller(bot, 1).run(None, Keeping(wait_and_store, store.reject, store.move)))
    await asyncio.sleep(0.01)
    assert (bot.offsets, store.moved) == ([None], [])
    there.set()
    with pytest.raises(Over):
        await polling
    assert store.moved == [(2, 1)]


HOSTILE = [
    5,
    None,
    "words",
    [],
    {},
    {"update_id": "9"},
    {"update_id": True, "message": {"chat": {"id": 7}}},
    {"update_id": 2**70, "message": {"chat": {"id": 7}}},
    {"update_id": -3, "message": {"chat": {"id": 7}}},
]


@pytest.mark.parametrize("update", HOSTILE, ids=str)
async def test_what_has_no_number_is_put_aside_and_its_neighbours_are_stored(update):
    _, store = await poll([good(1), update, good(2)])
    assert store.stored == [(1, 7), (2, 7)]
    assert len(store.rejected) == 1
    assert store.moved == [(3, 3)]


async def test_what_has_no_number_is_passed_without_passing_over_anything():
    bot, store = await poll([{"update_id": "4"}], [{"update_id": "5"}, good(6)], [good(7), {}], [good(9)], offset=4)
    assert store.stored == [(6, 7), (7, 7), (9, 7)]
    assert bot.offsets == [4, 5, 7, 9, 10]


@pytest.mark.parametrize(
    "inside",
    [
        {},
        {"message": 5},
        {"message": {"chat": 7}},
        {"message": {"chat": {"id": "7"}}},
        {"message": {"chat": {"id": 2**64}}},
        {"message": {"chat": {"id": True}}},
        {"poll": {"id": "1"}},
    ],
    ids=str,
)
async def test_what_belongs_to_no_chat_is_put_aside_under_its_number(inside):
    _, store = await poll([{"update_id": 1, **inside}, good(2)])
    assert store.stored == [(2, 7)]
    assert [reason for _, reason in store.rejected] == ["no chat"]
    assert store.moved == [(3, 2)]


async def test_an_update_that_cannot_be_written_down_is_put_aside():
    deep = good(1)
    nest = deep["message"]
    for _ in range(100_000):
        nest["reply"] = {}
        nest = nest["reply"]
    _, store = await poll([deep, good(2)])
    assert store.stored == [(2, 7)]
    assert store.rejected == [(b"1", "RecursionError")]


async def test_letters_that_no_encoding_has_are_stored():
    update = good(1)
    update["message"]["text"] = "\ud800"
    _, store = await poll([update])
    assert store.stored == [(1, 7)]


@pytest.mark.filterwarnings("ignore:.*retry_after")
async def test_errors_that_pass_are_waited_out():
    bot, store = await poll(NetworkError("x"), RetryAfter(0), RecursionError(), [good(1)])
    assert store.stored == [(1, 7)]
    assert len(bot.offsets) == 5


async def test_a_bot_that_telegram_does_not_know_is_said():
    with pytest.raises(InvalidToken):
        await Poller(Bot([InvalidToken()]), 1).run(None, Keeping(*[None] * 3))


def reply(*updates):
    return b'{"ok":true,"result":[' + b",".join(updates) + b"]}"


def raw(number, inside=b'"message":{"chat":{"id":7},"text":"a \\"{\\\\\\"update_id\\":3,"}'):
    return b'{"update_id":%d,%s}' % (number, inside)


@pytest.mark.parametrize(
    "inside",
    [
        b'"message":' + b"[" * 100_000 + b"]" * 100_000,
        b'"message":{"chat":{"id":' + b"7" * 5_000 + b"}}",
        b'"message":{"chat":}',
        b'"message":"\x00"',
    ],
    ids=["deep", "long number", "cut", "control"],
)
def test_one_update_that_is_no_json_does_not_take_its_neighbours_with_it(inside):
    parsed = UpdatesRequest.parse_json_payload(reply(raw(1), raw(2, inside), raw(3)))
    first, bad, last = parsed["result"]
    assert (first["update_id"], last["update_id"]) == (1, 3)
    assert isinstance(bad, Unreadable)
    assert bad.number == 2


def test_a_reply_that_is_json_is_read_as_it_is():
    assert UpdatesRequest.parse_json_payload(reply(raw(1)))["result"][0]["update_id"] == 1


def test_a_reply_without_updates_is_an_error_as_ever():
    assert salvaged(b"<html>502") == []


async def test_an_unreadable_update_is_put_aside_and_passed():
    _, store = await poll([good(1), Unreadable(2, b"{"), good(3)])
    assert store.stored == [(1, 7), (3, 7)]
    assert store.rejected == [(b"{", "no JSON")]
    assert store.moved == [(4, 3)]
