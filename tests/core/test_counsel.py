"""What a model is asked beside writing: awaited, overtaken, called off; nobody waits for it who has gone on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.counsel import AdviceGiven, DropCounsel, NoticeStudied, SeekAdvice, ShowAdvice, StudyNotice
from bot.core.effects import Ask, Say, ShowExamples, ShowNotice
from bot.core.engine import step
from bot.core.events import Commanded, Texted
from bot.core.notice import Asked, Notice
from bot.core.state import Session
from bot.storage.form import dump_effect, dump_event, dump_session, load_effect, load_event, load_session

ON = date(2026, 9, 21)
NOTICE = "关于报送2026年三季度工会工作总结的通知\n一、劳动竞赛情况\n二、下步打算\n字数1500字以内。"
BETTER = Notice(title="更好的", sections=(Asked("劳动竞赛情况"), Asked("亮点"), Asked("下步打算")), pointed=("亮点",))


@pytest.fixture(scope="module")
def written(book):
    return replace(book, writes=True)


class Chat:
    """A chat, and what it was told."""

    def __init__(self, book):
        self.book, self.session, self.effects, self.number = book, Session(turn=1), (), 100

    def says(self, words):
        self.number += 1
        return self.happens(Texted(self.number, words, ON))

    def does(self, act, words=""):
        return self.happens(Commanded(act, words, ON))

    def happens(self, event):
        event = load_event(dump_event(event))
        self.session, self.effects = step(self.book, self.session, event)
        self.session = load_session(dump_session(self.session))
        assert all(load_effect(dump_effect(effect)) == effect for effect in self.effects)
        return self.effects

    def of(self, kind):
        return [effect for effect in self.effects if isinstance(effect, kind)]


@pytest.fixture
def chat(written):
    return Chat(written)


def test_a_notice_is_shown_once_it_was_studied(chat):
    chat.does(Act.NOTICE)
    chat.says(NOTICE)
    [work] = chat.of(StudyNotice)
    assert not chat.of(ShowNotice)
    assert work.notice.max_len == 1500
    chat.happens(NoticeStudied(work.number, BETTER))
    assert chat.of(ShowNotice) == [ShowNotice(BETTER)]
    chat.happens(NoticeStudied(work.number, BETTER))
    assert chat.effects == (), "a second result is none"


def test_without_a_model_it_is_shown_at_once(book):
    chat = Chat(book)
    chat.does(Act.NOTICE)
    chat.says(NOTICE)
    assert chat.of(ShowNotice)
    assert not chat.of(StudyNotice)


@pytest.mark.parametrize(
    ("meanwhile", "shown"),
    [
        (lambda chat: chat.says("字数2000"), 2000),
        (lambda chat: chat.says("对的"), 1500),
    ],
)
def test_whoever_goes_on_meanwhile_goes_on_with_what_was_read(chat, meanwhile, shown):
    chat.does(Act.NOTICE)
    chat.says(NOTICE)
    [work] = chat.of(StudyNotice)
    meanwhile(chat)
    assert [effect.notice.max_len for effect in chat.of(ShowNotice)] == [shown]
    assert chat.of(DropCounsel) == [DropCounsel(work.number)]
    assert chat.session.kinds == (), "nobody agrees to what was not shown"
    chat.happens(NoticeStudied(work.number, BETTER))
    assert chat.effects == ()
    chat.says("对的")
    assert [outline.max_length for outline in chat.session.kinds] == [shown]


def test_the_next_message_of_a_long_notice_is_read_with_the_first(chat):
    chat.does(Act.NOTICE)
    chat.says(NOTICE)
    [first] = chat.of(StudyNotice)
    chat.says("三、意见建议\n附照片3张。")
    [second] = chat.of(StudyNotice)
    assert second.number != first.number
    assert chat.of(DropCounsel) == [DropCounsel(first.number)]
    assert second.notice.photos == (3, 3)
    assert [section.title for section in second.notice.sections][-1] == "意见建议"
    chat.happens(NoticeStudied(first.number, BETTER))
    assert chat.effects == ()


@pytest.mark.parametrize("act", [Act.DROP, Act.ADD, Act.NOTICE])
def test_a_notice_put_away_is_studied_no_more(chat, act):
    chat.does(Act.NOTICE)
    chat.says(NOTICE)
    [work] = chat.of(StudyNotice)
    chat.does(act)
    assert chat.of(DropCounsel) == [DropCounsel(work.number)]
    chat.happens(NoticeStudied(work.number, BETTER))
    assert chat.effects == ()


def test_a_question_is_answered_beside_the_interview(chat):
    chat.says("送温暖怎么写")
    [work] = chat.of(SeekAdvice)
    assert work.words == "送温暖"
    place = chat.session.focus
    chat.happens(AdviceGiven(work.number, "", "送温暖", "先说人数[1]。", ("a",)))
    assert chat.effects == (ShowAdvice("", "送温暖", "先说人数[1]。", ("a",), model=True),)
    assert chat.session.focus == place
    chat.happens(AdviceGiven(work.number, "", "送温暖"))
    assert chat.effects == ()


def test_without_a_model_the_passages_come_at_once(book):
    chat = Chat(book)
    assert chat.says("送温暖怎么写") == (ShowExamples("", None, "送温暖", 0),)


def test_a_later_question_overtakes_the_one_before(chat):
    chat.says("送温暖怎么写")
    [first] = chat.of(SeekAdvice)
    chat.says("职代会怎么写")
    [second] = chat.of(SeekAdvice)
    assert chat.of(DropCounsel) == [DropCounsel(first.number)]
    assert chat.happens(AdviceGiven(first.number, "", "送温暖", "x[1]。")) == ()
    assert chat.happens(AdviceGiven(second.number, "", "职代会"))


def test_a_question_can_be_called_off(chat):
    chat.says("送温暖怎么写")
    [work] = chat.of(SeekAdvice)
    chat.says("取消")
    assert chat.of(DropCounsel) == [DropCounsel(work.number)]
    assert chat.of(Say)[0].key == "advice_cancelled"
    assert chat.happens(AdviceGiven(work.number, "", "送温暖", "x[1]。")) == ()


def test_whoever_is_forgotten_gets_no_answer(chat):
    chat.says("送温暖怎么写")
    [work] = chat.of(SeekAdvice)
    chat.does(Act.DELETE)
    chat.does(Act.FORGET)
    assert chat.happens(AdviceGiven(work.number, "", "送温暖", "x[1]。")) == ()


def test_what_is_answered_meanwhile_answers_the_question(chat):
    chat.does(Act.START)
    assert chat.of(Ask)
    chat.says("送温暖怎么写")
    [work] = chat.of(SeekAdvice)
    chat.says("青禾纺织厂工会")
    assert [answer.text for answer in chat.session.profile] == ["青禾纺织厂工会"]
    assert chat.happens(AdviceGiven(work.number, "", "送温暖", "x[1]。", ("a",)))
