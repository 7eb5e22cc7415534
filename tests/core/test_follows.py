"""The data of `follow`: what is asked back can be read, and a good answer is left in peace."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date

import pytest

from bot.config import HOME
from bot.core.doubts import doubt_after, lacking
from bot.core.facts import FactKind
from bot.core.lines import read_lines
from bot.core.path import route
from bot.core.period import Period
from bot.core.state import About, Answer, Paper, Said, Settled, Verdict
from tests.conftest import handbook

BOOK = handbook()
ON = date(2026, 9, 21)
PAPER = Paper(1, "monthly", Period(2026, 9, 9), tuple(BOOK.areas))
ASKED = [(place, BOOK.question("monthly", place)) for place in route(BOOK, PAPER)]
FOLLOWED = [(place, question) for place, question in ASKED if question.follow]
SHIPPED = tomllib.loads((HOME / "knowledge" / "units.toml").read_text("utf-8"))["unit"]
UNITS = {unit["name"] for unit in SHIPPED} | {"元"}

# What officers answer when they say all that was asked; nothing may be asked back but products.
FULL = {
    "work.service.visits": "看望困难职工5户 每户现金800",
    "work.service.care": "住院3个，每人500元；丧事1人，500元",
    "work.safety.checks": "查了两回，七处隐患，改了六处",
    "work.democracy.congress": "15号开的，应到60，实到56",
    "work.rights.disputes": "三起，成功两起",
    "work.finance_self.funds": "收入3.2万，支出2.15万",
    "work.finance_self.audit": "查了1次，问题2个，整改2个",
    "work.community.deeds": "11个人献血",
    "highlights.honours": "没评上，下个月再报",
    "problems.measures": "每月给夜班单排一场",
    "attach_sign.signature": "公司工会，9月30号",
}


def lacks(place, text):
    question = BOOK.question("monthly", place)
    facts = [fact for line in read_lines(BOOK, PAPER, place, [Said(1, text, ON)]) for fact in line.facts]
    return [follow.short for follow in lacking(question.follow, text, facts)]


def test_every_area_has_data_that_is_asked_back():
    assert {place.area for place, _ in FOLLOWED} >= set(BOOK.areas)


@pytest.mark.parametrize(("place", "question"), FOLLOWED, ids=[str(place) for place, _ in FOLLOWED])
def test_what_is_asked_back_is_well_formed(place, question):
    assert len({follow.short for follow in question.follow}) == len(question.follow)
    for follow in question.follow:
        assert set(follow.needs) <= UNITS | {kind.value for kind in FactKind}
        assert follow.needs or follow.unless
        assert "？" in follow.ask
        assert len(follow.ask) <= 24
        assert not follow.bare or "{}" in follow.bare


@pytest.mark.parametrize(("place", "question"), FOLLOWED, ids=[str(place) for place, _ in FOLLOWED])
def test_the_example_of_a_question_says_all(place, question):
    assert lacks(place, question.example) == []


@pytest.mark.parametrize("where", FULL)
def test_a_full_answer_is_left_in_peace(where):
    place = next(place for place, _ in ASKED if str(place) == where)
    assert lacks(place, FULL[where]) == []


def test_a_month_of_full_answers_is_asked_back_about_two_products_and_nothing_else():
    paper, backs = PAPER, []
    for number, (place, question) in enumerate(ASKED, start=1):
        if question.areas:
            continue
        said = Answer(place, Verdict.SAID, (Said(number, question.example, ON),))
        paper = replace(paper, answers=(*paper.answers, said))
        while doubt := doubt_after(BOOK, paper, place):
            backs.append(doubt.about)

            paper = replace(paper, settled=(*paper.settled, Settled(doubt)))
    assert backs == [About.PRODUCT, About.PRODUCT]
