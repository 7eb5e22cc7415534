"""What Telegram refuses is refused here, in Telegram's own words."""

import json

import aiohttp
import pytest

from bot.playground.rules import bot_rules
from tests.playground.conftest import png

CHAT = "the officer's chat"
BAD = "Bad Request: "
LATE = "query is too old and response timeout expired or query ID is invalid"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)


def buttons(*rows):
    return {"inline_keyboard": [list(row) for row in rows]}


def key(**fields):
    return {"text": "键", **fields}


def send(text="好", **values):
    return "sendMessage", {"chat_id": CHAT, "text": text, **values}


def keyed(**fields):
    return send(reply_markup=buttons([key(**fields)]))


def html(text):
    return send(text, parse_mode="HTML")


def menu(command="start", description="开始"):
    return "setMyCommands", {"commands": [{"command": command, "description": description}]}


def edit(**values):
    return "editMessageText", {"chat_id": CHAT, "message_id": 2, "text": "好", **values}


def album(*kinds):
    return "sendMediaGroup", {"chat_id": CHAT, "media": [{"type": kind, "media": "attach://a"} for kind in kinds]}


REFUSED = {
    "no chat": (("sendMessage", {"text": "好"}), "chat_id is empty"),
    "unknown chat": (("sendMessage", {"text": "好", "chat_id": 7}), "chat not found"),
    "chat by name": (("sendMessage", {"text": "好", "chat_id": "@someone"}), "chat not found"),
    "no text": (("sendMessage", {"chat_id": CHAT}), "message text is empty"),
    "empty text": (send(""), "message text is empty"),
    "blank text": (send(" \n "), "text must be non-empty"),
    "text of tags": (html("<b></b>"), "text must be non-empty"),
    "long text": (send("长" * 4097), "message is too long"),
    "long text in surrogates": (send("👍" * 2049), "message is too long"),
    "endless text": (send("长" * 11000), "text is too long"),
    "unknown parse mode": (send("好", parse_mode="BBCode"), "unsupported parse_mode"),
    "unknown tag": (html("a<font>b"), 'can\'t parse entities: Unsupported start tag "font" at byte offset 1'),
    "byte offset": (html("好<x>"), 'can\'t parse entities: Unsupported start tag "x" at byte offset 3'),
    "bare less-than": (html("1 < 2"), 'can\'t parse entities: Unsupported start tag "" at byte offset 2'),
    "unclosed tag": (html("<b>好"), "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
    "cut tag": (html("<b"), "can't parse entities: Unclosed start tag at byte offset 0"),
    "stray end": (html("好</b>"), "can't parse entities: Unexpected end tag at byte offset 3"),
    "crossed tags": (
        html("<b><i>好</b></i>"),
        'can\'t parse entities: Unmatched end tag at byte offset 9, expected "</i>", found "</b>"',
    ),
    "plain span": (
        html("<span>好</span>"),
        'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    "bad entity": (
        send("好", entities=[{"type": "bold", "offset": 0}]),
        "can't parse MessageEntity: Can't find field \"length\"",
    ),
    "entity beyond the text": (
        send("好", entities=[{"type": "bold", "offset": 0, "length": 9}]),
        "entity beginning at UTF-16 offset 0 ends after the end of the text",
    ),
    "reply to nothing": (send(reply_parameters={"message_id": 99}), "message to be replied not found"),
    "reply elsewhere": (send(reply_parameters={"message_id": 1, "chat_id": 5}), "message to be replied not found"),
    "broken reply": (send(reply_parameters="{"), "can't parse reply parameters JSON object"),
    "long button data": (keyed(callback_data="长" * 22), "BUTTON_DATA_INVALID"),
    "empty button data": (keyed(callback_data=""), "BUTTON_DATA_INVALID"),
    "button that does nothing": (
        keyed(),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    "button that does two things": (
        keyed(callback_data="a", url="https://example.org"),
        "can't parse inline keyboard button: InlineKeyboardButton must have exactly one optional field",
    ),
    "button with a number for data": (
        keyed(callback_data=1),
        'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
    ),
    "button without text": (
        send(reply_markup=buttons([{"callback_data": "a"}])),
        "can't parse inline keyboard button: Can't find field \"text\"",
    ),
    "button with empty text": (
        send(reply_markup=buttons([{"text": "", "callback_data": "a"}])),
        "inline keyboard button text must be non-empty",
    ),
    "button with a bad address": (
        keyed(url="file:///etc/passwd"),
        "inline keyboard button URL 'file:///etc/passwd' is invalid: Wrong HTTP URL",
    ),
    "buttons not in rows": (
        send(reply_markup={"inline_keyboard": [key(callback_data="a")]}),
        'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
    ),
    "too many buttons": (send(reply_markup=buttons(*[[key(callback_data="a")]] * 101)), "reply markup is too long"),
    "broken markup": (send(reply_markup="{"), "can't parse reply keyboard markup JSON object"),
    "edit of nothing": (edit(message_id=99), "message to edit not found"),
    "edit of the officer's words": (edit(message_id=1), "message can't be edited"),
    "edit without change": (edit(text="<b>好</b>", parse_mode="HTML"), SAME),
    "edit of a document": (edit(message_id=3), "there is no text in the message to edit"),
    "edit to a reply keyboard": (edit(reply_markup={"keyboard": [["是"]]}), "inline keyboard expected"),
    "edit without text": (edit(text=""), "message text is empty"),
    "buttons without change": (("editMessageReplyMarkup", {"chat_id": CHAT, "message_id": 2}), SAME),
    "deletion of nothing": (("deleteMessage", {"chat_id": CHAT, "message_id": 99}), "message to delete not found"),
    "unknown press": (("answerCallbackQuery", {"callback_query_id": "1"}), LATE),
    "long answer": (("answerCallbackQuery", {"callback_query_id": "1", "text": "长" * 201}), "MESSAGE_TOO_LONG"),
    "unknown action": (
        ("sendChatAction", {"chat_id": CHAT, "action": "dancing"}),
        "wrong parameter action in request",
    ),
    "draft without number": (("sendMessageDraft", {"chat_id": CHAT, "draft_id": 0, "text": "好"}), "DRAFT_ID_INVALID"),
    "long draft": (("sendMessageDraft", {"chat_id": CHAT, "draft_id": 1, "text": "长" * 4097}), "message is too long"),
    "no document": (("sendDocument", {"chat_id": CHAT}), "there is no document in the request"),
    "unknown document": (
        ("sendDocument", {"chat_id": CHAT, "document": "BQADx"}),
        "wrong file identifier/HTTP URL specified",
    ),
    "document not attached": (
        ("sendDocument", {"chat_id": CHAT, "document": "attach://a"}),
        "there is no document in the request",
    ),
    "document from the web": (
        ("sendDocument", {"chat_id": CHAT, "document": "https://example.org/a.pdf"}),
        "failed to get HTTP URL content",
    ),
    "album of one": (album("photo"), "too few messages to send as an album"),
    "album of eleven": (album(*["photo"] * 11), "too many messages to send as an album"),
    "mixed album": (album("photo", "document"), "document can't be mixed with other media types"),
    "album of animations": (
        album("animation", "photo"),
        'can\'t parse InputMedia: type "animation" is unsupported',
    ),
    "no album": (("sendMediaGroup", {"chat_id": CHAT}), 'parameter "media" is required'),
    "unknown file": (("getFile", {"file_id": "BQADx"}), "invalid file_id"),
    "no file": (("getFile", {}), "file_id not specified"),
    "command in capitals": (menu("Start"), "BOT_COMMAND_INVALID"),
    "command in Chinese": (menu("开始"), "BOT_COMMAND_INVALID"),
    "long command": (menu("a" * 33), "command length must not exceed 32"),
    "empty command": (menu(""), "command must be non-empty"),
    "command without words": (menu(description=" "), "command description must be non-empty"),
    "wordy command": (menu(description="长" * 257), "command description length must not exceed 256"),
    "too many commands": (
        ("setMyCommands", {"commands": [{"command": f"c{n}", "description": "一"} for n in range(101)]}),
        "BOT_COMMANDS_TOO_MUCH",
    ),
    "unknown scope": (
        ("getMyCommands", {"scope": {"type": "everyone"}}),
        "can't parse BotCommandScope: Unsupported type specified",
    ),
    "half a surrogate": (send("\ud83d"), "can't parse the request"),
}


@pytest.fixture
async def telegram(playground, http):
    """Call a method as a bare client would: its code and its answer."""

    async def call(method, values=None, *, token=playground.token, **options):
        options = options or {"json": values or {}}
        async with http.post(f"{playground.base_url}{token}/{method}", **options) as answer:
            body = await answer.json()
            assert answer.status == body.get("error_code", 200)
            return answer.status, body

    return call


@pytest.fixture
def limit(monkeypatch):
    """Lower a limit of the table, so that a small file is too large."""
    return lambda name, value: monkeypatch.setitem(bot_rules().limits, name, value)


@pytest.fixture
async def place(telegram, chat):
    """Fill in the chat, where message 2 is the bot's text and message 3 its document."""
    await telegram("sendMessage", {"chat_id": chat, "text": "<b>好</b>", "parse_mode": "HTML"})
    form = aiohttp.FormData({"chat_id": str(chat)})
    form.add_field("document", b"x", filename="a.txt")
    await telegram("sendDocument", data=form)
    return lambda values: {name: chat if value is CHAT else value for name, value in values.items()}


@pytest.mark.parametrize("case", REFUSED)
async def test_it_refuses(case, telegram, place, page):
    (method, values), sentence = REFUSED[case]
    before = await page.history()
    assert await telegram(method, place(values)) == (
        400,
        {"ok": False, "error_code": 400, "description": BAD + sentence},
    )
    assert await page.history() == before


@pytest.mark.parametrize(
    "call",
    [
        send("长" * 4096),
        send("👍" * 2048),
        send(f"<b>{'长' * 4096}</b>", parse_mode="html"),
        keyed(callback_data="长" * 21 + "a"),
        send(reply_markup=buttons(*[[key(callback_data="a")]] * 100)),
        send(reply_parameters={"message_id": 99, "allow_sending_without_reply": True}),
        send(disable_notification=True, link_preview_options={"is_disabled": True}),
        edit(text="新"),
        (
            "editMessageReplyMarkup",
            {"chat_id": CHAT, "message_id": 2, "reply_markup": buttons([key(url="https://a.cn")])},
        ),
        ("deleteMessage", {"chat_id": CHAT, "message_id": 1}),
        menu("a" * 32, "长" * 256),
        menu("/start"),
        ("sendChatAction", {"chat_id": CHAT, "action": "TYPING"}),
    ],
)
async def test_it_accepts_what_is_just_allowed(call, telegram, place):
    method, values = call
    status, answer = await telegram(method, place(values))
    assert status == 200, answer


@pytest.mark.parametrize("encode", ["query", "form", "multipart", "json"])
async def test_every_way_of_sending_parameters_works(encode, telegram, place, chat):
    values = {"chat_id": str(chat), "text": "好 & 好", "reply_markup": json.dumps(buttons([key(callback_data="a")]))}
    options = {
        "query": {"params": values},
        "form": {"data": values},
        "multipart": {"data": aiohttp.FormData(values, default_to_multipart=True)},
        "json": {"json": values},
    }
    status, answer = await telegram("SENDMESSAGE", **options[encode])
    assert status == 200, answer
    assert answer["result"]["reply_markup"] == buttons([key(callback_data="a")])


async def test_a_wrong_token_is_unauthorized(telegram):
    status, answer = await telegram("getMe", token="10000001:other")  # noqa: S106  the wrong one on purpose
    assert (status, answer["description"]) == (401, "Unauthorized")


async def test_an_unknown_method_is_not_found(telegram):
    status, answer = await telegram("sendNothing")
    assert (status, answer["description"]) == (404, "Not Found: method not found")


async def test_a_chat_begins_with_the_officer(telegram, page):
    number = (await page.history())["me"]["id"]
    status, answer = await telegram("sendMessage", {"chat_id": number, "text": "您好"})
    assert (status, answer["description"]) == (400, "Bad Request: chat not found")


async def upload(telegram, method, chat, content, **values):
    form = aiohttp.FormData({"chat_id": str(chat), **values})
    form.add_field(method.removeprefix("send").lower(), content, filename="a.png")
    status, answer = await telegram(method, data=form)
    return status, answer.get("description") or answer["result"]


@pytest.mark.parametrize(
    ("file", "values", "sentence"),
    [
        (("sendPhoto", b"no picture"), {}, "IMAGE_PROCESS_FAILED"),
        (("sendPhoto", png(6000, 4001)), {}, "PHOTO_INVALID_DIMENSIONS"),
        (("sendPhoto", png(210, 10)), {}, "PHOTO_INVALID_DIMENSIONS"),
        (("sendDocument", b""), {}, "file must be non-empty"),
        (("sendDocument", b"x"), {"caption": "长" * 1025}, "message caption is too long"),
        (("sendDocument", b"x"), {"caption": "<b>", "parse_mode": "HTML"}, "can't parse entities"),
    ],
)
async def test_it_refuses_files(file, values, sentence, telegram, chat):
    method, content = file
    status, description = await upload(telegram, method, chat, content, **values)
    assert status == 400
    assert description.startswith(BAD + sentence)


async def test_a_file_too_large_to_send_is_refused_and_leaves_nothing_behind(telegram, chat, tmp_path, limit):
    limit("upload_bytes", 9)
    assert await upload(telegram, "sendDocument", chat, bytes(10)) == (413, "Request Entity Too Large")
    assert list((tmp_path / "play" / "files").iterdir()) == []
    assert (await upload(telegram, "sendDocument", chat, bytes(9)))[0] == 200


async def test_a_photo_too_large_to_send_is_refused(telegram, chat, limit):
    limit("photo_bytes", len(png(9, 9)) - 1)
    assert await upload(telegram, "sendPhoto", chat, png(9, 9)) == (400, "Bad Request: file is too big")


async def test_a_file_too_large_to_fetch_is_refused(telegram, page, bot, limit):
    limit("download_bytes", 9)
    await page.upload("document", ("大.bin", bytes(10)))
    document = (await bot.get_updates())[-1].message.document
    _, answer = await telegram("getFile", {"file_id": document.file_id})
    assert answer["description"] == "Bad Request: file is too big"


async def test_a_press_cannot_be_answered_after_its_time(telegram, page, chat, monkeypatch):
    _, answer = await telegram(
        "sendMessage", {**send()[1], "chat_id": chat, "reply_markup": buttons([key(callback_data="a")])}
    )
    _, pressed = await page.post("press", message_id=answer["result"]["message_id"], data="a")
    monkeypatch.setattr("bot.playground.presses.time.time", lambda: 2**33)
    _, answer = await telegram("answerCallbackQuery", {"callback_query_id": pressed["id"]})
    assert answer["description"] == BAD + LATE


async def test_an_old_message_cannot_be_deleted(telegram, place, monkeypatch):
    monkeypatch.setattr("bot.playground.contents.time.time", lambda: 2**33)
    _, answer = await telegram("deleteMessage", place({"chat_id": CHAT, "message_id": 2}))
    assert answer["description"] == "Bad Request: message can't be deleted"
