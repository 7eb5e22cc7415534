"""Photos from the chat into the file, with a real store: an album one answer, left out, taken along, deleted."""

from __future__ import annotations

import io
import zipfile

from docx import Document

from bot.storage import keys
from bot.storage.desk import Desk
from bot.storage.form import load_session
from tests.pictures import jpeg, place_of
from tests.shell.office import ALONE, office
from tests.shell.test_mine import UNIT, settled

CHAT = 7
OPENING = ("/start", UNIT, "周敏", "公司党委", "28号", "月报", "2026年9月")


async def begun(it):
    for words in OPENING:
        await it.says(CHAT, words)
    await it.hears(CHAT, "开头概述")


async def snaps(it):
    return load_session(await it.desk.session(CHAT)).paper.snaps


async def test_an_album_is_answered_once_and_kept_without_its_place(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.sends(CHAT, jpeg(), jpeg(), jpeg(), under="安全月收尾", album="13456789012345678")
        await it.hears(CHAT, "上月计划", "收下3张照片，放在“开头概述”。照片 3张（要1～3张）")
        await settled(client)
        assert sum("收下" in text for text in it.telegram.texts(CHAT)) == 1
        kept = await it.desk.photos(CHAT, [1, 2, 3, 4])
    assert list(kept) == [1, 2, 3]
    assert place_of(jpeg())  # the control
    assert not any(place_of(content) for content in kept.values())


async def test_photos_stand_in_the_file_behind_their_section_with_discreet_words(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.sends(CHAT, jpeg(), under="安全月收尾，看望了住院的王建国")
        await it.hears(CHAT, "收下1张照片")
        await it.sends(CHAT, jpeg(80, 40))
        await it.hears(CHAT, "照片 2张（要1～3张）")
        await it.says(CHAT, "出稿")
        await it.hears(CHAT, ".docx", "照片 2张（要1～3张），都放进去了", seconds=20)
    content, *_ = [content for name, content in it.telegram.documents.items() if name.endswith(".docx")]
    lines = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    assert sum("王某某" in line for line in lines) == 2  # in the text, and under the photo
    assert not any("王建国" in line for line in lines)
    assert lines.index("安全月收尾，看望了住院的王某某") < next(n for n, line in enumerate(lines) if "二、" in line)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 2
    assert not any(place_of(picture) for picture in pictures)


async def test_one_left_out_is_no_more_in_the_store(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.sends(CHAT, jpeg(), jpeg(), album="甲")
        await it.hears(CHAT, "收下2张照片")
        await it.says(CHAT, "不用这张")
        await it.hears(CHAT, "那张不用了。照片 1张（要1～3张）")
        await settled(client)
        assert list(await it.desk.photos(CHAT, [1, 2])) == [1]
        assert [snap.number for snap in await snaps(it)] == [1]


async def test_a_broken_one_is_met_with_a_sentence_and_the_interview_goes_on(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.sends(CHAT, b"no picture")
        await it.hears(CHAT, "这张照片打不开")
        await it.says(CHAT, "安全月收尾")
        await it.hears(CHAT, "打不开", "上月计划")
        assert await snaps(it) == ()
        assert it.counts.faults == 0


async def test_they_are_taken_along_and_deleted_with_all_the_rest(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.sends(CHAT, jpeg(), under="安全月收尾")
        await it.hears(CHAT, "收下1张照片")
        await it.says(CHAT, "/mydata")
        await it.hears(CHAT, "我的数据.zip")
        assert await client.exists(keys.photos(CHAT))
        await it.says(CHAT, "/delete")
        await it.hears(CHAT, "1张照片")
        await it.says(CHAT, "确认删除")
        await it.hears(CHAT, "都删了")
        assert "1张照片" in it.telegram.texts(CHAT)[-1]
        await settled(client)
        assert not await client.exists(keys.photos(CHAT))
    with zipfile.ZipFile(io.BytesIO(it.telegram.documents["我的数据.zip"])) as archive:
        assert place_of(archive.read("照片/1.jpg")) == {}


async def test_they_are_kept_for_as_long_as_the_session(house, client):
    async with office(house, client, desk=Desk(client, ALONE, keep=86_400)) as it:
        await begun(it)
        await it.sends(CHAT, jpeg())
        await it.hears(CHAT, "收下1张照片")
        assert 86_000 < await client.ttl(keys.photos(CHAT)) <= 86_400
        await client.expire(keys.photos(CHAT), 60)
        await it.says(CHAT, "安全月收尾")
        await it.hears(CHAT, "上月计划")
        await settled(client)
        assert await client.ttl(keys.photos(CHAT)) > 60


async def test_nothing_is_kept_of_a_chat_that_was_forgotten_meanwhile(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.sends(CHAT, jpeg(), jpeg(), album="甲")  # they wait for one another
        await it.says(CHAT, "/delete")
        await it.says(CHAT, "确认删除")
        await it.hears(CHAT, "都删了")
        await settled(client)
    assert not await client.exists(keys.photos(CHAT))


async def test_a_file_made_before_a_photo_is_kept_says_so(house, client):
    async with office(house, client) as it:
        await begun(it)
        await it.says(CHAT, "安全月收尾")
        await it.sends(CHAT, jpeg())
        await it.hears(CHAT, "收下1张照片")
        await client.delete(keys.photos(CHAT))
        await it.says(CHAT, "出稿")
        await it.hears(CHAT, ".docx", "有 1 张照片还没放进这份文件", seconds=20)
