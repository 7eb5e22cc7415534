"""What was said and is not an answer yet is left out of no draft in silence; agreeing too soon answers nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.effects import ReadFile, Say, WriteDraft
from bot.core.engine import step
from bot.core.events import Commanded, FileRead, FileRefused, Pressed, Snapped, Spoke, Texted
from bot.core.files import FileRef, Purpose
from bot.core.path import here
from bot.core.state import Session
from tests.conftest import handbook
from tests.core.test_engine import all_words

BOOK = replace(handbook(), hears=True, sees=True)
ON = date(2026, 9, 21)
FILE = FileRef("f", "voice.ogg", 9)
FIGURES, NO_FIGURES = "9月8日学工会法62人", "大家都说好"


def run(session, *events):
    effects = ()
    for event in events:
        session, effects = step(BOOK, session, event)
    return session, effects


def keys(effects):
    return [effect.key for effect in effects if isinstance(effect, Say)]


def offered(effects):
    return [act for effect in effects if isinstance(effect, Say) for act in effect.offer]


def writes(effects):
    return any(isinstance(effect, WriteDraft) for effect in effects)


@pytest.fixture
def speaking():
    """One question is answered; to the next a voice message is being heard."""
    session, _ = run(Session(), Commanded(Act.START, "", ON))
    profile = ("宏泰工会", "周敏", "公司", "28号")
    session, _ = run(session, *(Texted(number, text, ON) for number, text in enumerate(profile)))
    session, _ = run(session, Commanded(Act.KIND, "monthly", ON), Commanded(Act.PERIOD, "2026-09", ON))
    return run(session, Texted(9, "安全月收尾", ON), Spoke(10, FILE, 5, ON))[0]


def heard(text, number=1):
    return FileRead(number, Purpose.VOICE, "voice.ogg", text, 10, ON)


DRAFT = Texted(20, "出稿", ON)


def test_a_draft_waits_for_what_is_being_heard(speaking):
    session, effects = run(speaking, DRAFT)
    assert (keys(effects), offered(effects)) == (["draft_listening"], [Act.DRAFT, Act.DRAFT_NOW])
    assert not writes(effects)
    session, _ = run(session, heard(NO_FIGURES))
    assert all_words(session)[10] == NO_FIGURES
    assert writes(run(session, DRAFT)[1])


def test_a_draft_waits_for_what_was_heard_and_not_agreed_to(speaking):
    _, effects = run(speaking, heard(FIGURES), DRAFT)
    assert offered(effects) == [Act.DRAFT_AFTER, Act.DRAFT_NOW, Act.DROP]
    assert dict(effects[0].values)["text"] == FIGURES
    assert not writes(effects)


def press(act):
    return Pressed(act, "", 0, 5, "tap", ON)


@pytest.mark.parametrize("said", [press(Act.DRAFT_AFTER), Texted(21, "记下再出稿", ON)])
def test_noted_and_drafted_in_one_breath(speaking, said):
    session, effects = run(speaking, heard(FIGURES), DRAFT, said)
    written = next(effect for effect in effects if isinstance(effect, WriteDraft))
    assert FIGURES in [one.text for answer in written.paper.answers for one in answer.said]
    assert session.heard is None


@pytest.mark.parametrize("said", [press(Act.DRAFT_NOW), Texted(21, "不等了，直接出稿", ON)])
def test_drafted_without_it_on_request_it_goes_on_waiting(speaking, said):
    session, effects = run(speaking, heard(FIGURES), DRAFT, said)
    assert writes(effects)
    assert keys(effects)[-1] == "draft_without"
    session, _ = run(session, Texted(22, "对的", ON))
    assert all_words(session)[10] == FIGURES


def test_drafted_without_what_is_still_being_heard_it_is_an_answer_later(speaking):
    session, effects = run(speaking, DRAFT, press(Act.DRAFT_NOW))
    assert writes(effects)
    session, _ = run(session, heard(NO_FIGURES))
    assert all_words(session)[10] == NO_FIGURES


def test_what_cannot_be_heard_holds_no_draft_up(speaking):
    session, _ = run(speaking, FileRefused(1, key="voice_failed"))
    assert writes(run(session, DRAFT)[1])


@pytest.mark.parametrize("words", ["对的", "没错", "对", "嗯"])
def test_agreeing_before_anything_was_heard_answers_no_question(speaking, words):
    place = here(BOOK, speaking)
    session, effects = run(speaking, Texted(20, words, ON))
    assert keys(effects) == ["not_heard_yet"]
    assert 20 not in all_words(session)
    assert here(BOOK, session) == place
    session, effects = run(session, heard(FIGURES))
    assert keys(effects) == ["voice_heard"]
    session, _ = run(session, Texted(21, words, ON))
    assert all_words(session)[10] == FIGURES


def test_without_anything_to_be_heard_the_same_words_are_an_answer(speaking):
    """Control: 对的 is refused for what is being heard alone."""
    session, _ = run(speaking, heard(NO_FIGURES), Texted(20, "对的", ON))
    assert all_words(session)[20] == "对的"


def test_what_is_being_heard_can_be_called_off(speaking):
    session, effects = run(speaking, Texted(20, "不用了", ON))
    assert keys(effects) == ["voice_again"]
    session, effects = run(session, heard(FIGURES))
    assert (effects, session.heard) == ((), None)
    assert writes(run(session, DRAFT)[1])


@pytest.mark.parametrize("then", [Texted(20, "其实是56人", ON), Spoke(20, FILE, 5, ON)])
def test_what_gives_way_to_later_words_is_told(speaking, then):
    session, _ = run(speaking, heard(FIGURES), then)
    again = replace(heard("演练40人", 2), message=20)
    session, effects = run(session, again) if isinstance(then, Spoke) else run(speaking, heard(FIGURES), then)
    assert "heard_instead" in keys(effects)
    assert FIGURES in [one.text for one in session.withdrawn]


def test_a_notices_page_that_is_still_being_read_is_waited_for():
    session, _ = run(Session(), Commanded(Act.NOTICE, "", ON), Texted(1, "关于报送总结的通知\n一、主要工作", ON))
    session, effects = run(session, Snapped(2, FILE, ON))
    assert [effect.purpose for effect in effects if isinstance(effect, ReadFile)] == [Purpose.SIGHT]
    _, effects = run(session, press(Act.AGREE))
    assert keys(effects) == ["not_heard_yet"]
