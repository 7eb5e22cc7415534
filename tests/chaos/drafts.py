"""Kill -9 while a model writes; and twenty kinds of model fault."""

from __future__ import annotations

import asyncio
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

from bot.storage import keys
from bot.storage.form import dump_session, load_session
from tests.chaos.machines import Bot, Zygote
from tests.chaos.officers import Part, rehearse
from tests.chaos.row import Scale
from tests.chaos.telegram import Chat
from tests.chaos.world import World, until, world
from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.fault_storm import storm
from tests.drafting.faults import KINDS
from tests.drafting.modelled import true_words
from tests.row import Row

FIRST = 6_000_000
DELAY = 0.25
"""Seconds the model takes for a section."""
KILLS_A_DRAFT = 4
PATIENCE = 120.0
WRONG = "职工99999人参加。"
"""What the guard refuses: nobody said it."""
MISSED = "请列出漏掉的事实"
"""How the question ends that follows a figure nobody said."""
AT_ONCE = 3
"""Kinds of fault played at the same time: most of it is waiting."""


@dataclass
class Story:
    """What became of one world's drafts."""

    lease: float = 0.0
    drafts: int = 0
    kills: int = 0
    at_points: int = 0
    unfinished: int = 0
    sections_doubled: int = 0
    late: int = 0
    patience: float = 5.0
    """Seconds beyond the lease within which work goes on."""
    slowest: float = 0.0
    most_beyond: int = 0
    """Repeated model calls of one draft beyond one for each kill: which call a kill cost shows only at the end."""
    repeated: int = 0
    paid_twice: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)

    def again(self) -> int:
        """Model calls so far that had been made before."""
        return sum(count - 1 for count in self.asked.values())


async def killed_in_drafts(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """Worlds side by side, half with their own Redis; one model call at a time, so that each kill can cost one."""
    worlds, kills = (4, 50) if scale.full else (2, 3)
    count = worlds * (kills // 2)
    parts = [await asyncio.to_thread(rehearse, house, n, scale.seed, drafted=False) for n in range(count)]
    stories = await asyncio.gather(
        *(_one(folder / f"w{n}", zygote, scale, kills, parts[n::worlds]) for n in range(worlds))
    )
    got = {
        name: sum(getattr(story, name) for story in stories)
        for name in ("drafts", "kills", "at_points", "unfinished", "sections_doubled", "late", "repeated", "paid_twice")
    }
    most = max(story.most_beyond for story in stories)
    beyond = f"in one draft {most} more than kills" if most > 0 else "in no draft more than kills"
    slowest = max(story.slowest for story in stories)
    return Row(
        "kill -9 during drafting (model faked)",
        f"{got['kills']} kills ({got['at_points']} at named points), {got['drafts']} drafts, lease {scale.lease:.0f} s",
        f"{got['unfinished']} not finished, {got['sections_doubled']} sections doubled; resumed in ≤ {slowest:.1f} s; "
        f"{got['repeated']} model calls repeated, {beyond}; {got['paid_twice']} of them had been answered",
        "all finish; resumed within lease + 5 s; ≤ 1 repeated model call a kill",
        # Three kills are too few to tell chance from a fault: a text may be answered and not yet kept.
        not (got["unfinished"] or got["late"] or got["sections_doubled"])
        and most <= scale.pick(0, 3)
        and got["kills"] > 0,
    )


async def _one(folder: Path, zygote: Zygote, scale: Scale, kills: int, parts: list[Part]) -> Story:
    story, private = Story(), parts[0].officer % 2 == 0
    story.lease = 0.0 if private else scale.lease
    story.patience = scale.pick(5, 20)  # the short run shares its machine with all other tests: it times nothing

    def answer(messages):
        prompt = "\n".join(message["content"] for message in messages)
        story.asked[prompt] += 1

        async def slowly(request) -> web.StreamResponse:
            await asyncio.sleep(DELAY)
            story.answered[prompt] += 1
            return await saying(request, _reply(messages))

        return slowly

    async with Endpoint(answer).running() as model:
        settings = {
            "model_name": "fake",
            "model_base_url": model.url,
            "model_parallel": "1",
            **({} if private else scale.sharing()),
        }
        async with world(folder, zygote, private=private, seed=f"{scale.seed}/{parts[0].officer}", **settings) as made:
            made.extra = {"OPENAI_API_KEY": "none"}
            made.faults = scale.faults
            bot = made.bot()
            await until(made.telegram.polled.is_set, PATIENCE)
            for part in parts:
                if story.kills < kills:
                    bot = await _draft(made, story, bot, part, min(KILLS_A_DRAFT, kills - story.kills))
            story.paid_twice = sum(count - 1 for count in story.answered.values())
    return story


def _reply(messages: list[dict[str, str]]) -> str:
    if MISSED in messages[1]["content"]:
        return "没有"
    return WRONG if _refused(messages) else true_words(messages)


def _refused(messages: list[dict[str, str]]) -> bool:
    """Whether this model errs: at the first word on every third section, and once more on some of these."""
    fate = zlib.crc32(messages[1]["content"].encode()) % 6
    return fate == 0 or (fate == 1 and len(messages) == 2)


async def _draft(made: World, story: Story, bot: Bot, part: Part, kills: int) -> Bot:
    """Have one report drafted, killing the bot so often meanwhile; the bot that lives in the end."""
    chat = made.telegram.chat(FIRST + part.officer)
    with made.caller() as store:
        store.set(keys.session(chat.id), dump_session(part.session))
    story.drafts += 1
    point = ""
    before, killed = story.again(), 0
    asked = sum(story.asked.values())
    made.telegram.say(chat.id, "出稿")
    for _ in range(kills):
        how = await _killed(made, bot, lambda a=asked: _moved(story, chat, a), chat, at_point=bool(point))
        if not how:
            break
        killed += 1
        story.at_points += how == "at a point"
        point = made.rng.choice(("", "", "after-reply:1", "mid-draft:1", "after-job:1"))
        asked, since = sum(story.asked.values()), time.monotonic()
        bot = made.bot(**({"BIGANZI_CRASH_AT": point} if point else {}))
        # A fuse may burn before the model is asked again: what it said before is kept.
        await until(lambda b=bot, a=asked: _moved(story, chat, a) or not b.alive(), PATIENCE)
        seconds = time.monotonic() - since
        story.slowest = max(story.slowest, seconds)
        story.late += seconds > story.lease + story.patience
    if point:  # its fuse would burn in the next draft
        killed += not _delivered(chat)
        await made.kill(bot)
        bot = made.bot()
    done = await until(lambda: _delivered(chat), PATIENCE)
    story.unfinished += not done
    story.kills += killed
    story.repeated = story.again()
    story.most_beyond = max(story.most_beyond, story.repeated - before - killed)
    with made.caller() as store:
        paper = load_session(store.get(keys.session(chat.id))).paper
    ids = [section.id for section in paper.draft.sections] if paper and paper.draft else []
    story.sections_doubled += len(ids) - len(set(ids))
    return bot


async def _killed(made: World, bot: Bot, moved: Callable[[], bool], chat: Chat, *, at_point: bool) -> str:
    """Kill the bot while it drafts, or wait for it to die at its crash point; "" where the draft came first."""
    await until(lambda: moved() or not bot.alive(), PATIENCE)
    if at_point and await bot.ended(DELAY * 12):
        await made.bury(bot)
        return "at a point"
    await asyncio.sleep(made.rng.random() * DELAY * 2)
    if _delivered(chat):
        return ""
    await made.kill(bot)
    return "at random"


def _moved(story: Story, chat: Chat, asked: int) -> bool:
    """Whether the model was asked again, or there is nothing more to ask."""
    return sum(story.asked.values()) > asked or _delivered(chat)


def _delivered(chat: Chat) -> bool:
    return any(message.kind == "senddocument" for message in chat.accepted)


async def model_faults(folder: Path, house, zygote: Zygote, scale: Scale) -> Row:
    """The drafting room's own storm, in this process: each kind of fault, so many drafts."""
    times = scale.pick(100, 2)
    kinds = KINDS if scale.full else KINDS[:: max(1, len(KINDS) // 6)]
    shares = [kinds[start::AT_ONCE] for start in range(AT_ONCE)]
    rows = [row for some in await asyncio.gather(*(storm(house, times, share) for share in shares)) for row in some]
    hung, wrong = sum(row.hung for row in rows), sum(row.wrong for row in rows)
    return Row(
        "kinds of model fault",
        f"{len(rows)} kinds × {times}",
        f"{hung} hung, {wrong} other than the plain writer's; slowest draft {max(row.slowest for row in rows):.1f} s",
        "0 hung chats",
        not hung and not wrong,
        [f"{row.kind}: {row.hung} hung, {row.wrong} wrong" for row in rows if row.hung or row.wrong],
    )
