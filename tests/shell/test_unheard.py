"""A voice message that is still being heard when the officer goes on: nothing of it is lost in silence."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.shell.ear import Ear
from bot.storage.form import load_session
from bot.storage.ledger import Ledger
from tests.eval.privacy import unpacked
from tests.shell.office import Telegram, office
from tests.shell.test_forgotten import settled

CHAT = 7
HEARD = "九月八日学工会法六十二人"
VOICE = {"file_id": "voice", "file_unique_id": "v", "duration": 8, "file_size": 90}


class Slow:
    """Hears when it is told to."""

    def __init__(self):
        self.go_on = asyncio.Event()

    async def words(self, _name, _content, _hints=""):
        await self.go_on.wait()
        return HEARD


@pytest.mark.filterwarnings("ignore:Deprecated since")  # a voice message's length in seconds, which is read both ways
async def test_the_officer_goes_on_while_he_is_being_heard(house, client):
    hearing = replace(house, book=replace(house.book, hears=True))
    telegram, speech = Telegram(files={"voice": b"OggS"}), Slow()
    async with office(hearing, client, telegram, ear=Ear(speech, Ledger(client), 600)) as it:
        for words in ("/start", "宏泰纺织有限公司工会", "周敏", "公司党委", "28号", "月报", "2026年9月", "安全月收尾"):
            await it.says(CHAT, words)
        await it.hears(CHAT, "上月计划")
        await it.sends_other(CHAT, voice=VOICE)
        await it.hears(CHAT, "正在听")
        await it.says(CHAT, "对的")
        await it.hears(CHAT, "那段还没听完")
        await it.says(CHAT, "出稿")
        await it.hears(CHAT, "刚发的语音或照片还没听完")
        assert not any("正在整理成文" in text for text in telegram.texts(CHAT))
        speech.go_on.set()
        await it.hears(CHAT, HEARD)
        await it.says(CHAT, "出稿")
        await it.hears(CHAT, "还有一段等您点头")
        await it.says(CHAT, "记下再出稿")
        await it.hears(CHAT, "正在整理成文", "稿子里标了黄", seconds=30)
        await settled(client)
        session = load_session(await it.desk.session(CHAT))
    said = [one.text for answer in session.paper.answers for one in answer.said]
    assert said == ["安全月收尾", HEARD], "对的 is no answer"
    report = next(content for name, content in telegram.documents.items() if "核对" not in name)
    assert "62人" in unpacked(report)
