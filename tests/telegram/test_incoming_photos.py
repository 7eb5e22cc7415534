"""A photo, whichever way a phone sends it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.core.events import Attached, Edited, Snapped, Texted, Unsupported
from bot.core.files import FileRef
from bot.telegram.incoming import Reader

NOW = datetime(2026, 9, 21, tzinfo=UTC)
ON = date(2026, 9, 21)
READER = Reader({"animation": "动图", "other": "一条消息"}, ZoneInfo("Asia/Shanghai"))
SIZES = [
    {"file_id": name, "file_unique_id": name, "width": side, "height": side, "file_size": side * 10}
    for name, side in (("small", 90), ("large", 1280))
]
FILE = {"file_id": "d", "file_unique_id": "d", "file_size": 70}


def read(key="message", **content):
    person = {"id": 7, "is_bot": False, "first_name": "小满"}
    message = {"message_id": 5, "date": 1_789_960_000, "from": person, "chat": {"id": 7, "type": "private"}, **content}
    incoming = READER.read({"update_id": 1, key: message}, NOW)
    return incoming and incoming.event


def test_the_largest_size_counts_with_its_words_and_its_album():
    event = read(photo=SIZES, caption="慰问现场", media_group_id="99")
    assert event == Snapped(5, FileRef("large", "photo.jpg", 12_800), ON, Texted(5, "慰问现场", ON), "99")
    assert read(photo=SIZES) == Snapped(5, FileRef("large", "photo.jpg", 12_800), ON)


@pytest.mark.parametrize(
    ("mime", "kind"),
    [("image/jpeg", Snapped), ("image/heic", Snapped), ("application/pdf", Attached), (None, Attached)],
)
def test_a_picture_sent_as_a_file_is_a_photo_and_other_files_are_not(mime, kind):
    event = read(document={**FILE, "file_name": "IMG_1.jpg", "mime_type": mime})
    assert isinstance(event, kind)
    assert event.file == FileRef("d", "IMG_1.jpg", 70)


@pytest.mark.parametrize("mime", [None, "application/octet-stream"])
def test_a_photo_of_an_iphone_is_known_by_its_name(mime):
    event = read(document={**FILE, "file_name": "IMG_1.HEIC", "mime_type": mime})
    assert event == Snapped(5, FileRef("d", "IMG_1.HEIC", 70), ON)


def test_a_moving_picture_is_none():
    animation = {**FILE, "width": 9, "height": 9, "duration": 1}
    assert isinstance(read(animation=animation, document={**FILE, "mime_type": "image/gif"}), Unsupported)


def test_words_put_under_it_later_are_an_edit():
    assert read("edited_message", photo=SIZES, caption="慰问现场") == Edited(5, "慰问现场", ON)
    assert read("edited_message", photo=SIZES) is None
