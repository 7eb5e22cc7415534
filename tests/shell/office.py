"""A whole worker with a real store, and a Telegram of its own that refuses, floods, drops and dies as it is told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field

from bot.config import Access
from bot.shell.bells import Bells
from bot.shell.books import Books
from bot.shell.counsellor import Counsellor
from bot.shell.darkroom import Darkroom
from bot.shell.discreet import Discreet
from bot.shell.examples import Examples
from bot.shell.eye import Eye
from bot.shell.files import Files
from bot.shell.gate import Gate
from bot.shell.intake import Intake
from bot.shell.jobs import Jobs
from bot.shell.metrics import Counts
from bot.shell.office import Office as Affairs
from bot.shell.own import Own
from bot.shell.perform import Performer
from bot.shell.post import Post
from bot.shell.purse import Purse
from bot.shell.roll import Roll
from bot.shell.screening import Screening
from bot.shell.worker import Worker
from bot.storage.alarms import Alarms
from bot.storage.cabinet import Cabinets
from bot.storage.desk import Desk
from bot.storage.errors import LostError, StorageAwayError
from bot.storage.lanes import Lanes
from bot.storage.ledger import Ledger
from bot.storage.partitions import Sharing
from bot.storage.people import People
from bot.storage.sent import Sent
from bot.storage.shift import Shift
from bot.telegram.incoming import Reader
from bot.telegram.messenger import TryLaterError
from bot.telegram.phrase import Phrase

OPEN = Access(open=True, officers=(), admins=())
ALONE = Sharing(partitions=4, lease=1.0, alone=True)


@dataclass
class Telegram:
    """What reached the chats. `before` is called before a message is taken, and may refuse it; `after` afterwards."""

    said: list[tuple[int, str]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    drafts: list[tuple[int, str]] = field(default_factory=list)
    drafts_work: bool = True
    removed: list[int] = field(default_factory=list)
    waits: dict[int, list[float | None]] = field(default_factory=dict)

    def before(self, chat: int) -> None:
        pass

    def after(self, chat: int) -> None:
        pass

    async def send(self, chat, message):
        if self.waits.get(chat):
            raise TryLaterError(self.waits[chat].pop(0))
        self.before(chat)
        self.said.append((chat, message.text))
        self.at.append(time.monotonic())
        self.after(chat)
        return message.edit or len(self.said)

    async def show_draft(self, chat, number, text):
        if self.drafts_work:
            self.drafts.append((chat, text))
        return self.drafts_work

    async def remove(self, chat, message):
        self.removed.append(message)

    async def send_document(self, chat, name, content, caption):
        self.before(chat)
        self.said.append((chat, name))
        self.documents[name] = content
        self.after(chat)

    async def send_album(self, chat, pictures):
        self.before(chat)
        self.said.append((chat, f"{len(pictures)} pictures"))
        self.after(chat)

    async def fetch(self, file_id):
        return self.files[file_id]

    async def acknowledge(self, tap, text):
        pass

    async def show_typing(self, chat):
        pass

    def texts(self, chat: int) -> list[str]:
        return [text for of, text in self.said if of == chat]


@dataclass
class Office:
    """A worker at work."""

    desk: Desk
    telegram: Telegram
    counts: Counts
    lanes: Lanes
    intake: Intake
    performer: Performer
    shift: Shift
    numbers: int = 0

    async def says(self, chat: int, text: str, number: int | None = None) -> None:
        """An officer sends words."""
        self.numbers += 1
        number = number or self.numbers
        await self.intake.store(number, chat, update(number, chat, text))

    async def sends_other(self, chat: int, **what: object) -> None:
        """An officer sends something else than words: a document, a voice message."""
        self.numbers += 1
        body = json.loads(update(self.numbers, chat, ""))
        del body["message"]["text"]
        body["message"] |= what
        await self.intake.store(self.numbers, chat, json.dumps(body).encode())

    async def sends(self, chat: int, *photos: bytes, under: str = "", album: str = "") -> None:
        """An officer sends photos, an album of them under its name; the words stand under the first."""
        for at, content in enumerate(photos):
            self.numbers += 1
            file = f"photo {self.numbers}"
            self.telegram.files[file] = content
            message = json.loads(update(self.numbers, chat, ""))["message"]
            sizes = [{"file_id": file, "file_unique_id": file, "file_size": len(content), "width": 9, "height": 9}]
            message |= {"photo": sizes, **({"media_group_id": album} if album else {})}
            message |= {"caption": under} if under and not at else {}
            raw = json.dumps({"update_id": self.numbers, "message": message}).encode()
            await self.intake.store(self.numbers, chat, raw)

    async def hears(self, chat: int, *wanted: str, seconds: float = 30.0) -> None:
        """Wait until the bot has said all this, in this order."""
        async with asyncio.timeout(seconds):
            while not _in_order(self.telegram.texts(chat), wanted):
                await asyncio.sleep(0.005)


def _in_order(texts, wanted):
    heard = iter(texts)
    return all(any(words in text for text in heard) for words in wanted)


def update(number: int, chat: int, text: str) -> bytes:
    person = {"id": chat, "is_bot": False, "first_name": "小满"}
    message = {"message_id": number, "date": 1_790_000_000, "text": text, "from": person}
    message["chat"] = {"id": chat, "type": "private", "first_name": "小满"}
    return json.dumps({"update_id": number, "message": message}).encode()


@contextlib.asynccontextmanager
async def office(  # noqa: PLR0913  a test needs one of them
    house, client, telegram=None, sharing=ALONE, *, slots=24, desk=None, access=OPEN, ear=None, sight=None, purse=None
):
    """A worker at work until the context ends, orderly; or, where its task is cancelled, as if it had been killed."""
    telegram = telegram or Telegram()
    desk, counts = desk or Desk(client, sharing), Counts()
    roll = Roll(access, People(client))
    books = Books(house.book, desk, Cabinets(client), roll.organisation)
    own = Own(house.words, house.library, Cabinets(client), roll.organisation)
    examples = Examples(house.words, house.library)
    budget = house.config.budget
    purse = (purse or Purse)(Ledger(client), budget, house.config.zone)
    eye = Eye(sight, purse) if sight else None
    jobs = Jobs(
        house.drafter,
        desk,
        books,
        Files(telegram.fetch, house.privacy, own, ear, eye),
        Darkroom(telegram.fetch, desk, album_seconds=0.1),
        purse,
        Screening(telegram, house.words, Sent(client)),
        Counsellor(examples, house.adviser, house.student, purse, roll.organisation),
    )
    performer = Performer(
        house.words,
        house.book,
        Phrase(house.words, house.book),
        telegram,
        examples,
        house.drafter,
        jobs,
        desk,
        Bells(Alarms(client, sharing), house.config.zone, 9),
        Affairs(house.words, roll, Ledger(client), "https://t.me/BiganziBot", budget),
        Post(house.words, desk, roll.people, roll.organisation),
        own,
        purse,
    )
    reader = Reader(house.words.unsupported, house.config.zone, "BiganziBot")
    worker = Worker(house.book, desk, reader, performer, jobs, books, Gate(roll), counts)
    lanes = Lanes(
        worker.handle, slots=slots, on_fault=worker.apologise, again_on=(StorageAwayError,), drop_on=(LostError,)
    )

    async def leave(chats, grace):
        await lanes.leave(chats, grace)
        await jobs.leave(chats)

    async def hand_out(shift):
        async with contextlib.aclosing(shift.work()) as work:
            async for piece in work:
                await lanes.submit(piece)

    async with desk.shift(leave) as shift:
        handing_out = asyncio.create_task(hand_out(shift))
        try:
            yield Office(desk, telegram, counts, lanes, Intake(desk, counts, Discreet(house.privacy)), performer, shift)
        finally:
            handing_out.cancel()
            await asyncio.gather(handing_out, return_exceptions=True)
            await lanes.drain()
            await jobs.stop()
