"""Only this machine and only our own page come in; foreign files never run as a page."""

import sqlite3
from contextlib import closing

import pytest

from bot.playground.files import Files

PATHS = ["", "page/chat.js", "play/history?user=小王", "bot10000001:playground/getMe"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["example.org", "example.org:80", "127.0.0.1.example.org", "10.0.0.1", "", "a b"])
async def test_a_foreign_host_name_is_refused(playground, http, path, host):
    async with http.get(playground.url + path, headers={"Host": host}) as answer:
        assert answer.status in (400, 403)
        assert "小王" not in await answer.text()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
async def test_a_loopback_name_is_welcome(playground, http, path, host):
    port = playground.url.rstrip("/").rpartition(":")[2]
    async with http.get(playground.url + path, headers={"Host": f"{host}:{port}"}) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("path", ["play/text", "play/upload", "bot10000001:playground/sendMessage"])
@pytest.mark.parametrize("origin", ["http://example.org", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
async def test_a_foreign_origin_is_refused(playground, http, page, path, origin):
    values = {"user": "小王", "text": "好"}
    async with http.post(playground.url + path, json=values, headers={"Origin": origin}) as answer:
        assert answer.status == 403
    assert (await page.history())["messages"] == []


async def test_our_own_origin_is_welcome(playground, http):
    origin = {"Origin": playground.url.rstrip("/"), "Sec-Fetch-Site": "same-origin"}
    values = {"user": "小王", "text": "好"}
    async with http.post(f"{playground.url}play/text", json=values, headers=origin) as answer:
        assert answer.status == 200


@pytest.mark.parametrize("path", PATHS[1:])
async def test_an_image_or_link_of_a_foreign_page_is_refused(playground, http, path):
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with http.get(playground.url + path, headers=foreign) as answer:
        assert answer.status == 403


async def test_a_link_may_open_the_page_itself(playground, http):
    foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    async with http.get(f"{playground.url}?user=小王", headers=foreign) as answer:
        assert answer.status == 200


async def test_the_page_may_load_nothing_from_elsewhere(playground, http):
    async with http.get(playground.url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        text = await answer.text()
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http:" not in policy
    assert "//" not in text.replace("<!doctype html>", "")


@pytest.mark.parametrize(
    ("name", "content"), [("a.html", b"<script>1</script>"), ("a.svg", b"<svg/>"), ("a.png", b"<svg/>")]
)
async def test_a_foreign_file_is_downloaded_not_shown(playground, http, page, name, content):
    _, answer = await page.upload("document", (name, content))
    file_id = answer["messages"][0]["message"]["document"]["file_id"]
    async with http.get(f"{playground.url}play/files/{file_id}") as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["files/nothing.txt", "files/../playground.sqlite3", "../../playground.sqlite3"])
async def test_only_files_that_were_given_out_can_be_fetched(playground, http, path):
    async with http.get(f"{playground.base_file_url}{playground.token}/{path.replace('/', '%2F')}") as answer:
        assert answer.status == 404


async def test_files_need_the_token(playground, http, bot, chat):
    sent = await bot.send_document(chat, b"x", filename="a.txt")
    path = (await bot.get_file(sent.document.file_id)).file_path.rpartition("playground/")[2]
    async with http.get(f"{playground.base_file_url}10000001:other/{path}") as answer:
        assert answer.status == 401


async def test_a_file_name_cannot_lead_out_of_the_folder(page, bot, tmp_path):
    await page.upload("document", ("../../../evil.txt", b"x"))
    assert (await bot.get_updates())[-1].message.document.file_name == "evil.txt"
    assert {path.name for path in tmp_path.iterdir()} == {"play"}


def test_a_file_name_has_no_control_characters(tmp_path):
    with closing(sqlite3.connect(":memory:")) as database:
        assert Files(tmp_path, database).incoming("总\r\n\0结.txt", None).name == "总结.txt"


async def test_a_very_long_file_name_is_shortened(page, bot):
    await page.upload("document", (f"{'长' * 300}.docx", b"x"))
    name = (await bot.get_updates())[-1].message.document.file_name
    assert name.endswith("长.docx")
    assert len(name.encode()) <= 200
