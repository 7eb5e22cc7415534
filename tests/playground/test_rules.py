"""The tables agree with the code and with what python-telegram-bot knows of the Bot API."""

import inspect

import pytest
import telegram
from telegram import constants

from bot.playground.bot_api import METHODS
from bot.playground.errors import ParameterError
from bot.playground.markup_html import TAGS
from bot.playground.people import BOT
from bot.playground.rules import Parameter, bot_rules, page_rules

LIMITS = {
    "text": constants.MessageLimit.MAX_TEXT_LENGTH,
    "caption": constants.MessageLimit.CAPTION_LENGTH,
    "callback_data": constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA,
    "callback_answer": constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH,
    "keyboard_buttons": constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER,
    "commands": constants.BotCommandLimit.MAX_COMMAND_NUMBER,
    "command": constants.BotCommandLimit.MAX_COMMAND,
    "command_description": constants.BotCommandLimit.MAX_DESCRIPTION,
    "photo_sides": 10_000,
    "photo_ratio": 20,
    "upload_bytes": 50 << 20,  # the library rounds them down to 50e6, 10e6 and 20e6
    "photo_bytes": 10 << 20,
    "download_bytes": 20 << 20,
    "album_least": constants.MediaGroupLimit.MIN_MEDIA_LENGTH,
    "album_most": constants.MediaGroupLimit.MAX_MEDIA_LENGTH,
}


@pytest.mark.parametrize("name", LIMITS)
def test_limits_are_those_of_the_bot_api(name):
    assert bot_rules().limits[name] == LIMITS[name]


def test_every_method_of_the_table_is_served():
    assert set(METHODS) == set(bot_rules().methods)


@pytest.mark.parametrize("method", METHODS)
def test_every_parameter_of_the_table_is_one_of_the_bot_api(method):
    if method in ("getUpdates", "deleteWebhook", "getMe"):
        known = inspect.signature(getattr(telegram.Bot, method)).parameters
    else:
        known = {**inspect.signature(getattr(telegram.Bot, method)).parameters, "chat_id": None}
    assert {name.rstrip("?") for name in bot_rules().methods[method]} <= set(known)


@pytest.mark.parametrize("rules", [bot_rules, page_rules])
def test_every_parameter_a_method_names_is_described(rules):
    named = {name.rstrip("?") for names in rules().methods.values() for name in names}
    assert named == set(rules().parameters)


def test_chat_actions_are_those_of_the_bot_api():
    assert {action.value for action in constants.ChatAction} | {"cancel"} == set(bot_rules().actions)


def test_tags_become_entities_of_the_bot_api():
    assert {kind for kind in TAGS.values() if kind} <= {kind.value for kind in constants.MessageEntityType}


def test_the_bot_introduces_itself_completely():
    assert telegram.User.de_json(BOT, None).to_dict() == BOT


@pytest.mark.parametrize(("value", "read"), [("7", 1), (-3, 0), ("", 1), (None, 1), ("0", 0)])
def test_numbers_are_kept_within_their_range(value, read):
    assert Parameter("integer", default=1, least=0, most=1).read(value) == read


@pytest.mark.parametrize(("kind", "value"), [("integer", "x"), ("list", "{}"), ("object", "[]"), ("text", {})])
def test_what_cannot_be_read_is_said_in_the_words_of_the_table(kind, value):
    with pytest.raises(ParameterError, match="no such thing"):
        Parameter(kind, invalid="no such thing").read(value)
