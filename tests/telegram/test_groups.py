"""In a group the bot keeps silent, but for a command that names it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.telegram.incoming import Incoming, Reader

GROUP, USER = -100_200, 7
NOW = datetime(2026, 9, 21, tzinfo=UTC)
READER = Reader({"other": "一条消息"}, ZoneInfo("Asia/Shanghai"), "BiganziBot")


def update(text, kind="supergroup"):
    person = {"id": USER, "is_bot": False, "first_name": "小满"}
    message = {"message_id": 1, "date": 1_790_000_000, "text": text, "from": person}
    message["chat"] = {"id": GROUP if kind != "private" else USER, "type": kind, "title": "工会群"}
    return {"update_id": 1, "message": message}


@pytest.mark.parametrize(
    "text", ["9.8学工会法 62个人", "/start", "/start@OtherBot", "看看 /start@BiganziBot", "@BiganziBot 你好", "/"]
)
def test_what_is_not_said_to_the_bot_is_not_heard(text):
    assert READER.read(update(text), NOW) is None


@pytest.mark.parametrize("text", ["/start@BiganziBot", "/draft@biganzibot 现在", "/help@BiganziBot"])
def test_a_command_that_names_it_says_where_it_is_found(text):
    assert READER.read(update(text), NOW) == Incoming(GROUP, USER, None)
    assert READER.link == "https://t.me/BiganziBot?start=group"


def test_in_a_private_chat_everything_is_heard():
    incoming = READER.read(update("9.8学工会法", "private"), NOW)
    assert incoming is not None
    assert incoming.event is not None
