"""The page's own protocol: history, events, and what the officer may not do."""

import re
import struct

import pytest
import telegram

from bot.playground.images import picture_size
from bot.playground.rules import page_rules
from tests.playground.conftest import png

BUTTONS = telegram.InlineKeyboardMarkup([[telegram.InlineKeyboardButton("甲", callback_data="a")]])


async def test_history_comes_in_pages(page):
    for number in range(5):
        await page.say(str(number))
    last = await page.history(limit=2)
    assert [view["message"]["text"] for view in last["messages"]] == ["3", "4"]
    assert last["more"] is True
    rest = await page.history(before=4, limit=9)
    assert [view["message"]["text"] for view in rest["messages"]] == ["0", "1", "2"]
    assert rest["more"] is False


async def test_a_page_that_comes_back_is_told_only_what_it_missed(bot, page, chat):
    sent = await bot.send_message(chat, "一")
    seen = (await page.history())["revision"]
    await bot.edit_message_text("二", chat, sent.message_id)
    await page.say("三")
    await bot.delete_message(chat, 1)
    async with page.events(after=0, last_event_id=seen) as events:
        assert (await anext(events))[0] == "state"
        missed = [await anext(events) for _ in range(3)]
    assert [(data["message"]["text"], data["deleted"]) for _, data, _ in missed] == [
        ("二", False),
        ("三", False),
        ("/start", True),
    ]
    assert [int(number) for *_, number in missed] == [seen + 1, seen + 2, seen + 3]


async def test_what_happens_in_one_chat_is_not_told_in_another(page, playground, http, bot):
    other = type(page)(playground.url, http, "小李")
    chat = (await page.say("我的"))["chat"]["id"]
    await other.say("别人的")
    async with other.events() as events:
        await anext(events)
        assert (await anext(events))[1]["message"]["text"] == "别人的"
        await bot.send_chat_action(chat, "typing")
        await bot.set_my_commands([("start", "开始")])
        assert (await anext(events))[0] == "commands"


async def test_a_long_text_becomes_several_messages_and_loses_nothing(page, bot):
    text = "\n".join("走访慰问困难职工👍" * 30 for _ in range(40))
    status, answer = await page.post("text", text=text)
    assert status == 200
    pieces = [update.message.text for update in await bot.get_updates()]
    assert len(answer["messages"]) == len(pieces) == 4
    assert "\n".join(pieces) == text
    assert all(len(piece.encode("utf-16-le")) // 2 <= 4096 for piece in pieces)


async def test_a_text_without_lines_is_cut_at_the_limit(page, bot):
    await page.say("长" * 5000)
    assert [len(update.message.text) for update in await bot.get_updates()] == [4096, 904]


async def test_the_same_words_are_no_edit(page, bot):
    said = await page.say("一")
    status, answer = await page.post("edit", message_id=said["message_id"], text=" 一 ")
    assert (status, answer["messages"][0]["edited"]) == (200, False)
    assert len(await bot.get_updates()) == 1


async def test_the_words_of_an_attachment_can_be_edited(page, bot):
    _, answer = await page.upload("document", ("a.txt", b"x"), caption="旧")
    number = answer["messages"][0]["message"]["message_id"]
    await page.post("edit", message_id=number, text="新")
    assert (await bot.get_updates())[-1].edited_message.caption == "新"


@pytest.mark.parametrize(
    ("path", "values", "refusal"),
    [
        ("text", {"text": " "}, (400, "empty")),
        ("text", {"text": "好", "reply_to": 99}, (404, "message_gone")),
        ("text", {"text": "好", "user": " "}, (400, "no_user")),
        ("text", {"text": "好", "user": "长" * 65}, (400, "no_user")),
        ("text", {"text": "\ud83d"}, (400, "bad_request")),
        ("edit", {"text": "好", "message_id": 99}, (404, "message_gone")),
        ("edit", {"text": "好", "message_id": 2}, (403, "not_yours")),
        ("edit", {"text": "长" * 4097, "message_id": 1}, (413, "too_long")),
        ("press", {"message_id": 2, "data": "b"}, (409, "button_gone")),
        ("press", {"message_id": 1, "data": "a"}, (409, "button_gone")),
        ("press", {"message_id": 99, "data": "a"}, (409, "button_gone")),
        ("location", {"latitude": 91, "longitude": 0}, (400, "bad_request")),
        ("location", {"latitude": "nan", "longitude": 0}, (400, "bad_request")),
        ("upload", {"kind": "document"}, (400, "no_files")),
    ],
)
async def test_it_refuses_what_the_phone_would_not_allow(path, values, refusal, page, bot):
    chat = (await page.say("/start"))["chat"]["id"]
    await bot.send_message(chat, "选", reply_markup=BUTTONS)
    before = await bot.get_updates()
    status, code = refusal
    assert await page.post(path, **values) == (status, {"error": code})
    assert await bot.get_updates() == before


@pytest.mark.parametrize(
    ("kind", "files", "values", "code"),
    [
        ("photo", [("a.png", b"no picture")], {}, "not_a_picture"),
        ("document", [("a.txt", b"")], {}, "empty_file"),
        ("document", [("a.txt", b"x")] * 11, {}, "too_many_files"),
        ("document", [("a.txt", b"x")], {"caption": "长" * 1025}, "caption_too_long"),
        ("spreadsheet", [("a.txt", b"x")], {}, "bad_request"),
    ],
)
async def test_it_refuses_uploads(kind, files, values, code, page):
    status, answer = await page.upload(kind, *files, **values)
    assert (status >= 400, answer) == (True, {"error": code})
    assert (await page.history())["messages"] == []


async def test_it_refuses_what_is_too_large_and_leaves_nothing_behind(page, monkeypatch, tmp_path):
    monkeypatch.setitem(page_rules().limits, "upload_bytes", 9)
    monkeypatch.setitem(page_rules().limits, "form_bytes", 100)
    assert await page.upload("document", ("a.bin", bytes(10))) == (413, {"error": "too_large"})
    assert await page.upload("document", ("a.bin", b"x"), caption="长" * 50) == (413, {"error": "too_large"})
    assert await page.post("text", text="长" * 50) == (413, {"error": "too_large"})
    assert (await page.upload("document", ("a.bin", bytes(9))))[0] == 200
    assert len(list((tmp_path / "play" / "files").iterdir())) == 1


def test_every_error_code_has_its_chinese_words():
    words = (page_folder() / "words.js").read_text(encoding="utf-8")
    source = "".join(path.read_text(encoding="utf-8") for path in page_folder().parent.glob("page_*.py"))
    codes = {parameter.missing for parameter in page_rules().parameters.values() if parameter.missing}
    thrown = re.findall(r'PageError\(\d+, "(\w+)"(?: if [^)]* else "(\w+)")?', source)
    codes |= {code for pair in thrown for code in pair if code}
    assert len(codes) > 10
    assert [code for code in codes if f"    {code}: " not in words] == []


def test_the_page_never_makes_markup_of_data():
    scripts = "".join(path.read_text(encoding="utf-8") for path in page_folder().glob("*.js"))
    for risky in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "http://", "https://"):
        assert risky not in scripts.replace("http://www.w3.org/2000/svg", "")


def page_folder():
    from bot.playground import server  # noqa: PLC0415  only for its place

    return server._PAGE  # noqa: SLF001  same


def webp(kind, body):
    return b"RIFF\0\0\0\0WEBP" + kind + b"\0\0\0\0" + body


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (png(300, 200), (300, 200)),
        (b"GIF89a" + struct.pack("<HH", 30, 20), (30, 20)),
        (b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08" + struct.pack(">HH", 20, 30), (30, 20)),
        (webp(b"VP8X", b"\0\0\0\0" + b"\x1d\0\0" + b"\x13\0\0"), (30, 20)),
        (webp(b"VP8L", b"\x2f" + (29 | 19 << 14).to_bytes(4, "little")), (30, 20)),
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 30, 20)), (30, 20)),
        (png(0, 200), None),
        (b"\xff\xd8\xff", None),
        (b"RIFF", None),
        (b"text", None),
        (b"", None),
    ],
)
def test_the_size_of_a_picture_is_read_from_its_head(tmp_path, content, size):
    (tmp_path / "picture").write_bytes(content)
    assert picture_size(tmp_path / "picture") == size
