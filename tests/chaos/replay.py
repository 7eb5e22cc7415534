"""10,000 updates, each three times, shuffled between chats: the sessions must be those of once in order."""

from __future__ import annotations

import json
import random
from pathlib import Path

from bot.storage import keys
from bot.storage.form import load_session
from tests.chaos.judge import bare
from tests.chaos.machines import Zygote
from tests.chaos.row import Scale, dice
from tests.chaos.telegram import SAID_ON, private, user
from tests.chaos.world import World, busy, until, world
from tests.row import Row

OPENING = ("/start", "{}号工会", "{}号干部", "区总工会", "28号前", "月报", "2026年9月")
ACTS = ("下一题", "跳过", "上一题", "无", "不清楚", "暂停", "继续", "重写", "/menu", "思想引领 帮扶服务", "怎么用")
TIMES = 3
FIRST_CHAT = 2_000_000
FIRST_MESSAGE = 100_000
"""Far above what the bot's own messages reach: no answer counts as sent before its question was shown."""


async def replayed(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """One world hears each update once, chat by chat; the other three times, shuffled."""
    chats, each = scale.pick(200, 8), scale.pick(50, 25)
    talks = [_talk(FIRST_CHAT + number, each, dice(f"{scale.seed}/{number}")) for number in range(chats)]
    numbers = iter(range(1, chats * each + 1))
    told = [[json.dumps({"update_id": next(numbers), **update}) for update in talk] for talk in talks]
    once = await _hear(folder / "once", zygote, [text for talk in told for text in talk], chats, ())
    stream = _shuffled(told, dice(scale.seed))
    thrice = await _hear(folder / "thrice", zygote, stream, chats, scale.faults)
    sessions = sum(a[0] != b[0] for a, b in zip(once, thrice, strict=True))
    messages = sum(a[1] != b[1] for a, b in zip(once, thrice, strict=True))
    empty = sum(not session.profile for session, _ in once)
    return Row(
        "updates replayed three times, shuffled between chats",
        f"{chats * each} updates × {TIMES}, {chats} chats",
        f"{sessions} sessions different, {messages} chats with different messages, {empty} empty",
        "same sessions as once in order",
        not sessions and not messages and not empty,
    )


def _talk(chat: int, count: int, rng: random.Random) -> list[dict]:
    """A chat's updates: an opening, then words, acts, edits, stickers and presses of any age."""
    talk: list[dict] = []
    for place in range(count):
        number = FIRST_MESSAGE + place
        base = {"message_id": number, "from": user(chat), "chat": private(chat), "date": SAID_ON + place}
        words = f"{chat}第{place}件，{place}人参加"
        dice = rng.random()
        if place < len(OPENING):
            talk.append({"message": base | {"text": OPENING[place].format(chat)}})
        elif dice < 0.55:
            talk.append({"message": base | {"text": words}})
        elif dice < 0.8:
            talk.append({"message": base | {"text": rng.choice(ACTS)}})
        elif dice < 0.9:
            old = {"message_id": number - rng.randint(1, 4), "edit_date": SAID_ON + place, "text": f"改：{words}"}
            talk.append({"edited_message": base | old})
        elif dice < 0.95:
            held = base | {"message_id": 1, "from": user(chat), "text": "…"}
            data = f"{rng.randint(0, place)}:{rng.choice(('next', 'skip', 'back', 'menu'))}:"
            query = {"id": f"{chat}-{place}", "from": user(chat), "message": held, "chat_instance": "1", "data": data}
            talk.append({"callback_query": query})
        else:
            talk.append({"message": base | {"dice": {"emoji": "🎲", "value": 3}}})
    return talk


def _shuffled(told: list[list[str]], rng: random.Random) -> list[str]:
    """Every update three times, its first time in the order of its chat."""
    stream: list[str] = []
    waiting = [[*range(len(talk))] for talk in told]
    again: list[str] = []
    while True:
        open_chats = [number for number, places in enumerate(waiting) if places]
        if not open_chats and not again:
            return stream
        if again and (not open_chats or rng.random() < 0.6):
            place = rng.randrange(len(again))
            again[place], again[-1] = again[-1], again[place]
            stream.append(again.pop())
        else:
            number = rng.choice(open_chats)
            text = told[number][waiting[number].pop(0)]
            stream.append(text)
            again += [text] * (TIMES - 1)


async def _hear(folder: Path, zygote: Zygote, stream: list[str], chats: int, faults: tuple[str, ...]) -> list[tuple]:
    """Sessions and messages of every chat, after a bot heard all this."""
    async with world(folder, zygote, storage_lease_seconds="5") as made:
        for number in range(chats):
            made.telegram.chat(FIRST_CHAT + number)
        made.telegram.replay = list(stream)
        made.bot(*faults)
        with made.caller() as store:
            seconds = 30 + len(stream) / 40
            assert await until(lambda: not made.telegram.replay, seconds, 0.1), "the updates are not fetched"
            assert await until(lambda: not busy(store), seconds, 0.2), "the updates are not handled"
            return [_state(made, store, FIRST_CHAT + number) for number in range(chats)]


def _state(made: World, store, chat: int) -> tuple:
    texts = [message.text for message in made.telegram.chat(chat).accepted]
    return bare(load_session(store.get(keys.session(chat)))), texts
