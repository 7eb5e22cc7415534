"""The bot, through python-telegram-bot, in conversation with the page."""

import pytest
import telegram
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, KeyboardButton, ReplyKeyboardMarkup

from bot.playground.bot_api import METHODS
from bot.telegram.messenger import Messenger
from bot.telegram.outgoing import Outgoing
from bot.telegram.pace import Limits, Pace
from tests.playground.conftest import png
from tests.telegram.test_request import Forgetful

BUTTONS = InlineKeyboardMarkup([[InlineKeyboardButton("上一题", callback_data="back")]])


async def test_a_command_reaches_the_bot_as_a_command(bot, page):
    await page.say("/start abc 你好")
    [update] = await bot.get_updates()
    assert update.message.text == "/start abc 你好"
    assert update.message.parse_entities(["bot_command"]) == {update.message.entities[0]: "/start"}
    assert update.effective_user.first_name == "小王"
    assert update.effective_chat.type == "private"


async def test_a_formatted_message_reaches_the_page(bot, page, chat):
    sent = await bot.send_message(chat, "<b>您好</b> &lt;👍&gt; <i>再见</i>", parse_mode="HTML", reply_markup=BUTTONS)
    view = (await page.history())["messages"][-1]
    assert view["message"]["text"] == "您好 <👍> 再见"
    assert [(e["type"], e["offset"], e["length"]) for e in view["message"]["entities"]] == [
        ("bold", 0, 2),
        ("italic", 8, 2),
    ]
    assert sent.parse_entities(["italic"]) == {sent.entities[1]: "再见"}
    assert sent.reply_markup == BUTTONS


async def test_a_press_becomes_a_callback_query_and_its_answer_reaches_the_page(bot, page, chat):
    sent = await bot.send_message(chat, "哪个月？", reply_markup=BUTTONS)
    async with page.events(after=10**6) as events:
        await anext(events)
        status, pressed = await page.post("press", message_id=sent.message_id, data="back")
        assert status == 200
        query = (await bot.get_updates())[-1].callback_query
        assert (query.id, query.data, query.message.message_id) == (pressed["id"], "back", sent.message_id)
        assert query.message.reply_markup == BUTTONS
        assert await query.answer("好", show_alert=True)
        kind, answer, _ = await anext(events)
    assert (kind, answer["id"], answer["text"], answer["show_alert"]) == ("answer", query.id, "好", True)


async def test_a_press_can_be_answered_only_once(bot, page, chat):
    sent = await bot.send_message(chat, "哪个月？", reply_markup=BUTTONS)
    await page.post("press", message_id=sent.message_id, data="back")
    query = (await bot.get_updates())[-1].callback_query
    await query.answer()
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)query is too old"):
        await query.answer()


async def test_an_edit_by_the_bot_replaces_text_and_buttons(bot, page, chat):
    sent = await bot.send_message(chat, "一", reply_markup=BUTTONS)
    edited = await bot.edit_message_text("二", chat, sent.message_id)
    view = (await page.history())["messages"][-1]
    assert edited.edit_date is not None
    assert (view["message"]["text"], view["edited"]) == ("二", True)
    assert "reply_markup" not in view["message"]


async def test_new_buttons_alone_do_not_mark_a_message_as_edited(bot, page, chat):
    sent = await bot.send_message(chat, "一")
    await bot.edit_message_reply_markup(chat, sent.message_id, reply_markup=BUTTONS)
    view = (await page.history())["messages"][-1]
    assert view["edited"] is False
    assert view["message"]["reply_markup"] == BUTTONS.to_dict()


async def test_an_edit_by_the_officer_reaches_the_bot(bot, page):
    said = await page.say("走访5户")
    await page.post("edit", message_id=said["message_id"], text="走访6户")
    updates = await bot.get_updates()
    assert updates[-1].edited_message.text == "走访6户"
    assert updates[-1].edited_message.message_id == said["message_id"]
    assert updates[-1].edited_message.edit_date is not None


async def test_a_reply_carries_the_message_it_quotes(bot, page, chat):
    sent = await bot.send_message(chat, "几户？")
    await page.say("5户", reply_to=sent.message_id)
    assert (await bot.get_updates())[-1].message.reply_to_message.text == "几户？"
    answer = await bot.send_message(chat, "好", reply_parameters=telegram.ReplyParameters(1))
    assert answer.reply_to_message.text == "/start"


async def test_a_deleted_message_leaves_the_history(bot, page, chat):
    sent = await bot.send_message(chat, "错了")
    assert await bot.delete_message(chat, sent.message_id)
    assert [view["message"]["text"] for view in (await page.history())["messages"]] == ["/start"]


async def test_a_document_of_the_officer_arrives_byte_for_byte(bot, page):
    content = bytes(range(256)) * 700
    status, _ = await page.upload("document", ("九月 总结.docx", content), caption="请看")
    assert status == 200
    message = (await bot.get_updates())[-1].message
    assert (message.document.file_name, message.caption) == ("九月 总结.docx", "请看")
    assert message.document.file_size == len(content)
    file = await message.document.get_file()
    assert bytes(await file.download_as_bytearray()) == content


async def test_a_document_of_the_bot_arrives_byte_for_byte(bot, page, chat, http):
    sent = await bot.send_document(chat, b"docx" * 999, filename="报告.docx", caption="<b>好了</b>", parse_mode="HTML")
    async with http.get(f"{page.url}play/files/{sent.document.file_id}") as answer:
        assert await answer.read() == b"docx" * 999
        assert answer.headers["Content-Disposition"].startswith("attachment")
    again = await bot.send_document(chat, sent.document.file_id)
    assert again.document.file_unique_id == sent.document.file_unique_id


async def test_photos_travel_both_ways_with_their_size(bot, page, chat):
    sent = await bot.send_photo(chat, png(40, 30), caption="版面")
    assert (sent.photo[-1].width, sent.photo[-1].height) == (40, 30)
    await page.upload("photo", ("a.png", png(8, 9)), ("b.png", png(7, 6)), caption="两张")
    first, second = (await bot.get_updates())[-2:]
    assert first.message.media_group_id == second.message.media_group_id
    assert (first.message.caption, second.message.caption) == ("两张", None)
    assert second.message.photo[-1].width == 7


async def test_an_album_is_several_messages_of_one_group(bot, chat):
    sent = await bot.send_media_group(chat, [InputMediaPhoto(png(8, 8), caption="甲"), InputMediaPhoto(png(9, 9))])
    assert len({message.media_group_id for message in sent}) == 1
    assert [message.caption for message in sent] == ["甲", None]


@pytest.mark.parametrize(
    ("path", "values", "field"),
    [
        ("location", {"latitude": 39.9, "longitude": 116.4}, "location"),
        ("contact", {"phone_number": "+8613800000000", "first_name": "小王"}, "contact"),
        ("sticker", {"emoji": "👍"}, "sticker"),
    ],
)
async def test_what_is_not_text_reaches_the_bot_in_its_own_field(bot, page, path, values, field):
    status, _ = await page.post(path, **values)
    assert status == 200
    assert getattr((await bot.get_updates())[-1].message, field) is not None


async def test_a_voice_message_can_be_fetched(bot, page):
    await page.upload("voice", ("a.ogg", b"OggS" * 50), duration="7")
    voice = (await bot.get_updates())[-1].message.voice
    assert voice.to_dict()["duration"] == 7
    assert bytes(await (await voice.get_file()).download_as_bytearray()) == b"OggS" * 50


async def test_a_draft_shows_until_the_message_comes(bot, page, chat):
    async with page.events(after=10**6) as events:
        await anext(events)
        assert await bot.send_message_draft(chat, 5, "本月<b>走访</b>", parse_mode="HTML")
        kind, draft, _ = await anext(events)
    assert (kind, draft["text"], draft["entities"][0]["type"]) == ("draft", "本月走访", "bold")
    assert 0 < draft["seconds"] <= 30
    assert (await page.history())["draft"]["text"] == "本月走访"
    await bot.send_message(chat, "本月走访5户")
    assert (await page.history())["draft"] is None


async def test_a_preview_of_ours_shows_on_the_page_and_ends_with_the_message(bot, page, chat):
    messenger = Messenger(bot, Pace(Limits(chat=0, burst=1, all=0)), Forgetful())
    async with page.events(after=10**6) as events:
        await anext(events)
        for text in ("【草稿预览】\n走访", "【草稿预览】\n走访5户。"):
            assert await messenger.show_draft(chat, 1001, text)
            kind, draft, _ = await anext(events)
            assert (kind, draft["draft_id"], draft["text"]) == ("draft", 1001, text)
    await messenger.send(chat, Outgoing("走访5户。"))
    assert (await page.history())["draft"] is None


async def test_a_bot_api_without_drafts_is_seen_and_a_message_is_edited_and_taken_back(bot, page, chat, monkeypatch):
    names = {name.lower(): name for name in METHODS if name != "sendMessageDraft"}
    monkeypatch.setattr("bot.playground.bot_api._NAMES", names)
    messenger = Messenger(bot, Pace(Limits(chat=0, burst=1, all=0)), Forgetful())
    assert not await messenger.show_draft(chat, 1001, "走访")
    number = await messenger.send(chat, Outgoing("走访"))
    await messenger.send(chat, Outgoing("走访5户。", edit=number))
    assert (await page.history())["messages"][-1]["message"]["text"] == "走访5户。"
    await messenger.remove(chat, number)
    assert all(one["message"].get("text") != "走访5户。" for one in (await page.history())["messages"])
    await messenger.remove(chat, number)  # gone already: no fault


async def test_an_empty_draft_is_a_thinking_sign(bot, page, chat):
    assert await bot.send_message_draft(chat, 5, "")
    assert "text" not in (await page.history())["draft"]


async def test_typing_shows_until_the_message_comes(bot, page, chat):
    await bot.send_chat_action(chat, "upload_document")
    assert (await page.history())["typing"]["action"] == "document"
    await bot.send_message(chat, "好")
    assert (await page.history())["typing"] is None


async def test_a_reply_keyboard_is_told_to_the_page_and_not_to_the_bot(bot, page, chat):
    keyboard = ReplyKeyboardMarkup([["是", KeyboardButton("位置", request_location=True)]])
    sent = await bot.send_message(chat, "请选", reply_markup=keyboard)
    assert sent.reply_markup is None
    [row] = (await page.history())["messages"][-1]["keyboard"]["keyboard"]
    assert [key["text"] for key in row] == ["是", "位置"]
    with pytest.raises(telegram.error.BadRequest, match=r"(?i)can't be edited"):
        await bot.edit_message_text("改", chat, sent.message_id)


async def test_the_narrowest_command_menu_shows(bot, page, chat):
    await bot.set_my_commands([("help", "怎么用")])
    await bot.set_my_commands([("start", "开始")], scope=telegram.BotCommandScopeAllPrivateChats())
    assert (await page.history())["commands"] == [{"command": "start", "description": "开始"}]
    await bot.set_my_commands([("admin", "管理")], scope=telegram.BotCommandScopeChat(chat))
    assert [entry["command"] for entry in (await page.history())["commands"]] == ["admin"]
    assert [command.command for command in await bot.get_my_commands()] == ["help"]


async def test_each_name_has_a_chat_of_its_own(bot, page, playground, http):
    other = type(page)(playground.url, http, "小李")
    first, second = await page.say("我是小王"), await other.say("我是小李")
    assert first["chat"]["id"] != second["chat"]["id"]
    assert first["message_id"] == second["message_id"] == 1
    await bot.send_message(second["chat"]["id"], "您好")
    assert len((await page.history())["messages"]) == 1
