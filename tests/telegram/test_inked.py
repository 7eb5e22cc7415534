"""What is marked in a message stays marked, wherever the message is broken, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.letters import Compared, ShowChanges, ShowSection
from bot.core.redline import redline
from bot.telegram.messenger import Messenger
from bot.telegram.outgoing import MAX_TEXT, MOST_INKED, Ink, Inked, Outgoing, parted, split, units
from bot.telegram.pace import Limits, Pace
from bot.telegram.phrase import Phrase
from tests.playground.conftest import bot, chat, http, page, playground

__all__ = ["bot", "chat", "http", "page", "playground"]

HOSTILE = "<b>加粗</b>&lt;s&gt; *星* _线_ [链](x)"


@st.composite
def messages(draw):
    """Long texts of words, wide signs and breaks, marked here and there."""
    texts = draw(
        st.lists(st.sampled_from(["看望3人。", "😀😀", "\n", "很长的一句" * 60, "<u>"]), min_size=1, max_size=120)
    )
    text, inked = "", []
    for one in texts:
        if draw(st.booleans()) and one.strip():
            inked.append(Inked(len(text), len(text) + len(one), draw(st.sampled_from(Ink))))
        text += one
    return Outgoing(text, inked=tuple(inked))


def marked(message):
    return [(part.ink, message.text[part.start : part.end]) for part in message.inked]


@given(messages())
def test_a_long_message_loses_no_mark_where_it_is_broken(message):
    pieces = parted(message)
    for piece in pieces:
        assert units(piece.text) <= MAX_TEXT
        assert all(0 <= part.start < part.end <= len(piece.text) for part in piece.inked)
    for ink in Ink:
        whole = "".join(text for given, text in marked(message) if given is ink)
        assert "".join(text for piece in pieces for given, text in marked(piece) if given is ink) == whole


def test_a_message_has_no_more_marks_than_telegram_keeps():
    text = "甲乙" * 250
    message = Outgoing(text, inked=tuple(Inked(at, at + 1, Ink.STRUCK) for at in range(0, 500, 2)))
    pieces = parted(message)
    assert [len(piece.inked) for piece in pieces] == [MOST_INKED, MOST_INKED, 250 - 2 * MOST_INKED]
    assert "".join(piece.text for piece in pieces) == text
    assert split(text) == [text]  # the control: by its length alone it would be one


def test_what_changed_is_marked_and_what_people_wrote_is_no_markup(house):
    old, new = f"慰问62人。{HOSTILE}。", f"慰问68人。{HOSTILE}，加一句。"
    shown = ShowSection("1", "work", 3, "本月工作", new, redline(old, new))
    message = Phrase(house.words, house.book).say(shown)
    assert HOSTILE in message.text
    assert marked(message)[2:] == [(Ink.STRUCK, "62"), (Ink.UNDERLINED, "68"), (Ink.UNDERLINED, "，加一句")]


def test_a_remark_that_led_to_no_change_is_seen(house):
    sections = (Compared(1, "开头概述", ("太短",), ()), Compared(3, "问题", (), redline("甲。", "甲。乙。")))
    message = Phrase(house.words, house.book).say(ShowChanges("王主席", ("快一点",), sections))
    assert "改了 1 节" in message.text
    assert "审核意见（王主席）：快一点" in message.text
    assert "第1节　开头概述\n审核意见（王主席）：太短\n还没有改" in message.text
    assert marked(message)[2:] == [(Ink.UNDERLINED, "乙。")]


@pytest.mark.filterwarnings("ignore:Please use 'Bot")  # raw answers are meant: see `connect`
async def test_the_marks_stand_on_the_screen_where_they_were_meant(page, bot, chat):
    messenger = Messenger(bot, Pace(Limits(0, 1, 0)), None)
    text = f"😀{HOSTILE}。旧的新的"
    at = text.index("旧的")
    message = Outgoing(text, inked=(Inked(at, at + 2, Ink.STRUCK), Inked(at + 2, at + 4, Ink.UNDERLINED)))
    sent = await messenger.send(chat, message)
    await messenger.send(chat, Outgoing(f"再{text}", edit=sent, inked=(Inked(at + 1, at + 3, Ink.STRUCK),)))
    views = (await page.history())["messages"]
    shown = next(view["message"] for view in views if view["message"]["message_id"] == sent)
    [struck] = [one for one in shown["entities"] if one["type"] == "strikethrough"]
    assert shown["text"] == f"再{text}"
    assert (struck["offset"], struck["length"]) == (at + 2, 2)  # the face counts as two
