"""One entry at a time for each chat: read the session, let the core decide, commit, then perform what is due."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.core import mine, snaps
from bot.core.acts import Act
from bot.core.effects import Forget, Say
from bot.core.engine import step
from bot.core.events import (
    Attached,
    Commanded,
    Pressed,
)
from bot.core.outline import Handbook
from bot.core.roles import Role
from bot.core.state import Session
from bot.shell.books import Books, kind_of
from bot.shell.crash import crashpoint
from bot.shell.delivery import Delivery
from bot.shell.envelope import opened
from bot.shell.gate import Gate
from bot.shell.jobs import Dropped, Ended, Jobs, Slow, job_of
from bot.shell.metrics import Counts
from bot.shell.perform import OnScreen, Performer
from bot.storage.desk import Desk
from bot.storage.errors import StorageError
from bot.storage.form import dump_effect, dump_event, dump_session, load_effect, load_event, load_session
from bot.storage.lanes import LaterError, where
from bot.storage.records import Commit, Committed, Due, Entry, Job, Wake, Work
from bot.telegram.incoming import Reader
from bot.telegram.messenger import RefusedError, TryLaterError

if TYPE_CHECKING:
    from bot.core.effects import Effect
    from bot.core.events import Event

TROUBLE = Say("trouble", offer=(Act.RESUME,))
"""Said in place of what failed by a fault of ours: nothing is lost, and here is the way on."""

log = logging.getLogger(__name__)


ANY_MESSAGE = 0
"""Lower than every message's number. A question that may have been on the screen before, under a number that we do not
know, is taken for older than all words that come now: they answer it, and not the one before."""


@dataclass(slots=True)
class Attempt:
    """One effect of a chat on its way.

    Attributes:
        due: its number.
        unsure: whether it may have reached the screen by a try whose end we did not see.
        over: whether it is performed, and only has to be marked as done.
        shown: the question that performing it put on the screen.
    """

    due: str
    unsure: bool
    over: bool = False
    shown: OnScreen | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be done after a piece of work was taken.

    Attributes:
        due: the effects that wait in the chat.
        session: the chat's, where we have just written it.
    """

    due: tuple[Due, ...]
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Worker:
    """Does what the desk hands out; the caller gives one chat's work in order, one at a time."""

    book: Handbook
    desk: Desk
    reader: Reader
    performer: Performer
    jobs: Jobs
    books: Books
    gate: Gate
    counts: Counts = field(default_factory=Counts)
    keep_days: int = 0
    attempts: dict[int, Attempt] = field(default_factory=dict)

    async def handle(self, work: Work) -> None:
        """Do a piece of work to its end: an entry is committed, and what is due is performed.

        Raises:
            LostError: the chat is another worker's; what is left of the work is too.
            StorageAwayError, LaterError: the same piece of work is to be handed in again.
        """
        if isinstance(work, Job):
            self._take_up(work)
            return
        taken = await self._take(work) if isinstance(work, Entry) else Taken(tuple(await self.desk.due(work)))
        await self._flush(work, taken)

    async def apologise(self, work: Work, error: BaseException) -> None:
        """A fault of ours: keep the entry among the dead letters, and say that nothing is lost.

        Raises:
            LostError, StorageAwayError, LaterError: as from `handle`.
        """
        if isinstance(work, Entry) and await self.desk.refuse(work, type(error).__name__, dump_effect(TROUBLE)):
            self.counts.faults += 1
            self.counts.dead_letters += 1
        await self._flush(work, Taken(tuple(await self.desk.due(work))))

    def _take_up(self, job: Job) -> None:
        effect = load_effect(job.body)
        if isinstance(effect, Slow):
            self.jobs.start(job.chat, effect)

    async def _take(self, entry: Entry) -> Taken:
        try:
            event, hidden = await self._event(entry)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001  there is no end of what a hostile update can raise
            log.warning("an update that cannot be read: %s", type(error).__name__)
            if await self.desk.refuse(entry, type(error).__name__):
                self.counts.dead_letters += 1
            return Taken(tuple(await self.desk.due(entry)))
        if event is not None and not isinstance(event, Say):
            return await self._decide(entry, event, hidden)
        said = () if event is None else (dump_effect(event),)
        return Taken((await self._commit(entry, Commit(effects=said))).due)

    async def _event(self, entry: Entry) -> tuple[Event | Say | None, tuple[str, ...]]:
        """The event of an entry, or what is said to somebody who may not use the bot; and what was taken out of it."""
        content: Event | dict[str, Any] = opened(entry.body)
        if not isinstance(content, dict):
            return content, ()
        incoming = self.reader.read(content, datetime.now(UTC))
        if incoming is None:
            return None, ()
        if incoming.event is None:
            return Say("in_group", (("link", self.reader.link),)), ()
        role = await self.gate.role(incoming)
        if role is None:
            return Say("not_allowed", (("user", str(incoming.user)),)), ()
        event = incoming.event
        if load_event(dump_event(event)) != event:  # what it made of the session could not be read again
            raise ValueError("fields of a wrong type")
        if isinstance(event, Commanded):
            event = replace(event, reviewer=role is Role.REVIEWER)
        if isinstance(event, Attached | Commanded | Pressed):
            event = replace(event, admin=role is Role.ADMIN)
        return event, incoming.hidden

    async def _decide(self, entry: Entry, event: Event, hidden: tuple[str, ...]) -> Taken:
        stored = await self.desk.session(entry.chat)
        before = load_session(stored)
        session, effects = mine.mention(step(await self.books.offered(entry.chat), before, event), hidden)
        forget = Forget() in effects
        if session != before or stored is not None:  # what comes late to a chat that was forgotten begins nothing anew
            session = mine.aged(before, session, datetime.now(UTC).date(), self.keep_days)
        started = {job_of(effect): dump_effect(effect) for effect in effects if isinstance(effect, Slow)}
        done = _jobs_ended(event, effects)
        commit = Commit(
            session=None if forget or session == before else dump_session(session),
            effects=tuple(map(dump_effect, effects)),
            jobs_started=started,
            jobs_done=done,
            photos_gone=snaps.gone(event, before, session),
            forget=forget,
        )
        committed = await self._commit(entry, commit)
        if not committed:  # this was decided before, and what it ended may have begun anew
            return Taken(committed.due)
        for job in done:
            self.jobs.cancel(entry.chat, job)
        if forget:
            await self.jobs.leave(lambda chat: chat == entry.chat)
            await self.desk.rewrite_log()
        return Taken(committed.due, None if forget else session)

    async def _commit(self, entry: Entry, commit: Commit) -> Committed:
        crashpoint("before-commit")
        done = await self.desk.commit(entry, commit)
        crashpoint("after-commit")
        return done

    async def _flush(self, work: Work, taken: Taken) -> None:
        """Perform all that is due in a chat, in order; one is marked as done before the next begins."""
        session = taken.session
        for due in taken.due:
            attempt = self._attempt(due, begun_elsewhere=isinstance(work, Wake))
            if not attempt.over:
                attempt.shown = await self._perform(due, attempt)
                attempt.over = True
            changed = attempt.shown is not None
            if attempt.shown:
                session = await self._session_with(attempt.shown, due, session)
            crashpoint("before-done")
            await self.desk.done(due, dump_session(session) if changed and session else None)
            del self.attempts[due.chat]
            crashpoint("after-done")
            self.counts.effects_done += 1

    def _attempt(self, due: Due, *, begun_elsewhere: bool) -> Attempt:
        """What we know of this effect from before, when the store or Telegram went away in the middle of it."""
        known = self.attempts.get(due.chat)
        if known is None or known.due != due.id:
            known = self.attempts[due.chat] = Attempt(due.id, unsure=begun_elsewhere)
        return known

    async def _perform(self, due: Due, attempt: Attempt) -> OnScreen | None:
        """Perform an effect; one that cannot be is regretted and left out, for it must not stop those behind it."""
        try:
            return await self._try(due, load_effect(due.body), attempt)
        except (StorageError, LaterError):
            raise
        except Exception as error:  # noqa: BLE001  whatever it is
            log.error("an effect failed: %s", where(error))  # noqa: TRY400  a traceback quotes what people wrote
        self.counts.faults += 1
        try:
            return await self._try(due, TROUBLE, attempt)
        except (StorageError, LaterError):
            raise
        except Exception as error:  # noqa: BLE001  same
            log.error("not even a regret could be said: %s", where(error))  # noqa: TRY400  same
        return None

    async def _try(self, due: Due, effect: Effect, attempt: Attempt) -> OnScreen | None:
        delivery = Delivery(self.performer.messenger, self.desk, due, self.counts)
        try:
            due.hold.check()
            book = await self.books.of(due.chat, kind_of(effect))
            one = self.performer.through(delivery, book, f"effect {due.id}", due.hold)
            shown = await one.perform(due.chat, effect)
        except TryLaterError as later:
            self.counts.retries += 1
            attempt.unsure |= later.unsure
            raise LaterError(later.seconds) from None
        except RefusedError as refused:
            self.counts.refusals += 1
            log.warning("Telegram refused %s: %s", type(effect).__name__, refused)
            return None
        return replace(shown, message=ANY_MESSAGE) if shown and attempt.unsure else shown

    async def _session_with(self, shown: OnScreen, due: Due, session: Session | None) -> Session | None:
        """The session that knows which message holds the question. Only who has the chat writes it: ours is right."""
        if session is None:
            stored = await self.desk.session(due.chat)
            if stored is None:
                return None
            session = load_session(stored)
        return step(self.book, session, shown)[0]


def _jobs_ended(event: Event, effects: tuple[Effect, ...]) -> tuple[str, ...]:
    ended = [job_of(effect) for effect in effects if isinstance(effect, Dropped)]
    if isinstance(event, Ended):
        ended.append(job_of(event))
    return tuple(ended)
