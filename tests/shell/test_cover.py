"""What stands under the files says what was left out of them."""

from __future__ import annotations

import pytest

from bot.shell.cover import cover
from tests.drafting.reports import filled


@pytest.mark.parametrize(("said", "told"), [("9.8学工会法 62个人👍", True), ("9.8学工会法 62个人", False)])
async def test_who_sent_emoji_is_told_that_the_file_has_none(house, tmp_path, said, told):
    content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": {"思想政治引领": said}}
    paper, profile = filled(house.book, tmp_path, content)
    paragraphs = cover(paper, await house.drafter.draft(paper, profile), 0, house.book, house.words)
    assert (house.words.text("no_pictographs") in paragraphs) is told
    assert house.words.text("by_plain") in paragraphs
