"""One entry at a time for each chat: read the session, let the core decide, commit, then perform what is due."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.config import Access
from bot.core.acts import Act
from bot.core.effects import DropDraft, Say, WriteDraft
from bot.core.engine import step
from bot.core.events import DraftFailed, DraftReady
from bot.core.outline import Handbook
from bot.shell.envelope import opened
from bot.shell.jobs import Jobs, job_id
from bot.shell.perform import Performer
from bot.storage.desk import Desk
from bot.storage.form import FormError, dump_effect, dump_session, load_effect, load_session
from bot.storage.records import Commit, Due, Entry
from bot.telegram.incoming import Reader
from bot.telegram.messenger import RefusedError, TryLaterError

if TYPE_CHECKING:
    from bot.core.effects import Effect
    from bot.core.events import Event

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wake:
    """Something is due in a chat since before this process started."""

    chat: int
    id: str = "wake"


@dataclass(frozen=True, slots=True)
class Worker:
    """Handles entries of the inbox; the caller gives one chat's in order, one at a time."""

    book: Handbook
    desk: Desk
    reader: Reader
    performer: Performer
    jobs: Jobs
    access: Access

    async def handle(self, entry: Entry | Wake) -> None:
        """Handle an entry to its end: committed, and its effects performed.

        Raises:
            StorageAwayError: the entry stays in the inbox.
        """
        if isinstance(entry, Entry):
            await self._take(entry)
        await self.flush(entry.chat)

    async def apologise(self, entry: Entry | Wake, error: BaseException) -> None:
        """A fault of ours: keep the entry among the dead letters, and say that nothing is lost.

        Raises:
            StorageAwayError: the entry stays in the inbox.
        """
        if isinstance(entry, Entry):
            await self.desk.refuse(entry, type(error).__name__)
        try:
            await self.performer.perform(entry.chat, Say("trouble", offer=(Act.RESUME,)))
        except (RefusedError, TryLaterError) as unsaid:
            log.warning("an apology was not delivered: %s", type(unsaid).__name__)

    async def _take(self, entry: Entry) -> None:
        try:
            event = self._event(entry)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            log.warning("an update that cannot be read: %s", type(error).__name__)
            await self.desk.refuse(entry, type(error).__name__)
            return
        if isinstance(event, Say):
            await self.desk.commit(entry, Commit(effects=(dump_effect(event),)))
        elif event is None:
            await self.desk.commit(entry, Commit())
        else:
            await self._decide(entry, event)

    async def flush(self, chat: int) -> None:
        """Perform all that is due in a chat, in order."""
        for due in await self.desk.due(chat):
            await self._perform(chat, due)
            await self.desk.done(due)

    async def take_up_jobs(self) -> None:
        """Start again the slow work that an earlier process did not finish."""
        for (chat, _), body in (await self.desk.jobs()).items():
            effect = load_effect(body)
            if isinstance(effect, WriteDraft):
                self.jobs.start(chat, effect)

    def _event(self, entry: Entry) -> Event | Say | None:
        """The event of an entry, or what is said to somebody who may not use the bot."""
        content = opened(entry.body)
        if not isinstance(content, dict):
            return content
        incoming = self.reader.read(content, datetime.now(UTC))
        if incoming is None:
            return None
        if not self.access.allows(incoming.user):
            return Say("not_allowed", (("user", str(incoming.user)),))
        return incoming.event

    async def _decide(self, entry: Entry, event: Event) -> None:
        session = load_session(await self.desk.session(entry.chat))
        session, effects = step(self.book, session, event)
        started = {
            job_id(effect.paper.id, effect.paper.revision): dump_effect(effect)
            for effect in effects
            if isinstance(effect, WriteDraft)
        }
        done = _jobs_ended(event, effects)
        await self.desk.commit(
            entry,
            Commit(
                session=dump_session(session),
                effects=tuple(map(dump_effect, effects)),
                jobs_started=started,
                jobs_done=done,
            ),
        )
        for job in done:
            self.jobs.cancel(entry.chat, job)

    async def _perform(self, chat: int, due: Due) -> None:
        try:
            effect = load_effect(due.body)
        except FormError:
            log.warning("an effect of another version is left out")
            return
        while True:
            try:
                shown = await self.performer.perform(chat, effect)
            except TryLaterError as later:
                await asyncio.sleep(later.seconds)
            except RefusedError as refused:
                log.warning("Telegram refused %s: %s", type(effect).__name__, refused)
                return
            else:
                break
        if shown:
            session = load_session(await self.desk.session(chat))
            session, _ = step(self.book, session, shown)
            await self.desk.keep_session(chat, dump_session(session))


def _jobs_ended(event: Event, effects: tuple[Effect, ...]) -> tuple[str, ...]:
    ended = [job_id(effect.paper, effect.revision) for effect in effects if isinstance(effect, DropDraft)]
    if isinstance(event, DraftReady):
        ended.append(job_id(event.paper, event.draft.revision))
    elif isinstance(event, DraftFailed):
        ended.append(job_id(event.paper, event.revision))
    return tuple(ended)
