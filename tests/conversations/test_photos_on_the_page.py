"""Photos on the page of the playground, through the same bot as on Telegram: an album, one taken out, the file."""

from __future__ import annotations

import io
import zipfile

import pytest
import requests

from tests.conversations.browser import phone
from tests.conversations.test_newcomer import bot
from tests.pictures import jpeg, place_of


@pytest.mark.browser
def test_an_album_sent_on_the_page_stands_in_the_file(tmp_path):
    photos = [tmp_path / f"IMG_{number}.jpg" for number in range(3)]
    for number, photo in enumerate(photos):
        photo.write_bytes(jpeg(400 + 20 * number, 300))
    with bot(tmp_path / "data") as url, phone(tmp_path / "one") as page:
        page.open(f"{url}?user=小王")
        page.say("/start", "您的单位全称")
        page.say("宏泰纺织有限公司工会", "您的姓名")
        page.say("周敏 副主席", "材料报给谁")
        page.say("公司党委", "几号前交")
        page.say("28号前", "这回写哪一种")
        page.press("月报", "写哪个月的")
        page.say("2026年9月", "开头概述")
        page.show(
            *photos, under="安全月收尾 演练40人", wanted=("上个月", "收下3张照片，放在“开头概述”。照片 3张（要1～3张）")
        )
        page.press("不用第2张", "那张不用了。照片 2张（要1～3张）")
        page.say("出稿", "初稿好了", "照片 2张（要1～3张），都放进去了")
        views = requests.get(f"{url}play/history", params={"user": "小王"}, timeout=10).json()["messages"]
        document = next(view["message"]["document"] for view in views if "document" in view["message"])
        content = requests.get(f"{url}play/files/{document['file_id']}", timeout=10).content
    assert sum("收下" in view["message"].get("text", "") for view in views) == 1
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
        assert "安全月收尾 演练40人" in archive.read("word/document.xml").decode()
    assert len(pictures) == 2
    assert place_of(photos[0].read_bytes())  # the control
    assert not any(place_of(picture) for picture in pictures)
