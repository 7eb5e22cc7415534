"""A month's budget on the page: a report by a model, then the budget is used up, and everything goes on, openly."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document

from bot.config import Trial
from bot.storage.server import PrivateRedis
from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.modelled import true_words
from tests.telegram.phone import page
from tests.telegram.test_over_http import introduce

EVERYBODY_IS_ADMIN = Trial(open=True, officers=(), admins=())


@pytest.fixture
def redis_url(tmp_path):
    server = PrivateRedis.start(tmp_path)
    yield server.url
    server.stop()


async def streamed(request):
    messages = json.loads(await request.text())["messages"]
    return await saying(request, f"{true_words(messages)}。")


def by_model(endpoint, **budget):
    settings = {"BIGANZI_MODEL_NAME": "fake", "BIGANZI_MODEL_BASE_URL": endpoint.url}
    return settings | {f"BIGANZI_BUDGET_{key}".upper(): str(most) for key, most in budget.items()}


async def test_the_budget_ends_between_two_drafts_and_the_officer_is_told(tmp_path, redis_url):
    async with (
        Endpoint(lambda _: streamed).running() as endpoint,
        page(tmp_path, redis_url, **by_model(endpoint, tokens_per_user=2)) as phones,
    ):
        phone = phones("小王")
        await introduce(phone)
        await phone.press("月报", "写哪个月的")
        await phone.say("2026年9月", "开头概述")
        await phone.press("跳过", "上个月计划了几件事")
        await phone.press("跳过", "这个月做了哪几块工作")
        await phone.say("民主管理", "职代会")
        await phone.say("9月15日开了职代会，应到60人，实到56人", "✅")
        await phone.say("出稿", "正在整理成文", "初稿好了", "还差这些")
        asked = len(endpoint.requests)
        assert asked
        await phone.say("/usage", "您用了：模型2词元／2（用完了）")
        await phone.say("出稿", "正在整理成文", "初稿好了", "这个月的模型额度用完了，这一稿是素稿")
        await phone.say("送温暖怎么写", "起才有新的，这回先看范文")
        assert len(endpoint.requests) == asked
        views = await phone.history()
        documents = [view["message"]["document"] for view in views if "document" in view["message"]]
        text = "\n".join(p.text for p in Document(io.BytesIO(await phone.file(documents[-1]))).paragraphs)
        assert "实到56人" in text


async def test_over_the_files_the_text_is_read_in_the_chat_and_admins_see_why(tmp_path, redis_url):
    settings = {"BIGANZI_BUDGET_FILES_PER_USER": "3"}
    async with page(tmp_path, redis_url, EVERYBODY_IS_ADMIN, **settings) as phones:
        phone = phones("小王")
        await introduce(phone)
        await phone.press("月报", "写哪个月的")
        await phone.say("2026年9月", "开头概述")
        await phone.say("安全月收尾，演练40人", "上个月计划了几件事")
        await phone.say("出稿", "初稿好了", "还差这些")
        await phone.say("再发文件", "演练40人", "这个月的文件数用完了")
        told = await phone.say("/usage", "大家一共用了：文件3个")
        assert "文件3个／3（用完了）" in told["text"]
        sent = [view for view in await phone.history() if "document" in view["message"]]
        assert len(sent) == 3
