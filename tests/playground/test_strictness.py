"""What Telegram refuses is refused here, in Telegram's own words."""

import json

import aiohttp
import pytest

from bot.playground.rules import bot_rules
from tests.playground.conftest import png
from tests.playground.refusals import BAD, CHAT, LATE, REFUSED, buttons, edit, key, keyed, menu, send


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
