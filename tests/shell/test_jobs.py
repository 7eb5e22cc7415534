"""Slow work: begun once, stopped with its chat, its finished texts kept."""

import asyncio
from dataclasses import dataclass, field

from bot.core.effects import WriteDraft
from bot.core.events import DraftFailed, DraftReady
from bot.core.state import Draft, Paper
from bot.shell.books import Books
from bot.shell.envelope import opened
from bot.shell.files import Files
from bot.shell.jobs import Jobs
from bot.shell.kept import KeptTexts
from bot.storage.desk import Desk
from tests.conftest import handbook
from tests.storage.support import ALONE, take

CHAT = 7
WORK = WriteDraft(Paper(id=1, kind="monthly", revision=2), ())


@dataclass
class Drafter:
    """Writes one section, then waits."""

    written: list[str] = field(default_factory=list)
    book: object = None
    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    fault: bool = False

    async def draft(self, paper, profile, kept):
        if await kept.get("one") is None:
            self.written.append("one")
            await kept.put("one", "第一节")
        await self.go_on.wait()
        if self.fault:
            raise ZeroDivisionError
        return Draft(paper.revision, ())


def jobs_of(drafter, desk):
    return Jobs(drafter, desk, Books(handbook(), desk), Files(nothing))


async def nothing(file_id):
    raise LookupError(file_id)


async def result(desk):
    [entry] = await take(desk, 1)
    return opened(entry.body)


async def test_a_draft_is_written_once_and_handed_in(client):
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
    jobs_of(drafter, desk).start(CHAT, WORK)
    assert await result(desk) == DraftFailed(1, 2)


async def test_who_takes_a_draft_over_finds_what_was_written(client):
    desk, drafter = Desk(client, ALONE), Drafter()
    jobs = jobs_of(drafter, desk)
    jobs.start(CHAT, WORK)
    async with asyncio.timeout(2):
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
        jobs.start(chat, WORK)
    await asyncio.sleep(0)
    await jobs.leave(lambda chat: chat == CHAT)
    drafter.go_on.set()
    [entry] = await take(desk, 1)
    assert entry.chat == 8
    await jobs.stop()


async def test_kept_texts_belong_to_their_chat(client):
    desk = Desk(client, ALONE)
    await KeptTexts(desk, CHAT).put("key", "一段")
    assert await KeptTexts(desk, CHAT).get("key") == "一段"
    assert await KeptTexts(desk, 8).get("key") is None
