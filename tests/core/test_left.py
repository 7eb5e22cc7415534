"""How much is left is counted from the open questions alone."""

from __future__ import annotations

from bot.core.acts import Act
from bot.core.effects import Ask, AskAreas
from bot.core.left import left
from bot.core.path import answer_at, route
from tests.conversations.kinds import BOOK, Talk


def last_question(talk):
    return next(effect for effect in reversed(talk.effects) if isinstance(effect, Ask | AskAreas))


def test_it_goes_down_with_every_answer_and_ends_at_nothing():
    talk = Talk("women")
    talk.do(Act.NEXT)
    before = left(BOOK, talk.session.paper)
    while talk.place is not None:
        talk.answer(talk.question.example)
        now = left(BOOK, talk.session.paper)
        assert now.minutes <= before.minutes
        assert now.sections <= before.sections
        before = now
    assert before == (0, 0)


def test_minutes_follow_the_pace_of_the_open_questions():
    talk = Talk("women")
    talk.do(Act.NEXT)
    paper = talk.session.paper
    open_ = [BOOK.question("women", p) for p in route(BOOK, paper) if answer_at(paper.answers, p) is None]
    seconds = sum(BOOK.pace.several if question.many else BOOK.pace.one for question in open_)
    assert left(BOOK, paper).minutes * 60 - seconds in range(60)


def test_ticking_changes_what_is_left_at_once():
    talk = Talk("annual")
    few = last_question(talk).left
    talk.do(Act.PICK, "merit")
    assert last_question(talk).left[1] > few[1]
    talk.do(Act.PICK, "merit")
    assert last_question(talk).left == few


def test_a_short_kind_does_not_count():
    assert last_question(Talk("brief")).left == (0, 0)
