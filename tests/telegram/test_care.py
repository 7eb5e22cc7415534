"""What every message owes to a thumb: few lines, short buttons, three a row, and always a way on."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given, settings

from bot.core import helping
from bot.core.acts import Act
from bot.core.affairs import ShowReminder, ShowReport, ShowReports
from bot.core.effects import ReadFile, WriteDraft
from bot.core.outline import Place
from bot.core.request import Request
from bot.core.state import Answer, Said, Session, Verdict
from bot.telegram.outgoing import MAX_TEXT, units
from bot.telegram.phrase import Phrase, Spoken
from tests.core.test_engine import BOOK, ON, events, happenings

LONGEST_BUTTON = 6
WIDEST_ROW = 3
LONGEST = 260
"""Signs of a message that the bot has by itself: what one screen of a phone holds in large type, and half."""
MOST_LINES = 8
"""In what the bot says of itself; a list is as long as what it lists, a question as its example."""
WAY_ON = re.compile(r"[点打回发按]")
TICKS = "☑☐✓○◐● "
MET = Answer(Place("profile", "unit"), Verdict.SAID, (Said(1, "青禾纸业有限公司工会", ON),))


def said(words, effects):
    """What is said, with the effect that it is said for."""
    phrase = Phrase(words, BOOK)
    yield from ((effect, phrase.say(effect)) for effect in effects if isinstance(effect, Spoken))


@settings(max_examples=400, deadline=None)
@given(happenings)
def test_keyboards_fit_a_thumb(house, happenings):
    for _, _, session, effects in events(happenings):
        for effect, message in said(house.words, effects):
            assert units(message.text) <= MAX_TEXT
            for row in message.keyboard:
                assert len(row) <= WIDEST_ROW, message.text
                for button in row:
                    assert button.text.strip(TICKS)
                    own = isinstance(effect, ShowReports | ShowReport | ShowReminder) or session.kinds
                    if not own and not re.search(r"\d", button.text):
                        assert len(button.text.strip(TICKS)) <= LONGEST_BUTTON, button.text


@settings(max_examples=400, deadline=None)
@given(happenings)
def test_after_every_act_there_is_a_way_on(house, happenings):
    for _, _, _, effects in events(happenings):
        spoken = [message for _, message in said(house.words, effects)]
        if spoken and not any(isinstance(effect, ReadFile | WriteDraft) for effect in effects):  # its end will be told
            ways = [message.text for message in spoken if message.keyboard or WAY_ON.search(message.text)]
            assert ways, [message.text for message in spoken]


def test_what_the_bot_says_of_itself_is_short(house):
    for key, text in house.words.say.items():
        if key != "mydata_readme":  # it lies in the archive, to be read at leisure
            assert len(text.strip().splitlines()) <= MOST_LINES, key
            assert len(text) <= LONGEST, key


def test_no_sentence_is_only_an_error(house):
    for key, text in house.words.say.items():
        assert not re.search(r"错误|失败|异常|非法|无效|Error", text), key


def test_help_leads_to_every_situation_and_names_what_there_is(house):
    phrase, said = Phrase(house.words, BOOK), []
    for admin, reviewer in ((False, False), (True, False), (False, True)):
        request = Request(Act.HELP, "", ON, admin=admin, reviewer=reviewer)
        [first] = helping.show(BOOK, Session(profile=(MET,)), request).effects
        for name in first.situations:
            [shown] = helping.show(BOOK, Session(profile=(MET,)), replace(request, words=name)).effects
            said.append(phrase.say(shown))
            assert len(said[-1].text.splitlines()) < MOST_LINES, name
    words = "\n".join(message.text for message in said) + "".join(
        button.text for message in said for row in message.keyboard for button in row
    )
    for told in (
        "按通知写",
        "全部报告",
        "提醒 28号",
        "/mydata",
        "/delete",
        "送审",
        "看改动",
        "不用这张",
        "待审",
        "/invite",
    ):
        assert told in words, told


def test_a_reviewer_who_writes_nothing_is_helped_with_reviewing():
    [shown] = helping.show(BOOK, Session(), Request(Act.HELP, "", ON, reviewer=True)).effects
    assert (shown.situation, shown.situations) == ("reviewer", ())


def test_nobody_is_told_to_send_voice_that_nobody_hears():
    request = Request(Act.HELP, "media", ON)
    [deaf], [hearing] = (
        helping.show(replace(BOOK, hears=hears), Session(), request).effects for hears in (False, True)
    )
    assert (deaf.situation, hearing.situation) == ("media_unheard", "media")
