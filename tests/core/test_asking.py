"""What is asked back after an answer: seldom, one thing, never twice, and never in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.doubts import MOST, lacking
from bot.core.effects import Ask, AskBack, Say
from bot.core.engine import step
from bot.core.events import Commanded, Edited, Pressed, QuestionShown, Texted
from bot.core.lines import read_lines
from bot.core.outline import Follow, Place
from bot.core.path import answer_at
from bot.core.period import Period
from bot.core.products import products
from bot.core.state import About, Answer, Outcome, Paper, Said, Session, Verdict
from tests.conftest import handbook

BOOK = handbook()
ON = date(2026, 9, 21)
VISITS = Place("work", "visits", "service")


class Interview:
    """An officer at the questions of the given areas."""

    def __init__(self, *areas: str) -> None:
        self.session = Session()
        self.number = 0
        self.do(Commanded(Act.START, "", ON))
        for text in ("宏泰纺织有限公司工会", "周敏", "区总工会", "无", "月报", "9月"):
            self.say(text)
        self.do(Commanded(Act.JUMP, "work", ON))
        self.say("，".join(BOOK.areas[area].title for area in areas))

    def do(self, event):
        self.session, effects = step(BOOK, self.session, event)
        for effect in effects:
            if isinstance(effect, Ask | AskBack):
                self.number += 10
                self.session, _ = step(BOOK, self.session, QuestionShown(effect.turn, self.number))
        return effects

    def say(self, text):
        self.number += 1
        return self.do(Texted(self.number, text, ON))

    def press(self, act, value=""):
        return self.do(Pressed(act, value, self.session.turn, self.number, "tap", ON))

    @property
    def outcomes(self):
        return {one.doubt.about: one.outcome for one in self.session.paper.settled}


def asked(effects):
    return next((effect.doubt for effect in effects if isinstance(effect, AskBack)), None)


@pytest.mark.parametrize(
    ("text", "follow", "is_open"),
    [
        ("看望了困难职工", Follow("慰问金", "？", ("元",), ("看望",)), True),
        ("看望了困难职工，花了500元", Follow("慰问金", "？", ("元",), ("看望",)), False),
        ("座谈了一次", Follow("慰问金", "？", ("元",), ("看望",)), False),
        ("看望了困难职工，只谈心", Follow("慰问金", "？", ("元",), ("看望",), ("谈心",)), False),
        ("实到56", Follow("实到", "？", ("人",)), False),
        ("给了56", Follow("慰问金", "？", ("元",)), True),
        ("换届了", Follow("日期", "？", ("date",)), True),
        ("9.12换届了", Follow("日期", "？", ("date",)), False),
    ],
)
def test_only_what_is_meant_and_missing_is_lacking(text, follow, is_open):
    paper = Paper(1, "monthly", Period(2026, 9, 9), ("service",))
    facts = [fact for line in read_lines(BOOK, paper, VISITS, [Said(1, text, ON)]) for fact in line.facts]
    assert bool(list(lacking([follow], text, facts))) is is_open


def test_a_report_is_asked_back_about_missing_data_a_few_times_only():
    interview = Interview(*BOOK.areas)
    backs = []
    for _ in range(60):
        effects = interview.say("开展了活动，看望、慰问、培训、调解、体检、宣讲、学习、竞赛、换届、参保、检查都做了")
        effects += interview.press(Act.NEXT) if any(isinstance(e, Say) and e.key == "noted" for e in effects) else ()
        while doubt := asked(effects):
            backs.append(doubt.about)
            effects = interview.press(Act.SKIP)
    assert backs.count(About.DATA) == MOST


def test_what_was_passed_is_not_asked_again():
    interview = Interview("service")
    assert asked(interview.say("看望了困难职工")).short == "慰问金"
    interview.press(Act.BACK)
    assert interview.session.doubt is None
    assert asked(interview.press(Act.NEXT)) is None


def test_unknown_stays_visible_and_no_answer_does_not():
    for word, outcome in (("不清楚", Outcome.UNKNOWN), ("没有", Outcome.PASSED), ("跳过", Outcome.PASSED)):
        interview = Interview("service")
        interview.say("看望了困难职工")
        interview.say(word)
        assert interview.outcomes == {About.DATA: outcome}


def test_the_reply_belongs_to_the_answer_and_says_to_what():
    interview = Interview("service")
    interview.say("看望了困难职工")
    interview.say("3600")
    said = answer_at(interview.session.paper.answers, VISITS).said
    assert [(one.text, one.to) for one in said] == [("看望了困难职工", ""), ("3600", "慰问金")]


def test_words_sent_before_it_was_on_the_screen_go_on_with_the_answer():
    interview = Interview("service")
    interview.say("看望了困难职工")
    number = interview.session.shown.message - 1
    effects = interview.do(Texted(number, "一共3600元", ON))
    assert asked(effects) is None
    assert interview.outcomes == {About.DATA: Outcome.SAID}
    assert [one.to for one in answer_at(interview.session.paper.answers, VISITS).said] == ["", ""]


def test_an_edit_that_holds_what_was_missing_leads_on():
    interview = Interview("service")
    interview.say("看望了困难职工")
    message = answer_at(interview.session.paper.answers, VISITS).said[0].message
    effects = interview.do(Edited(message, "看望了困难职工，一共3600元", ON))
    assert [type(effect) for effect in effects] == [Say, Ask]
    assert effects[0].heard == ("看望了困难职工", "一共3600元")


def test_rewriting_leaves_what_is_asked_back():
    interview = Interview("service")
    interview.say("看望了困难职工")
    interview.press(Act.REWRITE)
    assert asked(interview.say("没有走访，打了电话")) is None
    assert [one.text for one in answer_at(interview.session.paper.answers, VISITS).said] == ["没有走访，打了电话"]


@pytest.mark.parametrize(
    ("reply", "outcome", "value"),
    [
        ("5户", Outcome.CHOSEN, "5户"),
        ("是6", Outcome.CHOSEN, "6户"),
        ("应该是7户", Outcome.CHOSEN, "7户"),
        ("不是一回事", Outcome.BOTH, ""),
        ("都对。", Outcome.BOTH, ""),
        ("不清楚", Outcome.UNKNOWN, ""),
        ("9月份还另外去了老家属院那边两回", Outcome.PASSED, ""),
    ],
)
def test_a_contradiction_is_settled_in_the_officers_words(reply, outcome, value):
    interview = Interview("service")
    interview.do(Commanded(Act.JUMP, "overview", ON))
    interview.say("看望了5户困难职工")
    interview.do(Commanded(Act.JUMP, "work.service", ON))
    assert asked(interview.say("走访困难职工6户，一共6000元")).about is About.CONFLICT
    interview.say(reply)
    [settled] = interview.session.paper.settled
    assert (settled.outcome, settled.value) == (outcome, value)


def test_buttons_choose_as_words_do():
    for value, outcome in (("1", Outcome.CHOSEN), ("both", Outcome.BOTH), ("yes", Outcome.OPEN), ("9", Outcome.OPEN)):
        interview = Interview("service")
        interview.do(Commanded(Act.JUMP, "overview", ON))
        interview.say("看望了5户困难职工")
        interview.do(Commanded(Act.JUMP, "work.service", ON))
        interview.say("走访困难职工6户，一共6000元")
        interview.press(Act.TAKE, value)
        assert interview.session.paper.settled[0].outcome is outcome


def test_once_chosen_the_figure_counts_everywhere():
    interview = Interview("service")
    interview.do(Commanded(Act.JUMP, "overview", ON))
    interview.say("看望了5户困难职工")
    interview.do(Commanded(Act.JUMP, "work.service", ON))
    interview.say("走访困难职工6户，每户1000元")
    product = asked(interview.press(Act.TAKE, "0"))
    assert (product.about, product.total) == (About.PRODUCT, "5000元")
    assert BOOK.understanding.conflicts(BOOK, interview.session.paper) == ()
    assert answer_at(interview.session.paper.answers, VISITS).text == "走访困难职工6户，每户1000元"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("看望14人，每人800元", "11200元"),
        ("看了3个住院的 每人500", "1500元"),
        ("走访困难职工5户，每户现金1000元", "5000元"),
        ("每户0.15万元，慰问12户", "18000元"),
        ("看望14人，每人800元，一共11200元", None),
        ("看望14人，平均每人800元", None),
        ("看望十几人，每人800元", None),
        ("看望14人，每人800元左右", None),
        ("看望1人，每人800元", None),
        ("看望男职工14人、女职工6人，每人800元", None),
        ("走访5户，每人800元", None),
        ("每户1000元现金和价值200元的米面油，5户", None),
        ("慰问困难职工5户，现金5000元，物品价值1000元", "6000元"),
        ("慰问金3000元，慰问品1200元，共4200元", None),
        ("每户现金1000元、慰问品200元，5户", None),
        ("收入3.2万元，支出2.15万元", None),
        ("看望14人", None),
    ],
)
def test_a_product_is_offered_where_nothing_else_could_be_meant(text, total):
    paper = Paper(1, "monthly", Period(2026, 9, 9), ("service",))
    found = [product.total for product in products(VISITS, read_lines(BOOK, paper, VISITS, [Said(1, text, ON)]))]
    assert found == ([total] if total else [])


def test_a_report_of_before_asking_back_is_taken_as_it_is():
    answer = Answer(VISITS, Verdict.SAID, (Said(5, "看望了困难职工", ON),))
    paper = Paper(1, "monthly", Period(2026, 9, 9), ("service",), (answer,))
    session = replace(Interview("service").session, paper=paper, focus=None)
    _, effects = step(BOOK, session, Commanded(Act.RESUME, "", ON))
    assert isinstance(effects[-1], Ask)
