"""Two months told, a chart picked, its picture in the chat and in both files, with a real store."""

from __future__ import annotations

import asyncio
import io
import json
from datetime import date

from docx import Document
from pypdfium2 import PdfDocument

from bot.core.acts import Act
from bot.core.drafted import Draft
from bot.core.finished import SendFiles
from bot.core.report import Chart, Paragraph, Report, Series, Signature
from bot.core.review import Review, ReviewAsked
from bot.core.state import Paper
from bot.core.trends import offered
from bot.storage.form import dump_effect, dump_event, load_effect, load_event, load_session
from bot.telegram.buttons import encode
from tests.shell.office import Telegram, office
from tests.shell.test_mine import UNIT

CHAT = 7
HELP = "困难帮扶与职工服务"


class Seeing(Telegram):
    """Keeps the pictures that came as an album."""

    async def send_album(self, chat, pictures):
        await super().send_album(chat, pictures)
        self.documents["album"] = pictures[0]


async def presses(at, act, value):
    """The officer presses a button under the newest message."""
    at.numbers += 1
    sender = {"id": CHAT, "is_bot": False, "first_name": "小满"}
    message = {"message_id": 900, "date": 1_790_000_000, "chat": {"id": CHAT, "type": "private"}}
    query = {"id": "tap", "from": sender, "chat_instance": "1", "data": encode(act, value), "message": message}
    await at.intake.store(at.numbers, CHAT, json.dumps({"update_id": at.numbers, "callback_query": query}).encode())


def charts_in(content: bytes) -> list[str]:
    """The captions of a Word file's charts, each behind its picture."""
    document = Document(io.BytesIO(content))
    captions = [one.text for one in document.paragraphs if one.text.startswith("图")]
    assert len(captions) == len(document.inline_shapes)
    return captions


async def answers(at, act, wanted):
    """The officer does something, and waits for what the bot says to it."""
    before = len(at.telegram.texts(CHAT))
    at.numbers = max(at.numbers, len(at.telegram.said))  # the ids of a chat rise, whoever sends
    await act
    async with asyncio.timeout(30):
        while not any(wanted in text for text in at.telegram.texts(CHAT)[before:]):
            await asyncio.sleep(0.01)


async def told(at, month, words, wanted):
    """A monthly report with one answer, drafted."""
    await answers(at, at.says(CHAT, "新报告"), "这回写哪一种")
    await answers(at, at.says(CHAT, "月报"), "写哪个月的")
    await answers(at, at.says(CHAT, f"2026年{month}月"), "第 1／8 节")
    await answers(at, presses(at, Act.JUMP, "work"), "哪几块工作")
    await answers(at, at.says(CHAT, HELP), "走访慰问了谁")
    await answers(at, at.says(CHAT, words), "✅")
    await answers(at, at.says(CHAT, "出稿"), wanted)


async def introduced(at):
    for said in ("/start", UNIT, "周敏", "公司党委", "28号"):
        await at.says(CHAT, said)
    await at.hears(CHAT, "这回写哪一种")


async def test_a_chart_is_picked_and_stands_in_the_files(house, client):
    async with office(house, client, Seeing()) as at:
        await introduced(at)
        await told(at, 7, "走访困难职工家庭3户，慰问金1500元", "素稿")
        assert not any("配张图" in text for text in at.telegram.texts(CHAT))
        await told(at, 9, "走访困难职工家庭6户", "走访困难职工家庭：7月3户、9月6户")
        session = load_session(await at.desk.session(CHAT))
        (trend,) = offered(house.book, session, session.paper)
        await answers(at, presses(at, Act.CHART, f"{session.paper.id}/{trend.id}"), "配好了：图1")
        assert at.telegram.documents["album"].startswith(b"\x89PNG")
        at.telegram.documents.clear()
        await answers(at, at.says(CHAT, "再发文件"), "素稿")
    word = next(content for name, content in at.telegram.documents.items() if name.endswith("计划.docx"))
    assert charts_in(word) == ["图1　走访困难职工家庭（单位：户，据7月、9月报告）"]
    printed = next(content for name, content in at.telegram.documents.items() if name.endswith(".pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(printed))
    assert "走访困难职工家庭（单位：户，据7月、9月报告）" in text


async def test_who_wants_none_is_asked_no_more(house, client):
    async with office(house, client) as at:
        await introduced(at)
        await told(at, 7, "走访困难职工家庭3户", "素稿")
        await told(at, 8, "走访困难职工家庭4户", "要不要配张图")
        await answers(at, presses(at, Act.NO_CHARTS, ""), "往后也不问了")
        await told(at, 9, "走访困难职工家庭6户", "素稿")
        assert sum("要不要配张图" in text for text in at.telegram.texts(CHAT)) == 1


def test_charts_travel_with_their_gaps():
    series = Series("走访困难职工家庭", "户", (("7月", 3.0), ("8月", None), ("9月", 6.0)))
    effect = SendFiles(Paper(1, "monthly"), Draft(1, ()), (), charts=(("work", Chart(series, 1)),))
    assert load_effect(dump_effect(effect)) == effect
    report = Report("总结", (Paragraph("走访6户。"), Chart(series, 1)), Signature("工会"))
    asked = ReviewAsked(Review("1", CHAT, 1, "周敏", date(2026, 9, 30), report, ()))
    assert load_event(dump_event(asked)) == asked
