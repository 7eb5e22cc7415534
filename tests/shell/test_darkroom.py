"""What is kept of a photo: upright, of a printable size, without place and phone; a broken one does no harm."""

from __future__ import annotations

import io
import random
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.core.albums import KeepSnap
from bot.core.events import SnapKept, SnapRefused
from bot.core.files import LARGEST, FileRef
from bot.documents.photos import LONGEST_SIDE, MOST_BYTES
from bot.shell import darkroom
from bot.shell.darkroom import Darkroom, developed
from bot.telegram.messenger import RefusedError, TryLaterError
from bot.uploads import apart
from tests.pictures import PHONE, heic, jpeg, place_of, written

GRAY = Image.linear_gradient("L").resize((50, 30))
FORMS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "PPM", "TGA")
SOUND = [written(GRAY, form) for form in FORMS] + [jpeg(), heic()]


def opened(content):
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


@pytest.mark.parametrize("taken", [jpeg, heic])
def test_place_and_phone_are_gone_and_it_stands_upright(taken):
    content = taken(60, 40)
    assert place_of(content)  # the control: it was there
    assert PHONE.encode() in content
    kept = developed(content)
    assert place_of(kept) == {}
    assert PHONE.encode() not in kept
    assert dict(opened(kept).getexif()) == {}
    assert opened(kept).size == (40, 60)


def test_a_large_one_is_made_smaller_and_a_small_one_is_not_made_larger():
    large = written(GRAY.resize((8000, 6000)).convert("RGB"), "JPEG")  # 48 megapixels, what phones take at most
    assert max(opened(developed(large)).size) == LONGEST_SIDE
    assert opened(developed(SOUND[1])).size == (50, 30)


def test_the_largest_that_an_iphone_takes_is_opened_within_the_memory_of_a_worker():
    assert opened(developed(heic(8064, 6048))).size == (1200, 1600)


def test_one_full_of_detail_is_not_kept_larger_than_a_megabyte():
    noise = Image.frombytes("RGB", (1700, 1700), random.Random(7).randbytes(1700 * 1700 * 3))
    assert len(written(noise.resize((LONGEST_SIDE, LONGEST_SIDE)), "JPEG", quality=85)) > MOST_BYTES  # the control
    assert len(developed(written(noise, "JPEG", quality=95))) <= MOST_BYTES


def test_one_that_unpacks_to_gigabytes_is_not_opened():
    bomb = written(Image.new("1", (30_000, 30_000)), "PNG")
    assert len(bomb) < 200_000
    assert developed(bomb) is None


@settings(max_examples=30, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.builds(
            lambda content, cut, at, byte: content[:at] + bytes([byte]) + content[at + 1 : cut],
            st.sampled_from(SOUND),
            st.integers(0, 2_000),
            st.integers(0, 400),
            st.integers(0, 255),
        ),
    )
)
def test_any_file_is_a_jpeg_or_nothing(content):
    kept = developed(content)
    assert kept is None or opened(kept).format == "JPEG"


@pytest.mark.parametrize("content", SOUND)
def test_pictures_of_many_kinds_are_taken(content):
    assert opened(developed(content)).mode == "RGB"


@pytest.mark.parametrize("fate", ["raise SystemExit(3)", "import time; time.sleep(60)", "import os; os.abort()"])
def test_a_photo_that_kills_or_stops_its_worker_is_no_picture(monkeypatch, fate):
    monkeypatch.setattr(darkroom, "WORKER", (sys.executable, "-c", fate))
    monkeypatch.setattr(apart, "WALL_SECONDS", 1.0)
    assert developed(jpeg()) is None


class Desk:
    def __init__(self):
        self.kept = {}

    async def keep_photo(self, errand, number, body):
        self.kept[number] = body


async def develop(content):
    async def fetch(file_id):
        return content

    return await develop_with(fetch)


async def develop_with(fetch):
    desk = Desk()
    work = KeepSnap(3, FileRef("f", "photo.jpg", 0))
    return await Darkroom(fetch, desk, waits=(0.0, 0.0)).develop(None, work), desk.kept


async def test_what_can_be_opened_is_kept_and_the_rest_refused_with_the_mend(house):
    done, kept = await develop(jpeg())
    assert done == SnapKept(3)
    assert place_of(kept[3]) == {}
    done, kept = await develop(b"no picture")
    assert (done, kept) == (SnapRefused(3, "photo_unreadable"), {})
    assert "截个图" in house.words.text(done.key)
    done, kept = await develop(bytes(LARGEST + 1))
    assert (done, kept) == (SnapRefused(3, "photo_too_large"), {})


@pytest.mark.parametrize(
    ("answers", "done"),
    [
        ([TryLaterError(0.01), TryLaterError(), jpeg()], SnapKept(3)),
        ([TryLaterError(), TryLaterError(), TryLaterError(), jpeg()], SnapRefused(3, "photo_not_taken")),
        ([RefusedError(), jpeg()], SnapRefused(3, "photo_not_taken")),
    ],
)
async def test_one_that_cannot_be_fetched_is_asked_for_again_and_then_of_the_officer(answers, done):
    async def fetch(file_id):
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    assert (await develop_with(fetch))[0] == done
