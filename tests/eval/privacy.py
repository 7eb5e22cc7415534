"""Personal data on their whole way: from a phone into the store, to the model, into the logs, the files, and out again.

Made-up people with valid numbers in the forms of `people.py`, sent to a whole worker with a real Redis, drafted with a
model on the loopback that fails, echoes and obeys, while Telegram breaks now and then. What must not be anywhere is
looked for in its bare form, by code that knows nothing of how it is hidden (`leaks.py`).
"""

from __future__ import annotations

import asyncio
import io
import json
import logging
import random
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import langchain.chat_models  # noqa: F401  these take seconds: not a reply's own
import langchain_openai  # noqa: F401  same
import pypdfium2

from bot.app import build
from bot.config import HOME, read_config
from bot.facts.privacy import Hidden, Privacy
from bot.shell.worker import ANY_MESSAGE
from bot.storage import keys
from bot.storage.server import PrivateRedis
from bot.uploads.pdf import read_pdf
from tests.drafting.endpoint import Endpoint
from tests.drafting.modelled import modelled, true_words
from tests.eval.leaks import bare, stored
from tests.eval.people import FORMS, LABELS, MAKERS, full_names
from tests.row import Row
from tests.shell.office import ALONE, Telegram, office
from tests.storage.support import calling

RECORDS, EACH = 5_000, 50
PRELUDE = (
    "/start",
    "宏泰纺织有限公司工会",
    "周敏",
    "公司党委",
    "28号",
    "月报",
    "2026年9月",
    "跳过",
    "跳过",
    "文体宣传",
)
HELPED = "看望住院职工{name}，送去500元"
ARCHIVE = "我的数据"
"""What an officer takes along holds his own words."""
UNHURRIED = {"timeout": 60, "connect": 30, "deadline": 600, "parallel": 4}
"""All drafts are written at once, and each is to reach the model."""
LOOKS = 3
LONGEST = 900
"""Seconds after which a run has failed."""
FAULTS = 7
"""Every so many replies of the model and messages of Telegram are a fault."""


@dataclass
class Places:
    """Where a number was found, how often; and of how many."""

    records: int = 0
    stored: int = 0
    asked: int = 0
    logged: int = 0
    files: int = 0
    after: int = 0
    names: int = 0
    names_asked: int = 0
    names_logged: int = 0
    names_printed: int = 0
    names_after: int = 0
    words_before: int = 0
    words_after: int = 0
    requests: int = 0
    documents: int = 0
    lines: int = 0

    @property
    def leaks(self) -> int:
        numbers = self.stored + self.asked + self.logged + self.files + self.after
        return numbers + self.words_after + self.names_known

    @property
    def names_known(self) -> int:
        """Of people who were helped: to the model, in logs, in reports, after deletion. Their officer may read them."""
        return self.names_asked + self.names_logged + self.names_printed + self.names_after


class Blind(Privacy):
    """The control: finds nothing."""

    def find(self, text):
        return ()

    def hide(self, text):
        return Hidden(text)


class Seeing:
    """The control: leaves the material as it is."""

    def portions(self, parts, *, full_names):
        return tuple(parts)


class Breaking(Telegram):
    """A Telegram that breaks now and then, with the words in hand in its error.

    Its messages come before all that is said, however fast that is: each answers the question in hand.
    """

    async def send(self, chat, message):
        if len(self.said) % FAULTS == FAULTS - 1:
            self.said.append((chat, ""))
            raise RuntimeError(message.text)
        await super().send(chat, message)
        return message.edit or ANY_MESSAGE

    async def send_document(self, chat, name, content, caption):
        await super().send_document(chat, f"{chat} {name}", content, caption)


@dataclass
class Talkative:
    """A model that repeats all it is told, and fails now and then with the prompt in its reply."""

    said: int = 0

    def __call__(self, messages):
        self.said += 1
        if self.said % FAULTS == 0:
            return 500
        return str(messages) if self.said % FAULTS == 1 else true_words(messages)


@dataclass
class Heard(logging.Handler):
    """Everything that is logged, exceptions too."""

    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(logging.DEBUG)

    __hash__ = object.__hash__

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(logging.Formatter().format(record))


@contextmanager
def listening() -> Iterator[Heard]:
    heard, root = Heard(), logging.getLogger()
    level = root.level
    root.addHandler(heard)
    root.setLevel(logging.INFO)
    try:
        yield heard
    finally:
        root.removeHandler(heard)
        root.setLevel(level)


def records(count: int, seed: int) -> list[tuple[str, str]]:
    """Numbers, and messages that hold them: every kind in every form, with a label and without."""
    chance = random.Random(seed)
    made = []
    for place in range(count):
        kind, number = MAKERS[place % len(MAKERS)](chance)
        form = str if number[0].isalpha() else list(FORMS.values())[place // len(MAKERS) % len(FORMS)]
        label = chance.choice(LABELS[kind])
        made.append(
            (number, f"9月{chance.randrange(1, 31)}日读书会{chance.randrange(20, 90)}人，{label}{form(number)}")
        )
    return made


async def journey(house, client, made: list[tuple[str, str]], each: int = EACH) -> Places:
    """Say all of it, draft it, take it along, delete it; and look everywhere."""
    places, numbers = Places(records=len(made)), {bare(number) for number, _ in made}
    chats = [1_000_000 + place for place in range(-(-len(made) // each))]
    telegram, names = Breaking(), full_names(len(chats))
    with listening() as heard:
        async with Endpoint(Talkative()).running() as endpoint:
            drafter = replace(modelled(house, endpoint.url, **UNHURRIED), discretion=house.drafter.discretion)
            async with office(replace(house, drafter=drafter), client, telegram) as it:
                for place, chat in enumerate(chats):
                    texts = [text for _, text in made[place * each : (place + 1) * each]]
                    for text in (*PRELUDE, *texts, HELPED.format(name=names[place]), "出稿"):
                        await it.says(chat, text)
                await quiet(client)
                kept = await stored(client)
                places.stored, places.words_before = found(numbers, kept), told(kept)
                for chat in chats:
                    for text in ("看文字", "/mydata"):
                        await it.says(chat, text)
                await quiet(client)
                for chat in chats:
                    for text in ("/delete", "确认删除"):
                        await it.says(chat, text)
                await quiet(client)
                left = await stored(client)
    asked = json.dumps(endpoint.requests, ensure_ascii=False)
    files = "\n".join([*map(words_of, telegram.documents.values()), *(text for _, text in telegram.said)])
    logged = "\n".join(heard.lines)
    places.asked, places.logged = found(numbers, asked), found(numbers, logged)
    places.files, places.after = found(numbers, files), found(numbers, left)
    places.words_after = told(left)
    reports = "\n".join(unpacked(content) for name, content in telegram.documents.items() if ARCHIVE not in name)
    places.names = sum(name in kept for name in names)
    for field_, text in (("asked", asked), ("logged", logged), ("printed", reports), ("after", left)):
        setattr(places, f"names_{field_}", sum(name in text for name in names))
    places.requests, places.documents, places.lines = (
        len(endpoint.requests),
        len(telegram.documents),
        len(heard.lines),
    )
    return places


def told(text: str) -> int:
    """How many of the officers' own words stand in a text."""
    return sum(word in text for word in ("读书会", *PRELUDE[1:4]))


def found(numbers: set[str], text: str) -> int:
    looked = bare(text)
    return sum(number in looked for number in numbers)


def words_of(content: bytes) -> str:
    """All text in a file that was sent: a PDF, or a ZIP file as those of Word are."""
    if not content.startswith(b"%PDF"):
        return unpacked(content)
    document = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def unpacked(content: bytes) -> str:
    """All text in a PDF, or in a ZIP file and those within it."""
    if content.startswith(b"%PDF"):
        return read_pdf("report.pdf", content)
    texts = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            piece = archive.read(name)
            packed = piece.startswith((b"PK", b"%PDF"))
            texts.append(f"{name}\n{unpacked(piece) if packed else piece.decode('utf-8', 'replace')}")
    return "\n".join(texts)


async def quiet(client) -> None:
    """Wait until nothing is in hand and no draft is being written."""
    partitions = range(ALONE.partitions)
    async with asyncio.timeout(LONGEST):
        for _ in range(LOOKS):  # what leaves one place may not have reached the next
            await _until_quiet(client, partitions)
            await asyncio.sleep(0.1)


async def _until_quiet(client, partitions) -> None:
    while True:
        names = [name for n in partitions for name in (keys.outboxes(n), keys.working(n))]
        left = [await client.scard(name) for name in names] + [await client.xlen(keys.inbox(n)) for n in partitions]
        if not any(left):
            return
        await asyncio.sleep(0.05)


def blinded(house):
    """The same house with the protection taken out."""
    words = Privacy.open(HOME / "knowledge")
    blind = object.__new__(Blind)
    blind.__dict__.update(words.__dict__)
    return replace(house, privacy=blind, drafter=replace(house.drafter, discretion=Seeing()))


def ordinary_phrases() -> list[str]:
    tables = tomllib.loads((HOME / "tests" / "facts" / "phrases.toml").read_text(encoding="utf-8"))
    named = ("电话1", "电话0", "身份证", "卡号")
    return [row[0] for table in tables.values() for row in table if not row[0].startswith(named)]


def rows(count: int = RECORDS) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        house = build(read_config(environment={"BIGANZI_DATA_DIR": folder}))
        server = PrivateRedis.start(Path(folder))
        try:
            places = asyncio.run(_with(server, house, records(count, 7)))
            control = asyncio.run(_with(server, blinded(house), records(count // 25, 7)))
        finally:
            server.stop()
    for name, value, blind, of in (
        ("model requests", places.asked, control.asked, f"{places.requests} requests"),
        ("logs", places.logged, None, f"{places.lines} lines"),
        ("Redis after storing", places.stored, control.stored, "every key"),
        ("Redis after /delete", places.after + places.words_after, None, "every key, the officers' words too"),
        ("files and messages", places.files, control.files, f"{places.documents} files"),
    ):
        ok = value == 0 and blind != 0 and places.words_before > 0 and places.requests >= count // EACH
        seen = "" if blind is None else f"; with the protection off {blind} of {control.records}"
        yield Row(f"personal identifiers in {name}", f"{places.records} records, {of}", f"{value}{seen}", "0", ok)
    ok = places.names_known == 0 and control.names_asked > 0 and control.names_printed > 0 and places.names > 0
    seen = f"{control.names_asked} and {control.names_printed} of {control.names}"
    yield Row(
        "names of people who were helped, in requests, logs, reports, Redis after /delete",
        f"{places.names} names",
        f"{places.names_known}; with the protection off {seen} in requests and reports",
        "0",
        ok,
    )
    privacy, phrases = house.privacy, ordinary_phrases()
    alarms = sum(bool(privacy.find(text)) for text in phrases)
    yield Row("ordinary phrases taken for a person's number", str(len(phrases)), str(alarms), "0", alarms == 0)


async def _with(server: PrivateRedis, house, made) -> Places:
    async with calling(server.url) as client:
        await client.flushall()
        return await journey(house, client, made)
