"""A draft on the phone while it is written: by drafts, by edits, or not at all; never in the way of a message."""

from __future__ import annotations

import asyncio
import contextlib
import time
from dataclasses import dataclass

import pytest

from bot.core.outline import Form
from bot.core.period import Period
from bot.drafting.material import Portion
from bot.shell import screening
from bot.shell.screening import Screening
from bot.telegram.messenger import RefusedError, TryLaterError
from bot.telegram.outgoing import MAX_TEXT, units
from bot.telegram.pace import Limits, Pace

CHAT = 7


class Phone:
    """Shows previews, by drafts where it can."""

    def __init__(self, *, drafts=True, fails=None) -> None:
        self.drafts = drafts
        self.fails = list(fails or [])
        self.seen: list[tuple[str, str]] = []
        self.at: list[float] = []
        self.removed: list[int] = []
        self.typing = 0

    async def show_draft(self, chat, number, text):
        assert number
        self._fail()
        if self.drafts:
            self._see("draft", text)
        return self.drafts

    async def send(self, chat, message):
        self._fail()
        self._see("edit" if message.edit else "message", message.text)
        return 41

    async def remove(self, chat, message):
        self.removed.append(message)

    async def show_typing(self, chat):
        self.typing += 1

    def _see(self, how, text):
        self.seen.append((how, text))
        self.at.append(time.monotonic())

    def _fail(self):
        if self.fails and (error := self.fails.pop(0)):
            raise error


class Remembered:
    """Ids of what was sent, beside any process."""

    def __init__(self, ids=None) -> None:
        self.ids: dict[tuple[int, str], str] = ids or {}

    async def id_of(self, chat, mark):
        return self.ids.get((chat, mark))

    async def keep(self, chat, mark, file_id):
        self.ids[chat, mark] = file_id

    async def forget(self, chat, mark):
        del self.ids[chat, mark]


@dataclass(frozen=True)
class Words:
    """What may be shown of a portion."""

    text: str


@pytest.fixture
def part(book):
    section = next(one for one in book.outlines["monthly"].sections if one.form is Form.PROBLEMS)
    return Portion(section, None, (), Period(2026, 9, 9))


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(screening, "DRAFT_SECONDS", 0.02)
    monkeypatch.setattr(screening, "EDIT_SECONDS", 0.06)
    monkeypatch.setattr(screening, "TYPING_SECONDS", 0.05)


async def watched(house, phone, part, texts, pause=0.03):
    async with Screening(phone, house.words, Remembered()).of(CHAT, 1001) as preview:
        preview.begin([part])
        for text in texts:
            preview.growing(part.id, Words(text))
            await asyncio.sleep(pause)


async def test_the_first_words_go_at_once_and_the_progress_is_above_them(house, part):
    phone = Phone()
    await watched(house, phone, part, ["夜班参加少。"])
    [(how, text)] = phone.seen
    assert how == "draft"
    assert text.startswith("【草稿预览】正在起草 0／1 节")
    assert "夜班参加少。" in text


async def test_where_drafts_cannot_be_shown_a_message_is_edited_and_taken_back(house, part):
    phone = Phone(drafts=False)
    await watched(house, phone, part, [f"第{number}句。" for number in range(12)])
    assert [how for how, _ in phone.seen[:2]] == ["message", "edit"]
    assert phone.removed == [41]
    assert min(after - before for before, after in zip(phone.at, phone.at[1:], strict=False)) >= 0.06


async def killed(house, part):
    """What was remembered when the process died that showed the beginning of a draft in a message."""
    sent = Remembered()
    async with Screening(Phone(drafts=False), house.words, sent).of(CHAT, 1001) as preview:
        preview.begin([part])
        preview.growing(part.id, Words("一。"))
        await asyncio.sleep(0.03)
        return Remembered(dict(sent.ids))


async def test_who_takes_a_draft_up_goes_on_in_the_message_of_the_dead_and_takes_it_back(house, part):
    sent, phone = await killed(house, part), Phone()
    async with Screening(phone, house.words, sent).of(CHAT, 1001) as preview:
        preview.begin([part])
        preview.growing(part.id, Words("一。二。"))
        await asyncio.sleep(0.03)
    assert [how for how, _ in phone.seen] == ["edit"]
    assert (phone.removed, sent.ids) == ([41], {})


async def test_the_message_of_the_dead_is_taken_back_where_the_work_was_called_off(house, part):
    sent, phone = await killed(house, part), Phone()
    await Screening(phone, house.words, sent).clear(CHAT, 2001)
    assert phone.removed == []  # another draft's
    await Screening(phone, house.words, sent).clear(CHAT, 1001)
    assert (phone.removed, sent.ids) == ([41], {})


async def test_a_refusal_ends_the_preview_and_nothing_else(house, part):
    phone = Phone(fails=[RefusedError("Forbidden")])
    await watched(house, phone, part, ["一。", "一。二。"])
    assert phone.seen == []


async def test_told_to_wait_it_waits_and_shows_the_newest(house, part):
    phone = Phone(fails=[TryLaterError(0.05)])
    await watched(house, phone, part, ["一。", "一。二。"], pause=0.1)
    assert [text.splitlines()[-1] for _, text in phone.seen] == ["一。二。"] or phone.seen[-1][1].endswith("一。二。")


async def test_while_nothing_is_written_typing_is_shown(house, part):
    phone = Phone()
    async with Screening(phone, house.words, Remembered()).of(CHAT, 1001) as preview:
        preview.begin([part])
        async with asyncio.timeout(30):
            while phone.typing < 2:
                await asyncio.sleep(0.01)
    assert phone.seen == []


async def test_a_page_never_exceeds_a_message(house, part):
    phone = Phone()
    await watched(house, phone, part, ["很长的一句话。" * 900])
    assert units(phone.seen[0][1]) <= MAX_TEXT
    assert phone.seen[0][1].endswith("很长的一句话。")


async def test_a_preview_whose_work_is_called_off_ends(house, part):
    phone = Phone()
    working = asyncio.create_task(watched(house, phone, part, ["一。"] * 100))
    await asyncio.sleep(0.05)
    working.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await working
    shown = len(phone.seen)
    await asyncio.sleep(0.1)
    assert len(phone.seen) == shown


def test_a_preview_takes_no_place_from_a_message():
    now = [100.0]
    pace = Pace(Limits(chat=1, burst=2, all=0), lambda: now[0])
    assert not pace.busy(CHAT)
    assert pace.wait(CHAT) == pace.wait(CHAT) == 0.0
    assert pace.busy(CHAT)
    now[0] += 1
    assert not pace.busy(CHAT)
    assert pace.wait(CHAT) == 0.0  # looking took nothing
    assert pace.busy(CHAT)


def test_all_chats_together_leave_no_room_either():
    pace = Pace(Limits(chat=0, burst=1, all=1), lambda: 100.0)
    assert pace.wait(CHAT) == 0.0
    assert pace.busy(CHAT + 1)
