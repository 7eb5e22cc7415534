"""What was built to do harm is refused with its reason; what hides in sound files is left out and named."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from time import perf_counter

import pytest

from bot.uploads import apart, door
from bot.uploads.apart import HOME
from bot.uploads.door import check_offer, read_file, read_upload
from bot.uploads.errors import DangerousFile, UnreadableFile
from tests.uploads.hiding import HIDING, SEEN, UNWANTED
from tests.uploads.hostile import HOSTILE, MEGABYTE, many_words, text_pdf, word, zipped

SLOW = {"很多.docx", "很多.xlsx"}  # they are stopped by the clock; `make eval` reads them as well


@pytest.mark.parametrize("file", [file for file in HOSTILE if file.name not in SLOW], ids=lambda file: file.name)
def test_a_hostile_file_is_refused_with_its_reason(file):
    with pytest.raises(UnreadableFile) as caught:
        read_file(file.name, file.make())
    sentence = str(caught.value)
    assert any(reason in sentence for reason in file.reasons), sentence
    assert "请" in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize("file", HIDING, ids=lambda file: file.name)
def test_what_nobody_sees_is_left_out_and_named(file):
    upload = read_file(file.name, file.make())
    assert SEEN in upload.text
    assert UNWANTED not in upload.text
    assert file.named in "，".join(upload.left_out)


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "WALL_SECONDS", 1.0)
    started = perf_counter()
    with pytest.raises(DangerousFile, match="太复杂"):
        read_file("很多.docx", many_words(100_000))
    assert perf_counter() - started < 5  # a second, and what making the file took


async def test_the_bot_answers_while_a_file_is_read(monkeypatch):
    monkeypatch.setattr(apart, "WALL_SECONDS", 2.0)
    data = many_words(60_000)
    reading = asyncio.create_task(read_upload("很多.docx", data))
    longest, ticks = 0.0, 0
    while not reading.done():
        before = perf_counter()
        await asyncio.sleep(0.01)
        longest, ticks = max(longest, perf_counter() - before), ticks + 1
    with pytest.raises(UnreadableFile):
        await reading
    assert ticks > 20
    assert longest < 0.5


def in_a_process(code, *, confined):
    start = "from bot.uploads.confine import confine; confine(); " if confined else ""
    return subprocess.run([sys.executable, "-c", start + code], cwd=HOME, capture_output=True, text=True, check=False)  # noqa: S603  our own words


def test_a_worker_reaches_no_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"import socket; socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 2)"
        assert in_a_process(code, confined=False).returncode == 0
        assert "PermissionError" in in_a_process(code, confined=True).stderr


def test_a_worker_sees_no_network_card_where_the_system_grants_a_namespace():
    code = "print(open('/proc/net/dev').read().count(':'), open('/proc/self/uid_map').read().strip())"
    cards, *own = in_a_process(code, confined=True).stdout.split(maxsplit=1)
    if own:
        pytest.skip("this system grants no namespace")
    assert cards == "1"


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (f"bytearray({600 * MEGABYTE})", "MemoryError"),
        ("open('/dev/shm/a', 'w').write('a' * 99999)", "File too large"),
        ("import subprocess; subprocess.run(['true'])", "PermissionError"),
    ],
)
def test_a_worker_has_no_room_and_no_hands(code, error):
    assert error in in_a_process(code, confined=True).stderr
    assert error not in in_a_process(code, confined=False).stderr


def test_a_worker_is_told_no_secret(monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "secret")
    monkeypatch.setattr(
        door,
        "WORKER",
        (
            sys.executable,
            "-c",
            "import os, json; print(json.dumps({'refused': str(dict(os.environ)), 'dangerous': False}))",
        ),
    )
    with pytest.raises(UnreadableFile) as caught:
        read_file("a.txt", b"a")
    assert "BIGANZI_UPLOAD_NAME" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_is_refused_before_it_is_fetched():
    with pytest.raises(UnreadableFile, match="超过 20 MB"):
        check_offer("大.docx", 21 * MEGABYTE)
    with pytest.raises(UnreadableFile, match="另存为"):
        check_offer("旧.doc", 100)


def test_the_files_of_a_zip_are_told_apart_and_names_in_gbk_are_read():
    data = zipped({"一.docx": word("工会慰问困难职工。"), "二.txt": "工会办了一场比赛。", "图.png": b"\x89PNG"})
    upload = read_file("包.zip", data.replace("二.txt".encode(), "二a.tx".encode()))
    assert [part.name for part in upload.parts][:1] == ["一.docx"]
    assert any("图.png" in what for what in upload.left_out)


def test_the_words_of_a_pdf_are_read():
    assert "trade union" in read_file("文.pdf", text_pdf()).text
