"""The desk: what the shell works with. What arrives, where each chat stands, what is still to be done.

Every call either happened whole or not at all, and may be made again after a `StorageAwayError`. An entry stays
in the inbox until a commit (or a refusal) takes it out, so a killed process finds it again. One iterator of
`entries` at a time: it is the only reader.
"""

import asyncio
import logging
import uuid
from collections.abc import AsyncGenerator, Sequence
from typing import Any

from redis.asyncio import Redis
from redis.exceptions import ResponseError

from bot.storage import keys, scripts
from bot.storage.client import translated
from bot.storage.errors import StorageAwayError
from bot.storage.records import Commit, DeadLetter, Due, Entry

DEDUP_TTL = 90_000
"""Seconds for which an update's number is remembered: Telegram keeps updates for 24 h, this is 25 h."""
EVENT_TTL = 600
"""Seconds in which an event of our own may be sent again by a client whose connection broke."""
MOST_DEAD_LETTERS = 1_000
BATCH = 64
BLOCK_MS = 2_000
"""How long a read waits for something new; less than the client's timeout for an answer."""
PAUSE = 0.5
"""Seconds between two tries to read while the store is away."""

log = logging.getLogger(__name__)

Arg = str | bytes | int


class Desk:
    """All that is kept, behind the calls that the shell needs.

    Args:
        client: made by `connect`; stays its maker's to close.
        dedup_ttl: seconds for which an update's number is remembered.
        reader: the name under which entries are taken; a successor finds what it left by this name.
    """

    def __init__(self, client: Redis, *, dedup_ttl: int = DEDUP_TTL, reader: str = "desk") -> None:
        self._client = client
        self._dedup_ttl = dedup_ttl
        self._reader = reader
        self._scripts = {
            text: client.register_script(text)
            for text in (scripts.RECEIVE, scripts.COMMIT, scripts.REFUSE, scripts.DONE, scripts.FORGET)
        }

    async def receive_update(self, update_id: int, chat: int, body: bytes) -> bool:
        """Store an update before it is acknowledged; False where it was stored before."""
        return await self._receive(f"update:{update_id}", self._dedup_ttl, chat, body)

    async def receive_event(self, chat: int, body: bytes) -> None:
        """Store something that happened on our side, such as a draft that is ready."""
        await self._receive(f"event:{uuid.uuid4().hex}", EVENT_TTL, chat, body)

    async def entries(self) -> AsyncGenerator[Entry, None]:
        """Everything that happened, in order and without end: first what a predecessor left unfinished.

        Waits for a store that is away. Close it with ``contextlib.aclosing``.
        """
        last, away = "0", False
        while True:
            try:
                taken = await self._take(last)
            except StorageAwayError:
                if not away:
                    log.warning("the store is away; reading goes on when it is back")
                away = True
                await asyncio.sleep(PAUSE)
                continue
            away = False
            for entry in taken:
                last = entry.id
                yield entry

    async def session(self, chat: int) -> bytes | None:
        """Where a chat stands; None for a chat without a session."""
        found: bytes | None = await self._ask("GET", keys.session(chat))
        return found

    async def keep_session(self, chat: int, session: bytes) -> None:
        """Replace the session of a chat, for what only performing an effect shows, such as a message's number.

        Only from the chat's lane. A chat without a session (never begun, or forgotten meanwhile) stays so.
        """
        await self._ask("SET", keys.session(chat), session, "XX")

    async def commit(self, entry: Entry, commit: Commit) -> bool:
        """Write all that follows from an entry, and take the entry out of the inbox.

        Returns:
            False where the entry was finished before (then nothing is written): the commit of an earlier try
            arrived after all, or the chat was forgotten. What is due stands in the store either way.
        """
        chat = entry.chat
        started: list[Arg] = [part for job in commit.jobs_started.items() for part in job]
        session = [] if commit.session is None else [commit.session]
        args: list[Arg] = [keys.GROUP, entry.id, chat, int(commit.forget)]
        for part in (session, commit.effects, commit.jobs_done, started):
            args += [len(part), *part]
        names = [keys.INBOX, *_records(chat), keys.SERIAL]
        return await self._run(scripts.COMMIT, names, args)

    async def refuse(self, entry: Entry, reason: str) -> bool:
        """Move an entry that cannot be handled to the dead letters; False where it was finished before.

        Args:
            entry: what cannot be handled.
            reason: why; holds nothing of the entry's body.
        """
        args: list[Arg] = [keys.GROUP, entry.id, MOST_DEAD_LETTERS, entry.chat, reason, entry.body]
        return await self._run(scripts.REFUSE, [keys.INBOX, keys.DEAD], args)

    async def due(self, chat: int) -> list[Due]:
        """The effects of a chat that wait, in order."""
        found: dict[bytes, bytes] = await self._ask("HGETALL", keys.outbox(chat))
        return [Due(number.decode(), chat, found[number]) for number in sorted(found, key=int)]

    async def done(self, due: Due) -> None:
        """Take an effect that was performed out of the outbox."""
        await self._run(scripts.DONE, [keys.outbox(due.chat), keys.OUTBOXES], [due.id, due.chat])

    async def chats_with_due(self) -> list[int]:
        """Every chat with an effect waiting: where to go on after a start."""
        return await self._chats(keys.OUTBOXES)

    async def jobs(self) -> dict[tuple[int, str], bytes]:
        """Slow work in progress, by chat and job id: what to take up again after a start."""
        found: dict[tuple[int, str], bytes] = {}
        for chat in await self._chats(keys.WORKING):
            work: dict[bytes, bytes] = await self._ask("HGETALL", keys.jobs(chat))
            found |= {(chat, job.decode()): body for job, body in work.items()}
        return found

    async def dead_letter(self, body: bytes, reason: str) -> None:
        """Keep something that cannot even be told to belong to a chat. The oldest of 1,000 gives way."""
        fields = ("chat", "", "reason", reason, "body", body)
        await self._ask("XADD", keys.DEAD, "MAXLEN", MOST_DEAD_LETTERS, "*", *fields)

    async def dead_letters(self) -> list[DeadLetter]:
        """What could not be handled, oldest first."""
        found: list[tuple[bytes, dict[bytes, bytes]]] = await self._ask("XRANGE", keys.DEAD, "-", "+")
        return [
            DeadLetter(int(kept[b"chat"]) if kept[b"chat"] else None, kept[b"reason"].decode(), kept[b"body"])
            for _, kept in found
        ]

    async def offset(self) -> int | None:
        """The next update to ask Telegram for; None before the first."""
        found = await self._ask("GET", keys.OFFSET)
        return None if found is None else int(found)

    async def set_offset(self, offset: int) -> None:
        """Keep the next update to ask for; only after everything before it was stored."""
        await self._ask("SET", keys.OFFSET, offset)

    async def forget(self, chat: int) -> None:
        """Remove everything held about a chat, also what it sent and was not handled yet.

        For an officer who asks for it in the chat, `Commit.forget` does it together with the farewell.
        """
        await self._run(scripts.FORGET, [*_records(chat), keys.INBOX], [chat, keys.GROUP])

    async def _receive(self, what: str, ttl: int, chat: int, body: bytes) -> bool:
        return await self._run(scripts.RECEIVE, [keys.seen(what), keys.INBOX], [ttl, chat, body])

    async def _run(self, script: str, names: Sequence[str], args: Sequence[Arg]) -> bool:
        with translated():
            return bool(await self._scripts[script](keys=names, args=args))

    async def _ask(self, *words: Arg) -> Any:  # noqa: ANN401  the reply's type follows from the command
        with translated():
            return await self._client.execute_command(*words)  # type: ignore[no-untyped-call]  # redis leaves it so

    async def _chats(self, name: str) -> list[int]:
        return sorted(map(int, await self._ask("SMEMBERS", name)))

    async def _take(self, last: str) -> list[Entry]:
        """Take what was given to us and not seen (``last`` is the last seen), else what is new.

        Looking back first, each time, finds also what was lost with a broken connection: Redis had given it out
        and would not give it again as new.
        """
        try:
            return await self._read(last) or await self._read(">")
        except ResponseError as error:
            if not str(error).startswith(("NOGROUP", "UNBLOCKED")):
                raise
            await self._make_group()  # at first, and after Redis was emptied
            return []

    async def _read(self, after: str) -> list[Entry]:
        group = ("GROUP", keys.GROUP, self._reader, "COUNT", BATCH, "BLOCK", BLOCK_MS)
        reply = await self._ask("XREADGROUP", *group, "STREAMS", keys.INBOX, after)
        taken: list[Entry] = []
        for number, fields in reply[0][1] if reply else ():
            if fields:
                taken.append(Entry(number.decode(), int(fields[b"chat"]), fields[b"body"]))
            else:  # deleted by other hands after it was given out
                await self._ask("XACK", keys.INBOX, keys.GROUP, number)
        return taken

    async def _make_group(self) -> None:
        try:
            await self._ask("XGROUP", "CREATE", keys.INBOX, keys.GROUP, "0", "MKSTREAM")
        except ResponseError as error:
            if not str(error).startswith("BUSYGROUP"):  # another process was faster
                raise


def _records(chat: int) -> list[str]:
    """The names under which things are held about a chat, in the order the scripts take them."""
    return [
        keys.session(chat),
        keys.outbox(chat),
        keys.OUTBOXES,
        keys.jobs(chat),
        keys.WORKING,
        keys.DEAD,
    ]
