"""The whole way over HTTP: page → Bot API → python-telegram-bot → inbox → engine → back, with a real Redis."""

from __future__ import annotations

import io

import pytest
from docx import Document

from bot.config import Access
from bot.storage.server import PrivateRedis
from tests.telegram.phone import page


@pytest.fixture
def redis_url(tmp_path):
    server = PrivateRedis.start(tmp_path)
    yield server.url
    server.stop()


async def introduce(phone):
    await phone.say("/start", "您的单位全称和工会全称是什么")
    await phone.say("宏泰纺织有限公司工会", "您的姓名")
    await phone.say("周敏 副主席", "材料报给谁")
    await phone.say("公司党委", "几号前交")
    await phone.say("28号前", "这回写哪一种")


async def test_a_report_from_start_to_file_through_a_restart(tmp_path, redis_url):
    async with page(tmp_path, redis_url) as phones:
        phone = phones("小王")
        await introduce(phone)
        await phone.press("月报", "写哪个月的")
        await phone.say("2026年9月", "开头概述")
        await phone.say("安全月收尾，看望了住院职工", "上个月计划了几件事")
        await phone.say("书屋开放完成", "记下了")
    async with page(tmp_path, redis_url) as phones:
        phone = phones("小王")
        phone.seen = (await phone.history())[-1]["message"]["message_id"]
        await phone.say("/resume", "书屋开放完成")
        await phone.press("目录", "上月计划完成情况")
        await phone.press("本月工作", "这个月做了哪几块工作")
        await phone.press("帮扶服务")
        await phone.press("选好了", "走访慰问了谁")
        await phone.press("跳过", "住院、生育、丧事")
        await phone.say("看了3个住院的 每人500", "3人×500元＝1500元，这个合计写进去吗")
        await phone.press("不写", "互助保障")
        await phone.edit("3个住院", "看了4个住院的 每人500", "已按您改过的记")
        await phone.say("出稿", "正在整理成文")
        sent = await phone.hear("初稿好了")
        await phone.hear("还差这些")
        await phone.press("依据", "看哪一节的依据")
        await phone.press("本月工作", "4人 · 500元")
        told = await phone.press("1", "您是这样说的")
        document = Document(io.BytesIO(await phone.file(sent["document"])))
        album, files = await pictures_and_files(phone)
        assert album
        assert [name.rpartition(".")[2] for name, _ in files] == ["docx", "pdf", "docx"]
        review = Document(io.BytesIO(await phone.file((await documents(phone))[-1])))
        comments = [comment.text for comment in review.comments]
        assert any("看了4个住院的 每人500" in comment for comment in comments)
        await phone.say("再发文件", "初稿好了", "还差这些")
        _, again = await pictures_and_files(phone)
        assert again == files * 2  # by Telegram's id, without a second upload
        text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert sent["document"]["file_name"] == "2026-09 宏泰纺织有限公司工会2026年9月工作总结和10月工作计划.docx"
    assert "看望住院职工4人，每人500元" in text
    assert "3人" not in text
    assert told["reply_to_message"]["text"] == "看了4个住院的 每人500"


async def documents(phone):
    return [view["message"]["document"] for view in await phone.history() if "document" in view["message"]]


async def pictures_and_files(phone):
    """The pictures that came before any file, and each file's name and content's id."""
    messages = [view["message"] for view in await phone.history()]
    first = next(at for at, message in enumerate(messages) if "document" in message)
    files = [message["document"] for message in messages if "document" in message]
    named = [(file["file_name"], file["file_unique_id"]) for file in files]
    return [message["photo"] for message in messages[:first] if "photo" in message], named


async def test_two_officers_do_not_see_each_other(tmp_path, redis_url):
    async with page(tmp_path, redis_url) as phones:
        one, two = phones("小王"), phones("老李")
        await introduce(one)
        await two.say("/start", "您的单位全称")
        assert not any("周敏" in view["message"].get("text", "") for view in await two.history())


async def test_what_cannot_be_an_answer_gets_a_sentence(tmp_path, redis_url):
    async with page(tmp_path, redis_url) as phones:
        phone = phones("小王")
        await phone.say("/start", "您的单位全称")
        await phone.send_sticker("收到表情了")
        await phone.say("/nonsense", "发一句话，就是回答")


async def test_a_stranger_is_told_how_to_get_in(tmp_path, redis_url):
    closed = Access(open=False, officers=(), admins=())
    async with page(tmp_path, redis_url, closed) as phones:
        phone = phones("路人")
        await phone.say("/start", "只给本单位工会的同志用")
