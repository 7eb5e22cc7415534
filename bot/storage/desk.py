"""The desk: what the shell works with. What arrives, where each chat stands, what is still to be done.

Every call either happened whole or not at all, and may be made again after a `StorageAwayError`. An entry stays
in the inbox until a commit (or a refusal) takes it out, so a killed process finds it again. Who writes for a chat
does so under the `Hold` that came with the work (`shift.py`): who has lost it gets a `LostError` and wrote nothing.
"""

import logging
import uuid
from collections.abc import Mapping, Sequence

from redis.asyncio import Redis
from redis.exceptions import RedisError

from bot.storage import keys, scripts
from bot.storage.hold import Hold
from bot.storage.holding import Leave
from bot.storage.partitions import Sharing, partition_of
from bot.storage.records import Commit, Committed, DeadLetter, Due, Entry, Errand, Held, Work
from bot.storage.shift import Shift
from bot.storage.store import Arg, Store

DEDUP_TTL = 90_000
"""Seconds for which an update's number is remembered: Telegram keeps updates for 24 h, this is 25 h."""
EVENT_TTL = 600
"""Seconds in which an event of our own may be sent again by a client whose connection broke."""
PIECE_TTL = 7 * 86_400
"""Seconds for which finished pieces of slow work are kept after the last one."""
REPLY_TTL = 86_400
"""The same of replies, should the work that they belong to never end."""
MOST_DEAD_LETTERS = 1_000
LONGEST_LETTER = 32_768
"""Bytes of a dead letter that are kept: more than any message of an officer, less than what a hostile one may send."""


log = logging.getLogger(__name__)


class Desk:
    """All that is kept, behind the calls that the shell needs.

    Args:
        client: made by `connect`; stays its maker's to close.
        sharing: how the chats are shared among workers.
        dedup_ttl: seconds for which an update's number is remembered.
        keep: seconds for which a session is kept after its last change; 0: for ever.
    """

    def __init__(
        self, client: Redis, sharing: Sharing | None = None, *, dedup_ttl: int = DEDUP_TTL, keep: int = 0
    ) -> None:
        self._store = Store(client)
        self._sharing = sharing or Sharing()
        self._dedup_ttl = dedup_ttl
        self._keep = keep

    def shift(self, leave: Leave) -> Shift:
        """Go to work: enter it as a context, then take what `Shift.work` yields.

        Args:
            leave: called when chats are not ours any more.
        """
        return Shift(self._store, self._sharing, leave)

    async def receive_update(self, update_id: int, chat: int, body: bytes) -> bool:
        """Store an update before it is acknowledged; False where it was stored before."""
        return (await self.receive_updates([(update_id, chat, body)]))[0]

    async def receive_updates(self, updates: Sequence[tuple[int, int, bytes]]) -> list[bool]:
        """Store updates (number, chat, body) at once and in their order; of each, whether it is new."""
        return await self._receive(
            [(f"update:{number}", chat, body) for number, chat, body in updates], self._dedup_ttl
        )

    async def receive_event(self, chat: int, body: bytes, name: str = "", hold: Hold | None = None) -> None:
        """Store something that happened on our side, such as a report sent to be reviewed.

        One with a name is stored once, however often it is handed in while names of updates are remembered.

        Raises:
            LostError: it follows from an effect of another chat, whose `hold` was lost.
        """
        ttl = self._dedup_ttl if name else EVENT_TTL
        await self._receive([(f"event:{name or uuid.uuid4().hex}", chat, body)], ttl, hold)

    async def errand(self, chat: int, job: str) -> Errand | None:
        """What slow work of a chat was begun with; None where it is over or the chat forgotten."""
        body: bytes | None = await self._store.ask("HGET", keys.jobs(chat), job)
        return None if body is None else Errand(chat, job, body)

    async def hand_in(self, errand: Errand, body: bytes) -> bool:
        """Store the result of slow work. Any worker may; False where nobody waits for it any more."""
        names = [keys.jobs(errand.chat), keys.seen(f"event:{uuid.uuid4().hex}"), self._inbox(errand.chat)]
        args: list[Arg] = [errand.job, errand.seal, EVENT_TTL, errand.chat, body]
        return bool(await self._store.run(scripts.HAND_IN, names, args))

    async def session(self, chat: int) -> bytes | None:
        """Where a chat stands; None for a chat without a session."""
        found: bytes | None = await self._store.ask("GET", keys.session(chat))
        return found

    async def commit(self, entry: Entry, commit: Commit) -> Committed:
        """Write all that follows from an entry, and take the entry out of the inbox.

        Returns:
            What is due in the chat, either way. False where the entry was finished before (then nothing is written):
            the commit of an earlier try arrived after all, or the chat was forgotten.

        Raises:
            LostError: the chat is another worker's.
        """
        started: list[Arg] = [part for job in commit.jobs_started.items() for part in job]
        session = [] if commit.session is None else [commit.session]
        args: list[Arg] = [keys.GROUP, entry.id, entry.chat, int(commit.forget), self._keep]
        for part in (session, commit.effects, commit.photos_gone, commit.jobs_done, started):
            args += [len(part), *part]
        names = [self._inbox(entry.chat), *self._records(entry.chat), keys.SERIAL]
        new, outbox = await self._store.run_fenced(scripts.COMMIT, entry.hold, names, args)
        return Committed(bool(new), tuple(_in_order(entry, dict(zip(outbox[::2], outbox[1::2], strict=True)))))

    async def refuse(self, entry: Entry, reason: str, *effects: bytes) -> bool:
        """Move an entry that cannot be handled to the dead letters; False where it was finished before.

        Args:
            entry: what cannot be handled.
            reason: why; holds nothing of the entry's body.
            effects: to be performed, such as a word of regret.

        Raises:
            LostError: the chat is another worker's.
        """
        body = entry.body[:LONGEST_LETTER]
        args: list[Arg] = [keys.GROUP, entry.id, MOST_DEAD_LETTERS, entry.chat, reason, body, *effects]
        names = [self._inbox(entry.chat), keys.DEAD, *self._outbox(entry.chat), keys.SERIAL]
        return bool(await self._store.run_fenced(scripts.REFUSE, entry.hold, names, args))

    async def due(self, work: Work) -> list[Due]:
        """The effects that wait in the chat of this work, in order."""
        return _in_order(work, await self._store.ask("HGETALL", keys.outbox(work.chat)))

    async def sent(self, due: Due, messages: int) -> None:
        """Remember that so many messages of an effect went out, before the next one does.

        Raises:
            LostError: the chat is another worker's.
        """
        await self._store.run_fenced(scripts.SENT, due.hold, [keys.outbox(due.chat)], [due.id, messages])

    async def done(self, due: Due, session: bytes | None = None) -> bool:
        """Take an effect that was performed out of the outbox; False where that was done before.

        Args:
            due: what was performed.
            session: replaces the session, for what only performing shows, such as a message's number. A chat
                without a session (never begun, or forgotten meanwhile) stays so.

        Raises:
            LostError: the chat is another worker's.
        """
        names = [*self._outbox(due.chat), keys.session(due.chat)]
        kept = [] if session is None else [session]
        args: list[Arg] = [due.id, due.chat, self._keep, *kept]
        return bool(await self._store.run_fenced(scripts.DONE, due.hold, names, args))

    async def kept(self, chat: int, key: str) -> bytes | None:
        """A finished piece of slow work, by what it was made from."""
        found: bytes | None = await self._store.ask("HGET", keys.pieces(chat), key)
        return found

    async def keep(self, errand: Errand, key: str, body: bytes, ttl: int = PIECE_TTL) -> None:
        """Keep a finished piece of slow work, so that it is not made (and paid for) again after a crash.

        Nothing is kept of work that is over, or whose chat was forgotten.
        """
        names = [keys.jobs(errand.chat), keys.pieces(errand.chat)]
        await self._store.run(scripts.KEEP, names, [errand.job, errand.seal, key, body, ttl])

    async def reply(self, errand: Errand, key: str) -> bytes | None:
        """What was replied in this slow work before, by what it was asked."""
        found: bytes | None = await self._store.ask("HGET", keys.replies(errand.chat), f"{errand.job}:{key}")
        return found

    async def keep_reply(self, errand: Errand, key: str, body: bytes) -> None:
        """Keep a reply until this slow work is over, whatever comes of it; nothing where `keep` keeps nothing."""
        names = [keys.jobs(errand.chat), keys.replies(errand.chat)]
        await self._store.run(scripts.KEEP, names, [errand.job, errand.seal, f"{errand.job}:{key}", body, REPLY_TTL])

    async def keep_photo(self, errand: Errand, number: int, body: bytes) -> None:
        """Keep a photo, for as long as a session is kept, beside those of the same chat.

        Nothing is kept of work that is over, or whose chat was forgotten.
        """
        names = [keys.jobs(errand.chat), keys.photos(errand.chat)]
        await self._store.run(scripts.KEEP, names, [errand.job, errand.seal, number, body, self._keep])

    async def photos(self, chat: int, numbers: Sequence[int]) -> dict[int, bytes]:
        """Those of these photos of a chat that are kept, by their number."""
        if not numbers:
            return {}
        found: list[bytes | None] = await self._store.ask("HMGET", keys.photos(chat), *numbers)
        return {number: body for number, body in zip(numbers, found, strict=True) if body is not None}

    async def held(self, chat: int) -> Held:
        """All that is held about a chat, as it is stored."""
        effects: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.outbox(chat))
        jobs: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.jobs(chat))
        pieces: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.pieces(chat))
        replies: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.replies(chat))
        photos: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.photos(chat))
        used: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.used(chat))
        entries: list[tuple[bytes, dict[bytes, bytes]]] = await self._store.ask("XRANGE", self._inbox(chat), "-", "+")
        return Held(
            session=await self.session(chat),
            effects=tuple(effects[number] for number in sorted(effects) if number.isdigit()),
            jobs=tuple(jobs.values()),
            pieces=tuple(pieces.values()),
            replies=tuple(replies.values()),
            photos={int(number): photos[number] for number in sorted(photos, key=int)},
            waiting=tuple(entry[b"body"] for _, entry in entries if entry[b"chat"] == str(chat).encode()),
            dead=tuple(letter.body for letter in await self.dead_letters() if letter.chat == chat),
            used={what.decode(): int(used[what]) for what in sorted(used)},
        )

    async def rewrite_log(self) -> None:
        """Have Redis write its log anew, so that what was removed is not in it either; where it may not, it goes later.

        Raises:
            StorageAwayError
        """
        try:
            await self._store.ask("BGREWRITEAOF")
        except RedisError as error:  # another rewriting is under way, or the server is not ours to order about
            log.info("the log is not written anew: %s", type(error).__name__)

    async def dead_letter(self, body: bytes, reason: str) -> None:
        """Keep something that arrived and belongs to no chat that could be read."""
        fields = ("chat", "", "reason", reason, "body", body[:LONGEST_LETTER])
        await self._store.ask("XADD", keys.DEAD, "MAXLEN", MOST_DEAD_LETTERS, "*", *fields)

    async def dead_letters(self) -> list[DeadLetter]:
        """What could not be handled, the oldest first."""
        found: list[tuple[bytes, dict[bytes, bytes]]] = await self._store.ask("XRANGE", keys.DEAD, "-", "+")
        return [
            DeadLetter(int(kept[b"chat"]) if kept[b"chat"] else None, kept[b"reason"].decode(), kept[b"body"])
            for _, kept in found
        ]

    async def offset(self) -> int | None:
        """The next update to ask Telegram for; None before the first."""
        found = await self._store.ask("GET", keys.OFFSET)
        return None if found is None else int(found)

    async def move_offset(self, offset: int, hold: Hold) -> None:
        """Keep the next update to ask for; only after everything before it was stored.

        Raises:
            LostError: another worker does the asking now.
        """
        await self._store.run_fenced(scripts.MOVE_OFFSET, hold, [keys.OFFSET], [offset])

    async def forget(self, chat: int) -> None:
        """Remove everything held about a chat, also what it sent and was not handled yet. Any worker may.

        For an officer who asks for it in the chat, `Commit.forget` does it together with the farewell.
        """
        await self._store.run(scripts.FORGET, [*self._records(chat), self._inbox(chat)], [chat, keys.GROUP])

    async def _receive(
        self, arrived: Sequence[tuple[str, int, bytes]], ttl: int, hold: Hold | None = None
    ) -> list[bool]:
        names = [name for what, chat, _ in arrived for name in (keys.seen(what), self._inbox(chat))]
        args: list[Arg] = [ttl, *(part for _, chat, body in arrived for part in (chat, body))]
        return [bool(new) for new in await self._store.run_under(hold, scripts.RECEIVE, names, args)]

    def _inbox(self, chat: int) -> str:
        return keys.inbox(partition_of(chat, self._sharing.partitions))

    def _outbox(self, chat: int) -> list[str]:
        return [keys.outbox(chat), keys.outboxes(partition_of(chat, self._sharing.partitions))]

    def _records(self, chat: int) -> list[str]:
        """The names under which things are held about a chat, in the order the scripts take them."""
        partition = partition_of(chat, self._sharing.partitions)
        own = [keys.session(chat), keys.outbox(chat), keys.jobs(chat), keys.pieces(chat), keys.photos(chat)]
        return [*own, keys.outboxes(partition), keys.working(partition), keys.DEAD, keys.sent(chat), keys.replies(chat)]


def _in_order(work: Work, outbox: Mapping[bytes, bytes]) -> list[Due]:
    numbers = sorted((number for number in outbox if number.isdigit()), key=int)
    return [
        Due(number.decode(), work.chat, outbox[number], work.hold, int(outbox.get(number + b":sent", 0)))
        for number in numbers
    ]
