"""A stage for transcripts: the real engine, words, drafting and search; only Telegram and Redis are played.

A transcript is a text file. Lines of the officer:
    官：9.8学工会法 62个人        words
    官：/menu                     a command
    官：[跳过]                    a press of the newest button of that name
    官：[旧:跳过]                 a press of the oldest one
    官：（改 看望3人）…           the newest message that holds “看望3人” is edited to …
    官：（发来 sticker）          something that is no text
    官：（到了 2026-09-25）       a day comes on which a reminder is set
    官：（语音）…                 a voice message that says this
    官：（文件 a.txt）…           a file with this text; of a.docx, a Word file with these paragraphs
    官：（照片 说明）              a photo with these words under it; （照片） has none, （坏照片） is no picture
    官：（照片上写着 …）           a photo that shows these words
    官：（相册3 说明）             an album of three photos, the words under the first
    管：…                         any of these, from an admin
    审：…                         the same by the reviewer, in a chat of his own
    审：（回 看望3人）…           in reply to the newest message of his that holds “看望3人”
Lines of the bot hold words that the next messages must contain, in order; `机：【文件】x` a file's name, and
`机：【跳到：x】` the officer's own words that a reply leads to.
    机：~旧~_新_                  what is struck out, and what is underlined
    机对审：…  机对官：…          the same of what the other one got meanwhile
    模型：旧→新                   there is a model; asked for a change, it puts 新 for 旧; of a notice it says 新
    机不说：…                     words that none of the answers to the last line may contain
    ——请出审核人                  the reviewer is let in no more
    ——                            the process ends; a new one takes the session up from its stored form
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO

import docx

from bot.catalog.prompts import Prompts
from bot.config import HOME
from bot.core import mine, snaps
from bot.core.acts import Act
from bot.core.albums import KeepSnap
from bot.core.counsel import Sought
from bot.core.effects import ReadFile
from bot.core.engine import step
from bot.core.events import (
    Attached,
    Commanded,
    Edited,
    Pressed,
    Reminded,
    Snapped,
    Spoke,
    Texted,
    Unsupported,
)
from bot.core.files import FileRef
from bot.core.roles import Role
from bot.core.state import Session
from bot.drafting.studying import Student
from bot.drafting.writer import ModelWriter
from bot.retrieval.library import Library
from bot.shell.counsellor import Counsellor
from bot.shell.darkroom import Darkroom
from bot.shell.envelope import opened
from bot.shell.examples import Examples
from bot.shell.files import Files
from bot.shell.jobs import written
from bot.shell.own import Own
from bot.shell.perform import Performer
from bot.shell.post import Post
from bot.storage.form import dump_effect, dump_outline, dump_session, load_effect, load_outline, load_session
from bot.storage.people import Member
from bot.storage.records import Held
from bot.telegram.buttons import decode
from bot.telegram.outgoing import Ink
from bot.telegram.phrase import Phrase
from tests.pictures import jpeg

ON = date(2026, 9, 21)
OFFICER, REVIEWER = 1, 2
ADMIN = "管"
ACTORS = {"官": OFFICER, ADMIN: OFFICER, "审": REVIEWER}
INKS = {Ink.STRUCK: "~", Ink.UNDERLINED: "_"}
LISTENERS = {"机": 0, "机对官": OFFICER, "机对审": REVIEWER}


@dataclass
class Screen:
    """The chat on the phone, in place of Telegram."""

    messages: list[tuple[int, str]] = field(default_factory=list)
    buttons: list[tuple[int, str, str]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    said: dict[int, str] = field(default_factory=dict)
    number: int = 0

    def next_id(self) -> int:
        self.number += 1
        return self.number

    async def send(self, chat, message):
        number = message.edit or self.next_id()
        text = marked(message)
        if message.edit:
            self.buttons = [button for button in self.buttons if button[0] != number]
        # A reply is seen above its text, as on the phone.
        quoted = f"【跳到：{self.said[message.reply_to]}】\n" if message.reply_to else ""
        self.messages.append((number, quoted + text))
        self.buttons += [(number, button.text, button.data) for row in message.keyboard for button in row]
        return number

    async def send_document(self, chat, name, content, caption):
        self.files[name] = content
        self.messages.append((self.next_id(), f"【文件】{name}\n{caption}"))

    async def send_album(self, chat, pictures):
        self.messages.append((self.next_id(), f"【图片】{len(pictures)}页"))

    async def acknowledge(self, tap, text):
        if text:
            self.messages.append((self.number, text))

    async def show_typing(self, chat):
        pass


def marked(message):
    """The text as it is seen: what is struck out and what is underlined between signs of their own."""
    text = message.text
    for part in reversed(message.inked):
        sign = INKS[part.ink]
        text = f"{text[: part.start]}{sign}{text[part.start : part.end]}{sign}{text[part.end :]}"
    return text


class Scripted:
    """A model that repeats what it was told, and changes a text as the transcript says."""

    manner = "scripted"

    def __init__(self):
        self.old = self.new = ""

    async def say(self, until, system, *said, hear=None):
        told = said[0].split("<<<\n")
        if "请列出漏掉的" in said[0]:
            return self.new
        if "怎么改" in said[0]:
            return told[2].split("\n>>>")[0].replace(self.old, self.new)
        lines = told[1].split("\n>>>")[0].splitlines()
        return "。".join(line.removeprefix("答：") for line in lines if line.startswith("答：")) + "。"


class Ear:
    """Hears what the transcript says that it hears."""

    async def may(self, chat, seconds, on):
        return True

    async def words(self, chat, work, content):
        return content.decode()


class Drawer:
    """Keeps texts by name, in place of a folder."""

    def __init__(self):
        self.texts, self.changes = {}, 0

    def version(self):
        return self.changes

    def names(self):
        return sorted(self.texts)

    def read(self, name):
        return self.texts.get(name)

    def write(self, name, text):
        self.texts[name], self.changes = text, self.changes + 1

    def remove(self, name):
        self.texts.pop(name, None)
        self.changes += 1


class Cabinet:
    """Keeps what the organisation owns, in place of Redis."""

    def __init__(self):
        self.kept, self.shared = None, {}

    def of(self, organisation):
        return self

    async def template(self):
        return self.kept

    async def keep_template(self, template):
        self.kept = template

    async def drop_template(self, hold):
        kept, self.kept = self.kept, None
        return kept is not None

    async def kinds(self):
        return tuple(self.shared.values())

    async def share_kind(self, outline, hold):
        self.shared[outline.id] = load_outline(dump_outline(outline))

    async def remove_kind(self, kind_id, hold):
        return self.shared.pop(kind_id, None) is not None


class Eye:
    """Sees on a photo what the transcript says that stands there."""

    def __init__(self):
        self.shown = {}

    async def renews(self, chat):
        return None

    async def words(self, content):
        return self.shown.get(content, "")


class Bells:
    """Keeps the days on which the officer is to be reminded, by report."""

    def __init__(self):
        self.days = {}

    async def set(self, chat, effect, hold):
        self.days[effect.paper] = effect.days

    async def forget(self, chat, hold):
        self.days.clear()


class Plenty:
    """Has enough for everybody, and counts nothing."""

    async def renews(self, chat, once=""):
        return None

    async def takes_files(self, chat, files, once):
        return None

    async def counts_files(self, chat, files, once):
        pass

    @asynccontextmanager
    async def pays(self, chat):
        yield


@dataclass
class Seat:
    """One person at the phone: the chat, what was typed there, and where it stands."""

    screen: Screen = field(default_factory=Screen)
    session: Session = field(default_factory=Session)
    said: list[tuple[int, str]] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)


class Mail:
    """Events of ours on their way into a chat's inbox. Each arrives twice, as after a crash."""

    def __init__(self):
        self.letters = []
        self.members = [Member(REVIEWER, Role.REVIEWER, "王主席")]

    async def receive_event(self, chat, body, name="", hold=None):
        self.letters += [(chat, opened(body))] * 2

    async def all(self):
        return self.members


class Started:
    """Slow work that is waited for."""

    def __init__(self):
        self.works = []

    def start(self, chat, work):
        self.works.append(work)

    def cancel(self, chat, job):
        self.works.clear()


def word_file(text):
    """A Word file with a paragraph for each line."""
    document, content = docx.Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


class Stage:
    """One officer, the bot, and the officer's superior."""

    def __init__(self, house, *, sees=True):
        self.house = house
        self.book = replace(house.book, hears=True, sees=sees)
        self.seats = {OFFICER: Seat(), REVIEWER: Seat()}
        self.at = OFFICER
        self.jobs = Started()
        self.mail = Mail()
        self.uploads: dict[str, bytes] = {}
        self.kept: dict[int, bytes] = {}
        self.ear, self.eye = Ear(), Eye()
        self.model = Scripted()
        self.bells = Bells()
        drawer = Drawer()
        library = Library(house.library.knowledge, lambda _: drawer, house.library.hide)
        self.own = Own(house.words, library, Cabinet())
        self.performer = Performer(
            house.words,
            house.book,
            Phrase(house.words, house.book),
            self.screen,
            Examples(house.words, library),
            house.drafter,
            self.jobs,
            self,
            self.bells,
            self.bells,
            Post(house.words, self.mail, self.mail),
            self.own,
            Plenty(),
        )

    @property
    def offered(self):
        return self.book.knowing(self.own.cabinets.shared.values())

    @property
    def screen(self):
        """The chat of whoever acts."""
        return self.seats[self.at].screen

    @property
    def said(self):
        """What whoever acts has typed."""
        return self.seats[self.at].said

    @property
    def session(self):
        """Where the chat of whoever acts stands."""
        return self.seats[self.at].session

    @session.setter
    def session(self, session):
        self.seats[self.at].session = session

    def think(self, script: str) -> None:
        """Have a model that makes this change."""
        if not self.book.writes:
            prompts = Prompts.open(HOME / "prompts")
            writer = ModelWriter(self.model, prompts, self.house.guard, lambda *_: (), 9)
            self.house = replace(self.house, drafter=replace(self.house.drafter, model=writer))
            self.book = replace(self.book, writes=True)
        self.model.old, _, self.model.new = script.replace("\\n", "\n").partition("→")

    def play(self, transcript: str) -> None:
        """Play a transcript to its end.

        Raises:
            AssertionError: the bot does not say what the transcript says it does; names the line.
        """
        answers: list[str] = []
        for number, line in enumerate(transcript.splitlines(), start=1):
            who, _, words = line.partition("：")
            if who in ACTORS:
                self.at = ACTORS[who]
                answers = self.officer(words.replace("\\n", "\n"), admin=who == ADMIN)
            elif who in LISTENERS:
                heard = self.seats[LISTENERS[who] or self.at].heard
                got = list(heard)
                while heard and words.strip() not in heard[0]:
                    heard.pop(0)
                assert heard, f"line {number}: the bot does not say “{words.strip()}”, but: {got}"
            elif line.startswith("机不说："):
                unwanted = line.removeprefix("机不说：").strip()
                assert not any(unwanted in text for text in answers), f"line {number}: the bot says “{unwanted}”"
            elif line.startswith("模型："):
                self.think(line.removeprefix("模型："))
            elif line.startswith("——"):
                for seat in self.seats.values():
                    seat.session = load_session(dump_session(seat.session))
                self.mail.members = [] if "请出审核人" in line else self.mail.members

    def officer(self, line: str, *, admin: bool = False) -> list[str]:
        """One act of whoever is at the phone; returns what the bot says to it in the same chat."""
        before = {number: len(seat.screen.messages) for number, seat in self.seats.items()}
        hidden = self.house.privacy.hide(line)
        told = [self.house.privacy.placeholder(kind).strip("〔〕") for kind in hidden.kinds]
        events = self._events(hidden.text)
        if admin:
            known = Attached | Commanded | Pressed
            events = [replace(event, admin=True) if isinstance(event, known) else event for event in events]
        asyncio.run(self._happen(events, told))
        for number, seat in self.seats.items():
            seat.heard = [text for _, text in seat.screen.messages[before[number] :]]
        return list(self.seats[self.at].heard)

    def _events(self, line):
        what, *words = line.strip("（）").split(" ", 1)
        if not line.startswith("（") or (what not in {"照片", "坏照片", "照片上写着"} and not what.startswith("相册")):
            return [self._event(line)]
        caption = words[0] if words and what != "照片上写着" else ""
        count = int(what.removeprefix("相册")) if what.startswith("相册") else 1
        album = f"album {len(self.said)}" if count > 1 else ""
        snapped = [self._snapped("" if at else caption, album) for at in range(count)]
        if what == "照片上写着":
            self.eye.shown[self.uploads[snapped[0].file.id]] = words[0]
        if what == "坏照片":
            self.uploads[snapped[0].file.id] = b"no picture"
        return snapped

    def _snapped(self, caption, album):
        number = self.screen.next_id()
        self.uploads[str(number)] = jpeg() + str(number).encode()  # no two are the same
        self.said.append((number, caption))
        self.screen.said[number] = caption
        words = Texted(number, caption, ON) if caption else None
        return Snapped(number, FileRef(str(number), "photo.jpg", 900), ON, words, album)

    def _event(self, line):
        if line.startswith("[旧:"):
            return self._press(line[3:-1], self.screen.buttons)
        if line.startswith("["):
            return self._press(line[1:-1], reversed(self.screen.buttons))
        if line.startswith("（改 "):
            old, _, new = line[3:].partition("）")
            message = next(number for number, text in reversed(self.said) if old in text)
            return Edited(message, new, ON)
        number = self.screen.next_id()
        if line.startswith("（文件 "):
            name, _, text = line[4:].partition("）")
            self.uploads[name] = content = word_file(text) if name.endswith(".docx") else text.encode()
            return Attached(number, FileRef(name, name, len(content)), ON)
        if line.startswith("（到了 "):
            day = date.fromisoformat(line[4:-1])
            paper = next(paper for paper, days in self.bells.days.items() if day in days)
            return Reminded(paper, day)
        if line.startswith("（语音）"):
            self.uploads[str(number)] = line[4:].encode()
            return Spoke(number, FileRef(str(number), "voice.ogg", 9), 5, ON)
        if line.startswith("（回 "):
            old, _, new = line[3:].partition("）")
            replied = next(sent for sent, text in reversed(self.screen.messages) if old in text)
            return Texted(number, new, ON, replied)
        if line.startswith("（发来 "):
            return Unsupported(self.house.words.unsupported[line[4:-1]])
        if line.startswith("/"):
            name, _, words = line[1:].partition(" ")
            return Commanded(Act(name), words, ON, reviewer=self.at == REVIEWER)
        self.said.append((number, line))
        self.screen.said[number] = line
        return Texted(number, line, ON)

    def _press(self, name, buttons):
        number, _, data = next(button for button in buttons if button[1].strip("☑☐ ") == name)
        act, value, turn = decode(data)
        return Pressed(act, value, turn, number, "tap", ON)

    async def _happen(self, events, hidden=()):
        """All that arrives at once is decided before slow work ends, whose result comes twice, as after a crash."""
        for event in events:
            await self._decide(event, hidden)
        works, self.jobs.works = self.jobs.works, []
        for work in works:
            await self._happen([await self._done(work)] * 2)
        await self._deliver()

    async def _decide(self, event, hidden):
        before = self.session
        self.session, effects = mine.mention(step(self.offered, self.session, event), hidden)
        for number in snaps.gone(event, before, self.session):
            self.kept.pop(number, None)
        for effect in effects:
            book = self.book.knowing(self.session.kinds)
            shown = await self.performer.through(self.screen, book).perform(self.at, effect)
            if shown:
                self.session, _ = step(self.book, self.session, shown)

    async def _deliver(self):
        letters, self.mail.letters = self.mail.letters, []
        here = self.at
        for chat, letter in letters:
            self.at = chat
            await self._happen([letter])
        self.at = here

    async def _done(self, work):
        if isinstance(work, Sought):
            return await self.counsellor().seek(1, work)
        if isinstance(work, ReadFile):
            return await Files(self._fetch, self.house.privacy, self.own, self.ear, self.eye).read(1, work)
        if isinstance(work, KeepSnap):
            return await Darkroom(self._fetch, self, album_seconds=0).develop(None, work)
        drafter = replace(self.house.drafter, book=self.book.knowing(self.session.kinds))
        return await written(drafter, load_effect(dump_effect(work)))

    def counsellor(self):
        student = Student(self.model, Prompts.open(HOME / "prompts"), self.book.notices)
        return Counsellor(self.performer.examples, None, student, Plenty())

    async def held(self, chat):
        return Held(session=dump_session(self.session), photos=self.kept)

    async def photos(self, chat, numbers):
        return {number: self.kept[number] for number in numbers if number in self.kept}

    async def keep_photo(self, errand, number, body):
        self.kept[number] = body

    async def _fetch(self, file_id):
        return self.uploads[file_id]
