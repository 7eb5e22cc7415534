"""Slow work: begun once, stopped with its chat, its finished texts kept."""

import asyncio
from dataclasses import dataclass, field, replace

from bot.config import HOME
from bot.core.drafted import Draft
from bot.core.effects import WriteDraft
from bot.core.events import DraftFailed, DraftReady
from bot.core.state import Paper
from bot.facts.privacy import Privacy
from bot.shell.books import Books
from bot.shell.darkroom import Darkroom
from bot.shell.envelope import opened
from bot.shell.files import Files
from bot.shell.jobs import Jobs, job_of
from bot.shell.kept import KeptTexts
from bot.storage import keys
from bot.storage.desk import Desk
from bot.storage.form import dump_effect
from tests.conftest import handbook
from tests.conversations.stage import Plenty
from tests.storage.support import ALONE, take

CHAT = 7
WORK = WriteDraft(Paper(id=1, kind="monthly", revision=2), ())


@dataclass
class Drafter:
    """Writes one section, then waits."""

    written: list[str] = field(default_factory=list)
    book: object = None
    organisation: str = ""
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    fault: bool = False
    model: object = None

    async def draft(self, paper, profile, kept, watch):
        if await kept.get("one") is None:
            self.written.append("one")
            await kept.put("one", "第一节")
        await self.go_on.wait()
        if self.fault:
            raise ZeroDivisionError
        return Draft(paper.revision, ())


async def begun(client, chat, work=WORK):
    """The work stands in the store, as the commit that began it has left it."""
    await client.hset(keys.jobs(chat), job_of(work), dump_effect(work))


def jobs_of(drafter, desk):
    files = Files(nothing, Privacy.open(HOME / "knowledge"), None)
    return Jobs(drafter, desk, Books(handbook(), desk, None), files, Darkroom(nothing, desk), Plenty())


async def nothing(file_id):
    raise LookupError(file_id)


async def result(desk):
    [entry] = await take(desk, 1)
    return opened(entry.body)


async def test_a_draft_is_written_once_and_handed_in(client):
    await begun(client, CHAT)
    desk, drafter = Desk(client, ALONE), Drafter()
    jobs = jobs_of(drafter, desk)
    jobs.start(CHAT, WORK)
    jobs.start(CHAT, WORK)
    drafter.go_on.set()
    assert await result(desk) == DraftReady(1, Draft(2, ()))
    assert drafter.written == ["one"]


async def test_a_draft_that_fails_is_handed_in_as_failed(client):
    desk, drafter = Desk(client, ALONE), Drafter(fault=True)
    drafter.go_on.set()
    await begun(client, CHAT)
    jobs_of(drafter, desk).start(CHAT, WORK)
    assert await result(desk) == DraftFailed(1, 2)


async def test_who_takes_a_draft_over_finds_what_was_written(client):
    await begun(client, CHAT)
    desk, drafter = Desk(client, ALONE), Drafter()
    jobs = jobs_of(drafter, desk)
    jobs.start(CHAT, WORK)
    async with asyncio.timeout(30):
        while await desk.kept(CHAT, "one") is None:
            await asyncio.sleep(0.005)
    await jobs.leave(lambda chat: chat == CHAT)
    drafter.go_on.set()
    jobs_of(drafter, desk).start(CHAT, WORK)
    assert await result(desk) == DraftReady(1, Draft(2, ()))
    assert drafter.written == ["one"]


async def test_leaving_one_chat_leaves_the_work_of_others(client):
    desk, drafter = Desk(client, ALONE), Drafter()
    jobs = jobs_of(drafter, desk)
    for chat in (CHAT, 8):
        await begun(client, chat)
        jobs.start(chat, WORK)
    async with asyncio.timeout(30):
        while not await desk.kept(8, "one"):
            await asyncio.sleep(0.005)
    await jobs.leave(lambda chat: chat == CHAT)
    drafter.go_on.set()
    [entry] = await take(desk, 1)
    assert entry.chat == 8
    await jobs.stop()


async def test_kept_texts_belong_to_their_chat(client):
    desk = Desk(client, ALONE)
    await begun(client, CHAT)
    errand = await desk.errand(CHAT, job_of(WORK))
    await KeptTexts(desk, errand).put("key", "一段")
    assert await KeptTexts(desk, errand).get("key") == "一段"
    assert await KeptTexts(desk, replace(errand, chat=8)).get("key") is None


async def test_replies_belong_to_their_work(client):
    desk = Desk(client, ALONE)
    await begun(client, CHAT)
    errand = await desk.errand(CHAT, job_of(WORK))
    await KeptTexts(desk, errand).replies.put("key", "职工99人参加。")
    assert await KeptTexts(desk, errand).replies.get("key") == "职工99人参加。"
    assert await KeptTexts(desk, errand).get("key") is None
    assert await KeptTexts(desk, replace(errand, job="draft:1:3")).replies.get("key") is None


async def test_nothing_comes_back_of_a_chat_that_was_forgotten(client):
    desk, drafter = Desk(client, ALONE), Drafter()
    await begun(client, CHAT)
    jobs = jobs_of(drafter, desk)
    jobs.start(CHAT, WORK)
    async with asyncio.timeout(30):
        while await desk.kept(CHAT, "one") is None:
            await asyncio.sleep(0.005)
    late = await desk.errand(CHAT, job_of(WORK))
    await desk.forget(CHAT)
    await begun(client, CHAT, replace(WORK, profile=(("unit", "another life"),)))  # the same job, begun anew
    drafter.go_on.set()
    async with asyncio.timeout(30):
        while jobs.busy(CHAT):
            await asyncio.sleep(0.005)
    await KeptTexts(desk, late).put("two", "第二节")
    assert not await desk.hand_in(late, b"late")
    held = await desk.held(CHAT)
    assert (held.pieces, held.waiting) == ((), ())


async def test_the_control_work_that_is_still_wanted_is_handed_in(client):
    desk = Desk(client, ALONE)
    await begun(client, CHAT)
    errand = await desk.errand(CHAT, job_of(WORK))
    assert await desk.hand_in(errand, b"in time")
    assert (await desk.held(CHAT)).waiting == (b"in time",)


async def test_work_that_was_called_off_is_not_begun(client):
    drafter = Drafter()
    jobs = jobs_of(drafter, Desk(client, ALONE))
    jobs.start(CHAT, WORK)
    async with asyncio.timeout(30):
        while jobs.busy(CHAT):
            await asyncio.sleep(0.005)
    assert drafter.written == []
