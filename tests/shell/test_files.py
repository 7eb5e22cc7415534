"""Files and voice messages: size and budget are looked at before anything is fetched."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zoneinfo import ZoneInfo

import docx
import pytest

from bot.core.budget import Budget, renewal
from bot.core.effects import ReadFile
from bot.core.events import FileRead, FileRefused
from bot.core.files import FileRef, Purpose
from bot.documents.docx import render
from bot.documents.profile import OFFICIAL
from bot.drafting.model import ModelError
from bot.shell.ear import Ear
from bot.shell.eye import Eye
from bot.shell.files import Files
from bot.shell.purse import Purse
from bot.storage.ledger import Ledger, Use
from tests.conversations.stage import Plenty
from tests.documents.sample import BLOCKS, PLAN, REPORT
from tests.pictures import jpeg, place_of

ON = date(2026, 9, 21)
CHAT = 7


class Shelf:
    """Where files lie; counts what was fetched."""

    def __init__(self, content=b""):
        self.content, self.fetched = content, 0

    async def __call__(self, file_id):
        self.fetched += 1
        return self.content


class Speech:
    def __init__(self, words):
        self.said = words

    async def words(self, name, content, hints=""):
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def voice(seconds=40):
    return ReadFile(1, FileRef("f", "voice.ogg", 900), Purpose.VOICE, 5, ON, seconds)


def photo():
    return ReadFile(1, FileRef("f", "photo.jpg", 900), Purpose.SIGHT, 5, ON)


class Sight:
    """Sees what it is told; keeps the pictures that reached it."""

    def __init__(self, words):
        self.said, self.seen = words, []

    async def words(self, picture):
        self.seen.append(picture)
        if isinstance(self.said, Exception):
            raise self.said
        return self.said


def notice(name, size=100):
    return ReadFile(1, FileRef("f", name, size), Purpose.NOTICE, 5, ON)


@pytest.fixture
def files(house):
    return lambda shelf, ear=None, eye=None: Files(shelf, house.privacy, None, ear, eye)


async def test_a_text_is_read(files):
    read = await files(Shelf("关于报送总结的通知".encode())).read(CHAT, notice("通知.txt"))
    assert read == FileRead(1, Purpose.NOTICE, "通知.txt", "关于报送总结的通知", 5, ON)


async def test_a_file_too_large_is_not_even_fetched(files):
    shelf = Shelf()
    assert await files(shelf).read(CHAT, notice("a.txt", 21 * 2**20)) == FileRefused(1, key="file_too_large")
    assert shelf.fetched == 0


async def test_a_file_of_another_kind_is_refused_with_the_mend(files):
    refused = await files(Shelf(b"MZ")).read(CHAT, notice("a.exe"))
    assert "格式不支持" in refused.why


async def test_voice_is_heard_and_counted_until_the_day_is_spent(client, files):
    shelf = Shelf()
    reading = files(shelf, Ear(Speech("六十二个人"), Ledger(client), 60))
    assert (await reading.read(CHAT, voice())).text == "六十二个人"
    assert await reading.read(CHAT, voice()) == FileRefused(1, key="voice_spent")
    assert shelf.fetched == 1


async def test_a_failing_ear_costs_nothing(client, files):
    ledger = Ledger(client)
    reading = files(Shelf(), Ear(Speech(ModelError("x")), ledger, 60))
    assert await reading.read(CHAT, voice()) == FileRefused(1, key="voice_failed")
    assert await Ear(Speech(""), ledger, 60).may(CHAT, 60, ON)


def last_report(name):
    return ReadFile(1, FileRef("f", name, 100), Purpose.LAST_REPORT, 5, ON)


def typed_by_hand(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


async def test_a_report_typed_by_hand_gives_its_plan(files):
    content = typed_by_hand(
        "做了三件事。", "下月工作安排：", "1、开职代会；", "2、慰问职工", "某厂工会", "2026年9月28日"
    )
    read = await files(Shelf(content)).read(CHAT, last_report("总结.docx"))
    assert read.text == "开职代会\n慰问职工"


async def test_our_own_report_gives_its_plan_and_a_table_gives_its_rows(files):
    read = await files(Shelf(render(replace(REPORT, attachments=()), OFFICIAL))).read(CHAT, last_report("总结.docx"))
    assert len(read.text.splitlines()) == 4
    heading = next(at for at, block in enumerate(BLOCKS) if block.text == "四、10月工作计划")
    table = render(replace(REPORT, blocks=(*BLOCKS[: heading + 1], PLAN)))
    read = await files(Shelf(table)).read(CHAT, last_report("总结.docx"))
    assert read.text.splitlines()[0].startswith("职工书屋开放｜10月20日前｜周敏")


async def test_numbers_of_persons_do_not_come_in_by_a_plan(files):
    content = typed_by_hand("下月计划", "1、慰问，找老李13812345678；", "2、开会")
    read = await files(Shelf(content)).read(CHAT, last_report("总结.docx"))
    assert "慰问" in read.text
    assert "13812345678" not in read.text


async def test_a_file_without_a_plan_says_so(files):
    refused = await files(Shelf(typed_by_hand("今天开会。"))).read(CHAT, last_report("总结.docx"))
    assert refused == FileRefused(1, key="import_nothing")


async def test_a_photo_is_read_without_its_place(files):
    sight = Sight("签到表 周敏 13812345678")
    read = await files(Shelf(jpeg()), eye=Eye(sight, Plenty())).read(CHAT, photo())
    assert read == FileRead(1, Purpose.SIGHT, "photo.jpg", "签到表 周敏 〔手机号〕", 5, ON)
    assert place_of(jpeg())  # the control
    assert place_of(sight.seen[0]) == {}


@pytest.mark.parametrize(
    ("content", "words", "key"),
    [(jpeg(), ModelError("x"), "photo_failed"), (b"no picture", "字", "photo_unreadable")],
)
async def test_a_photo_that_cannot_be_read_says_so(files, content, words, key):
    reading = files(Shelf(content), eye=Eye(Sight(words), Plenty()))
    assert await reading.read(CHAT, photo()) == FileRefused(1, key=key)


async def test_over_the_budget_no_photo_is_fetched_or_shown_to_a_model(client, files):
    shelf, sight, ledger = Shelf(jpeg()), Sight("签到表"), Ledger(client)
    purse = Purse(ledger, Budget(tokens_per_user=50), ZoneInfo("Asia/Shanghai"))
    reading = files(shelf, eye=Eye(sight, purse))
    assert (await reading.read(CHAT, photo())).text == "签到表"
    await ledger.add(CHAT, {Use.TOKENS: 50}, purse.today)
    refused = await reading.read(CHAT, photo())
    assert (refused.key, refused.renews) == ("photo_spent", renewal(purse.today))
    assert (shelf.fetched, len(sight.seen)) == (1, 1)


async def test_without_an_eye_nothing_is_fetched(files):
    shelf = Shelf(jpeg())
    assert await files(shelf).read(CHAT, photo()) == FileRefused(1, key="photo_no_eyes")
    assert shelf.fetched == 0
