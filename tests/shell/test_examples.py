"""Where no passage fits: it is said plainly, and each button under it shows something."""

from __future__ import annotations

import pytest

from bot.core.acts import Act
from bot.core.counsel import ShowAdvice
from bot.shell.examples import Examples
from bot.telegram.buttons import decode
from bot.telegram.phrase import Phrase

MOST_DATA = 64  # bytes that Telegram takes with a button


@pytest.fixture
def asked(house):
    examples, phrase = Examples(house.words, house.library), Phrase(house.words, house.book)
    return lambda words: examples.advice("", ShowAdvice("monthly", words), house.book, phrase)


def topics(shown):
    keys = [button for row in shown.keyboard for button in row]
    meant = [decode(button.data) for button in keys]
    assert all(len(button.data.encode()) <= MOST_DATA for button in keys)
    assert meant[-1][0] is Act.RESUME
    return [value for act, value, _ in meant if act is Act.EXAMPLES]


@pytest.mark.parametrize(("words", "nearest"), [("给住院职工的慰问信", "困难帮扶与慰问"), ("职代会主持词", "民主管理")])
def test_what_touches_on_the_question_comes_first(asked, words, nearest):
    shown = asked(words)
    assert shown.text.startswith(f"范文里没有“{words}”。")
    assert topics(shown)[0] == nearest


def test_every_button_shows_examples(asked, house):
    shown = asked("红烧肉怎么做")
    offered = topics(shown)
    assert {topic for area in house.book.areas.values() for topic in area.topics} <= set(offered)
    for topic in offered:
        found = asked(topic)
        assert not found.text.startswith("范文里没有")
        assert not found.keyboard


def test_what_is_found_has_no_such_buttons(asked):
    shown = asked("送温暖")
    assert "别人这样写" in shown.text
    assert not shown.keyboard
