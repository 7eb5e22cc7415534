"""100,000 malformed or hostile updates among good ones: nothing crashes, no good one waits over a second."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from pathlib import Path

from bot.storage import keys
from tests.chaos.machines import Zygote
from tests.chaos.row import Scale, dice
from tests.chaos.telegram import SAID_ON, private, user
from tests.chaos.world import World, until, world
from tests.row import Row

GOOD_CHAT = 3_000_000
BAD_CHAT = 4_000_000
GOOD_CHATS = 10
RATE = 1_000
MOST_ON_THE_WAY = 60
"""Bad updates sent and not dealt with: a good one is late by their malice, not by the length of the queue."""
LOOK = 0.02
PAUSE = 0.3
LATE = 1.0
STRANGE = (
    "",
    0,
    -1,
    2**63,
    1.5,
    True,
    None,
    [],
    {},
    "x" * 5_000,
    "\x00",
    "\u202e\ud800",
    {"id": 1},
    [[[]]],
    "🎉" * 200,
)


async def hostile(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """One bot; some chats ask something every second or so while the flood goes through."""
    count = scale.pick(100_000, 800)
    async with world(folder, zygote, storage_lease_seconds="5") as made:
        bot = made.bot()
        assert await until(made.telegram.polled.is_set, 30), "the bot does not start"
        asking = [asyncio.create_task(_ask(made, GOOD_CHAT + n)) for n in range(GOOD_CHATS)]
        began = time.monotonic()
        await _flood(made, count, dice(scale.seed))
        seconds = time.monotonic() - began
        done = await until(lambda: not made.telegram.waiting, 60, 0.1)
        for task in asking:
            task.cancel()
        unanswered = sum(len(made.telegram.chat(GOOD_CHAT + n).asked_at) > 1 for n in range(GOOD_CHATS))
        good = sorted(seconds for chat, seconds in made.telegram.latencies if chat < BAD_CHAT)
        crashes = int(not bot.alive())
        # The short run shares its machine with all other tests: it times nothing.
        late = sum(seconds > LATE for seconds in good)
        judged = late if scale.full else sum(seconds > scale.patience for seconds in good)
        with made.caller() as store:
            letters = store.xlen("biganzi:dead")
        crashed = f"{crashes} crashes, {made.tracebacks()} tracebacks"
    return Row(
        "malformed or hostile updates among good ones",
        f"{count} bad at {count / seconds:.0f}/s, {len(good)} good",
        f"{crashed}; {late} good over {LATE:.0f} s (worst {max(good, default=0) * 1000:.0f} ms), "
        f"{unanswered} unanswered; {letters} dead letters kept",
        "0 crashes, 0 good ones delayed over 1 s",
        done and not crashes and not judged and not unanswered and len(good) > GOOD_CHATS and letters > 0,
    )


async def _ask(made: World, chat: int) -> None:
    """Ask, wait for the answer, pause, ask again."""
    while True:
        made.telegram.chat(chat).news.clear()
        made.telegram.say(chat, "/help")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(10):
                await made.telegram.chat(chat).news.wait()
        await asyncio.sleep(PAUSE)


async def _flood(made: World, count: int, rng: random.Random) -> None:
    """As fast as the bot takes them, with never more than so many on the way: a queue of its own making delays all."""
    began, sent = time.monotonic(), 0
    with made.caller() as store:
        inboxes = [keys.inbox(number) for number in range(int(store.get(keys.PARTITIONS) or 0))]
        while sent < count:
            pipe = store.pipeline(transaction=False)
            for name in inboxes:
                pipe.xlen(name)
            on_the_way = made.telegram.waiting + sum(pipe.execute())
            allowed = min(MOST_ON_THE_WAY - on_the_way, count - sent, 1 + int(RATE * (time.monotonic() - began)) - sent)
            for _ in range(allowed):
                made.telegram.push(bad(rng, sent))
                sent += 1
            await asyncio.sleep(LOOK)


def bad(rng: random.Random, number: int) -> dict | str:
    """An update that is no good, of one of many kinds."""
    chat = BAD_CHAT + rng.randrange(50)
    message = {"message_id": number, "from": user(chat), "chat": private(chat), "date": SAID_ON, "text": "字"}
    strange = rng.choice(STRANGE)
    if not rng.randrange(20):
        # Not even a number of its own: a proxy's mischief. A place in the queue it has all the same.
        return json.dumps({"update_id": rng.choice(("1", None, 1.5)), "message": message})
    return rng.choice(KINDS)(rng, message, strange)


def _one_field_strange(rng: random.Random, message: dict, strange: object) -> dict:
    return {"message": message | {rng.choice(list(message)): strange}}


def _one_field_missing(rng: random.Random, message: dict, _: object) -> dict:
    del message[rng.choice(list(message))]
    return {"message": message}


def _pressed(rng: random.Random, message: dict, strange: object) -> dict:
    data = rng.choice(("9:9:9", ":", "0:jump:../..", "x" * 64, "0:kind:", strange))
    query = {"id": "1", "from": message["from"], "message": message, "chat_instance": "1", "data": data}
    return {"callback_query": query}


def _deep(_: random.Random, message: dict, __: object) -> dict:
    held: dict = {}
    while len(json.dumps(held)) < 2_000:
        held = {"reply_to_message": held, "message": held}
    return {"message": held, "edited_message": message | {"date": -(2**40)}}


KINDS = (
    lambda _, __, ___: {},
    lambda _, __, strange: {"message": strange},
    lambda rng, _, strange: {rng.choice(("poll", "my_chat_member", "没有这种")): strange},
    _one_field_strange,
    _one_field_missing,
    lambda _, message, strange: {"message": message | {"chat": {"id": strange, "type": "private"}}},
    lambda _, message, strange: {"callback_query": {"id": "1", "from": message["from"], "data": strange}},
    _pressed,
    lambda _, message, __: {"message": message | {"chat": {"id": -7, "type": "supergroup", "title": "群"}}},
    lambda _, message, __: {
        "message": message | {"entities": [{"type": "bot_command", "offset": -5, "length": 10**9}]}
    },
    lambda _, message, __: {"message": message | {"text": "字" * 4096}},
    _deep,
    lambda _, message, strange: {"message": message | {"photo": [strange], "reply_to_message": strange, "text": None}},
)
