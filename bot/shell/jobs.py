"""Slow work beside the lanes: drafts, files, photos. Its result comes back through the inbox; a crash delays it.

A job belongs to the worker that has the chat. Who loses the chat stops; who takes it over begins again, and finds
the texts that were finished.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.core.albums import KeepSnap
from bot.core.counsel import AdviceGiven, DropCounsel, Given, NoticeStudied, SeekAdvice, Sought, StudyNotice
from bot.core.effects import DropDraft, ReadFile, WriteDraft
from bot.core.events import (
    DraftFailed,
    DraftReady,
    FileRead,
    FileRefused,
    ReviseFailed,
    SectionRevised,
    SnapKept,
    SnapRefused,
)
from bot.core.revisals import DropRevision, ReviseSection
from bot.core.wishes import NEVER_BY_MODEL
from bot.drafting.revising import Reviser
from bot.shell.counsellor import without
from bot.shell.crash import crashpoint
from bot.shell.envelope import of_event
from bot.shell.intake import insist
from bot.shell.kept import KeptTexts
from bot.storage.form import load_effect
from bot.storage.lanes import where

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.core.events import Event
    from bot.drafting.kept import Kept
    from bot.drafting.pipeline import Drafter
    from bot.drafting.preview import Watch
    from bot.shell.books import Books
    from bot.shell.counsellor import Counsellor
    from bot.shell.darkroom import Darkroom
    from bot.shell.files import Files
    from bot.shell.purse import Purse
    from bot.shell.screening import Screening
    from bot.storage.desk import Desk
    from bot.storage.records import Errand

log = logging.getLogger(__name__)


MOST_DRAFTS = 1_000

Slow = WriteDraft | ReadFile | KeepSnap | ReviseSection | Sought
Dropped = DropDraft | DropRevision | DropCounsel
Written = DraftReady | SectionRevised
Ended = Written | DraftFailed | ReviseFailed | FileRead | FileRefused | SnapKept | SnapRefused | Given


def job_of(what: Slow | Dropped | Ended) -> str:
    """The name of a job within its chat: of what begins it, and of what ends it."""
    match what:
        case WriteDraft():
            return _draft(what.paper.id, what.paper.revision)
        case DraftReady():
            return _draft(what.paper, what.draft.revision)
        case DropDraft() | DraftFailed():
            return _draft(what.paper, what.revision)
        case ReviseSection():
            return _revision(what.paper.id, what.number)
        case DropRevision() | SectionRevised() | ReviseFailed():
            return _revision(what.paper, what.number)
        case SeekAdvice() | StudyNotice() | DropCounsel() | AdviceGiven() | NoticeStudied():
            return f"counsel:{what.number}"
        case KeepSnap() | SnapKept() | SnapRefused():
            return f"photo:{what.snap}"
        case _:
            return f"file:{what.number}"


def _draft(paper: int, revision: int) -> str:
    return f"draft:{paper}:{revision}"


def _number(work: WriteDraft) -> int:
    """What tells the previews of a chat apart."""
    return work.paper.id * MOST_DRAFTS + work.paper.revision


def _revision(paper: int, number: int) -> str:
    return f"revise:{paper}:{number}"


class Jobs:
    """The slow work of this process."""

    def __init__(  # noqa: PLR0913, PLR0917  every kind of slow work needs one of them
        self,
        drafter: Drafter,
        desk: Desk,
        books: Books,
        files: Files,
        darkroom: Darkroom,
        purse: Purse,
        screening: Screening | None = None,
        counsel: Counsellor | None = None,
    ) -> None:
        self._drafter = drafter
        self._desk = desk
        self._books = books
        self._files = files
        self._purse = purse
        self._screening = screening
        self._darkroom = darkroom
        self._counsel = counsel
        self._tasks: dict[tuple[int, str], asyncio.Task[None]] = {}

    def start(self, chat: int, work: Slow) -> None:
        """Begin a job; a second start of the same one changes nothing."""
        key = (chat, job_of(work))
        if key not in self._tasks:
            task = asyncio.create_task(self._do(chat, work), name=f"job {key}")
            self._tasks[key] = task
            task.add_done_callback(lambda _: self._tasks.pop(key, None))

    def cancel(self, chat: int, job: str) -> None:
        """Stop a job, if this process does it."""
        if task := self._tasks.get((chat, job)):
            task.cancel()

    def busy(self, chat: int) -> bool:
        """Whether this process works for a chat."""
        return any(of == chat for of, _ in self._tasks)

    async def leave(self, chats: Callable[[int], bool]) -> None:
        """Stop the work of these chats; it stays in the store and is taken up by whoever has them next."""
        tasks = [task for (chat, _), task in self._tasks.items() if chats(chat)]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def stop(self) -> None:
        """Stop all work."""
        await self.leave(lambda _: True)

    async def _do(self, chat: int, work: Slow) -> None:
        errand = await insist(partial(self._desk.errand, chat, job_of(work)))
        if errand is None or load_effect(errand.body) != work:  # it was called off, or the chat forgotten
            if self._screening and isinstance(work, WriteDraft):
                await self._screening.clear(chat, _number(work))
            return
        event: Event
        try:
            async with self._purse.pays(chat):
                event = await self._work(errand, work)
        except Exception as error:  # noqa: BLE001  a fault of ours must end as a sentence, whatever it is
            log.error("%s failed: %s", type(work).__name__, where(error))  # noqa: TRY400  a traceback quotes what people wrote
            event = _failed(work)
        await insist(partial(self._desk.hand_in, errand, of_event(event)))
        crashpoint("after-job")

    async def _work(self, errand: Errand, work: Slow) -> Event:
        match work:
            case WriteDraft() | ReviseSection():
                return await self._written(errand, work)
            case KeepSnap():
                return await self._darkroom.develop(errand, work)
            case SeekAdvice() | StudyNotice():
                return await self._counsel.seek(errand.chat, work) if self._counsel else without(work)
            case ReadFile():
                return await self._files.read(errand.chat, work)

    async def _written(self, errand: Errand, work: WriteDraft | ReviseSection) -> Event:
        book = await self._books.of(errand.chat, work.paper.kind)
        organisation = (await self._books.whose(errand.chat)).id
        drafter = self._drafter
        if organisation or book is not drafter.book:
            drafter = replace(drafter, book=book, organisation=organisation)
        kept = KeptTexts(self._desk, errand)
        renews = None
        if _by_model(drafter, work):
            renews = await insist(partial(self._purse.renews, errand.chat, f"{errand.job} {errand.seal}"))
        if renews:
            return told_when(await written(replace(drafter, model=None), work, kept), renews)
        if self._screening and drafter.model and isinstance(work, WriteDraft):
            async with self._screening.of(errand.chat, _number(work)) as preview:
                event = await written(drafter, work, kept, preview)
            return replace(event, seen=bool(preview.text)) if isinstance(event, DraftReady) else event
        return await written(drafter, work, kept)


def _by_model(drafter: Drafter, work: WriteDraft | ReviseSection) -> bool:
    never = isinstance(work, ReviseSection) and work.wish.how in NEVER_BY_MODEL
    return drafter.model is not None and not never


def told_when(event: Written, renews: date) -> Written:
    """What was written without the model that is there, knowing from when on it can be asked again."""
    if isinstance(event, DraftReady):
        return replace(event, draft=replace(event.draft, renews=renews))
    return replace(event, renews=renews)


async def written(
    drafter: Drafter, work: WriteDraft | ReviseSection, kept: Kept | None = None, watch: Watch | None = None
) -> Written:
    """What comes of writing: a draft, or a section to the officer's wish."""
    if isinstance(work, WriteDraft):
        return DraftReady(work.paper.id, await drafter.draft(work.paper, dict(work.profile), kept, watch))
    done = await Reviser(drafter).revise(work.paper, dict(work.profile), work.wish, kept)
    return SectionRevised(work.paper.id, work.number, work.wish, done.sections, done.unsaid, done.refused)


def _failed(work: Slow) -> DraftFailed | FileRefused | ReviseFailed | SnapRefused | Given:
    if isinstance(work, SeekAdvice | StudyNotice):
        return without(work)
    if isinstance(work, ReviseSection):
        return ReviseFailed(work.paper.id, work.number)
    if isinstance(work, WriteDraft):
        return DraftFailed(work.paper.id, work.paper.revision)
    if isinstance(work, KeepSnap):
        return SnapRefused(work.snap)
    return FileRefused(work.number)
