"""Small pictures between words: none reaches a file, and no word is lost with them."""

from __future__ import annotations

import pytest

from bot.core.pictographs import has_pictographs, paused, without_pictographs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("职工👩‍🏭满意👍🏽🎉", "职工满意"),
        ("国旗🇨🇳升起", "国旗升起"),
        ("送❤️到家", "送到家"),
        ("☀☔⭐✅❌㊙", ""),
        ("1️⃣开会", "1开会"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿队", "队"),
    ],
)
def test_pictures_go_and_words_stay(text, words):
    assert without_pictographs(text) == words


@pytest.mark.parametrize(
    "text", ["★重点☆", "☑已办", "✓✔", "❶➀①㈠", "A&B <甲> ℃№㎡〇", "堃喆赟璟玥", "—— …… ·", "♀♂", "→←"]
)
def test_signs_that_offices_write_stay(text):
    assert without_pictographs(text) == paused(text) == text
    assert not has_pictographs(text)


def test_a_picture_between_words_is_a_pause():
    assert paused("9.8学工会法👍🏽 62个人🎉🎉") == "9.8学工会法 62个人"
    assert paused("👍") == ""
