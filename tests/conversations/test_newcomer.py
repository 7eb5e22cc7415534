"""What a newcomer does first: start the bot, open the page, answer, stop and start again, receive the file."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from docx import Document

from tests.conversations.browser import phone

HOME = Path(__file__).resolve().parents[2]
GIVEN = ("9月8日", "62人", "3人", "500元", "120余人次", "10月10日", "300册", "9月30日")


@contextmanager
def bot(data_dir, **settings):
    """`python -m bot run` without a token, as a process of its own. Yields the page's address."""
    environment = {name: value for name, value in os.environ.items() if name != "TELEGRAM_BOT_TOKEN"}
    environment |= {"BIGANZI_DATA_DIR": str(data_dir), "BIGANZI_PLAYGROUND_PORT": "0", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"], cwd=HOME, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http://\S+?/", process.stdout.readline())
        assert address, "the bot does not print its address"
        yield address[0]
    finally:
        process.terminate()
        assert process.wait(20) == 0
        process.stdout.close()


@pytest.mark.browser
def test_a_newcomer_gets_a_report_with_every_figure_given_and_no_other(tmp_path):
    data = tmp_path / "data"
    with bot(data) as url, phone(tmp_path / "one") as page:
        page.open(f"{url}?user=小王")
        page.say("/start", "您的单位全称")
        page.say("宏泰纺织有限公司工会", "您的姓名")
        page.say("周敏 副主席", "材料报给谁")
        page.say("公司党委", "几号前交")
        page.say("28号前", "这回写哪一种")
        page.press("月报", "写哪个月的")
        page.say("2026年9月", "开头概述")
        page.press("看范文", "别人这样写")
        page.say("安全月收尾，书屋重新开了", "上个月计划了几件事")
        page.press("看范文", "别人这样写")
        page.press("跳过", "这个月做了哪几块工作")
        page.press("思想引领")
        page.press("帮扶服务")
        page.press("选好了", "组织了哪些学习")
        page.say("9.8学工会法 62个人", "记下了")
        page.press("下一题", "劳模工匠")
        page.press("上一题", "9.8学工会法 62个人")
        page.press("下一题", "劳模工匠")
    with bot(data) as url, phone(tmp_path / "two") as page:
        page.open(f"{url}?user=小王")
        page.see("9.8学工会法 62个人")
        page.say("/resume", "劳模工匠")
        page.press("跳过", "什么变化")
        page.press("跳过", "走访慰问了谁")
        page.press("跳过", "住院、生育、丧事")
        page.say("看了3个住院的 每人500", "写进去吗")
        page.press("不写", "互助保障")
        page.press("不清楚", "驿站")
        page.say("驿站送凉茶 一百二十来人次", "特色亮点")
        page.press("无", "存在问题")
        page.say("夜班职工参加活动少", "记下了")
        page.press("目录", "点一节就过去")
        page.press("下月计划", "下个月准备做哪几件事")
        page.say("职工书屋开放｜10月10日前｜刘敏｜上架300册", "记下了")
        page.press("目录", "点一节就过去")
        page.press("附件落款", "要附什么")
        page.press("无", "落款写哪个单位")
        page.say("写公司工会，9月30号", "主要原因")
        page.say("出稿", "初稿好了", "还差这些", "互助保障的参保和赔付")
        files = requests.get(f"{url}play/history", params={"user": "小王"}, timeout=10).json()["messages"]
        document = next(view["message"]["document"] for view in files if "document" in view["message"])
        content = requests.get(f"{url}play/files/{document['file_id']}", timeout=10).content
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    assert document["file_name"] == "2026-09 宏泰纺织有限公司工会2026年9月工作总结和10月工作计划.docx"
    for figure in GIVEN:
        assert figure in text
    assert set(re.findall(r"\d+", text)) <= {"2026", "9", "10", "8", "62", "3", "500", "120", "300", "30"}
