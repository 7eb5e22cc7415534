"""Last month's plan as this month's checklist, for every kind that has one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.acts import Act
from bot.core.checklist import alike, left_out, matter, plans_before, unfinished
from bot.core.drafted import Author, Draft, DraftSection
from bot.core.engine import step
from bot.core.events import Pressed, Texted
from bot.core.outline import Form, Place
from bot.core.path import here, route
from bot.core.period import Period
from bot.core.planning import AskCheck, Suggest
from bot.core.recording import settle
from bot.core.state import PLAN, Answer, Became, Paper, Said, Session, Verdict
from tests.conftest import handbook

BOOK = handbook()
ON = date(2026, 9, 21)
AUGUST, SEPTEMBER = Period(2026, 8, 8), Period(2026, 9, 9)
ITEMS, MATCH = Place("next_plan", "items"), Place("next_plan", "match")
KINDS = [outline.id for outline in BOOK.outlines.values() if any(s.form is Form.LAST_PLAN for s in outline.sections)]


def august(*told, text="", by=Author.MODEL, verdict=Verdict.SAID):
    draft = Draft(1, (DraftSection("next_plan", "下月工作计划", text, by),)) if text else None
    return Paper(1, "monthly", AUGUST, answers=(Answer(ITEMS, verdict, told), *_match(told)), draft=draft)


def _match(told):
    return (Answer(MATCH, Verdict.SAID, (Said(9, "能对上；再补一条：安全演练", ON),)),) if len(told) > 1 else ()


def carried(paper):
    return plans_before(BOOK, Session(shelf=(paper,)), "monthly", SEPTEMBER)[0]


SAID = (Said(1, "职工书屋开放｜9月10日前", ON), Said(2, "换届选举", ON), Said(3, "第2项9月20日 周敏", ON, PLAN))


def test_a_plan_that_a_model_wrote_carries_over_item_by_item():
    text = "九月重点抓好以下工作。\n1. 开放职工书屋。9月10日前完成。\n2. 组织换届选举。由周敏负责。"
    assert carried(august(*SAID, text=text)) == ("开放职工书屋", "组织换届选举")


def test_one_without_items_carries_over_as_told():
    """What had lacked in the items is none of them, and what was added at the end is one."""
    assert carried(august(*SAID, text="下月做好书屋开放和换届选举。")) == (
        "职工书屋开放｜9月10日前",
        "换届选举",
        "安全演练",
    )


def test_money_beside_a_plain_plan_is_no_item():
    text = "1. 书屋开放。9月10日前完成。\n2. 换届选举。\n经费安排：换届要2000元。"
    assert carried(august(*SAID, text=text, by=Author.PLAIN)) == ("书屋开放", "换届选举")


def test_no_plan_is_no_item():
    assert carried(august(text="下月暂无新的安排。", by=Author.PLAIN, verdict=Verdict.NONE)) == ()


def ticking(kind):
    """A report of a kind with a plan before it, at its checklist."""
    outline = BOOK.outlines[kind]
    paper = Paper(1, kind, SEPTEMBER, areas=outline.areas[:1], last_plan=("书屋开放｜9月10日", "换届选举", "安全演练"))
    section = next(section for section in outline.sections if section.form is Form.LAST_PLAN)
    place = next(place for place, _ in BOOK.questions(section, paper.areas))
    profile = tuple(Answer(Place("profile", q.id), Verdict.NONE) for q in BOOK.profile.question)
    return Session(profile=profile, paper=paper, papers=1, focus=place, turn=1)


def press(session, value, act=Act.CHECK):
    return step(BOOK, session, Pressed(act, value, session.turn, 500, "tap", ON))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_with_a_plan_before_it_is_ticked(kind):
    session = ticking(kind)
    place = session.focus
    for number, became in enumerate(("done", "undone", "partly")):
        session, effects = press(session, f"{number}:{became}")
        assert any(isinstance(effect, AskCheck) for effect in effects)
    assert session.paper.checks == (Became.DONE, Became.UNDONE, Became.PARTLY)
    assert unfinished(BOOK, session.paper) == ("换届选举", "安全演练")
    session, _ = step(BOOK, session, Texted(7, "人手不够，10月补上", ON))
    session, _ = step(BOOK, session, Texted(8, "下雨，10月补上", ON))
    assert here(BOOK, session) is not None
    assert here(BOOK, session).section != place.section
    assert [p for p in route(BOOK, session.paper) if p.section == place.section] == [place]
    given = next(answer for answer in session.paper.answers if answer.place == place)
    assert [said.to for said in given.said] == ["reason:2", "reason:3"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_not_done_is_offered_and_never_dropped_in_silence(kind):
    session = ticking(kind)
    session = replace(session, paper=replace(session.paper, checks=(Became.DONE, Became.UNDONE, Became.POSTPONED)))
    plan = next(section for section in BOOK.outlines[kind].sections if section.form is Form.PLAN)
    session, effects = step(BOOK, session, Pressed(Act.JUMP, plan.id, session.turn, 500, "tap", ON))
    [suggested] = [effect for effect in effects if isinstance(effect, Suggest)]
    assert [offer.matter for offer in suggested.offers] == ["换届选举", "安全演练"]
    session, _ = press(session, suggested.offers[0].value, Act.CARRY)
    again, _ = press(session, suggested.offers[0].value, Act.CARRY)
    assert again.paper == session.paper  # the same tap again takes nothing else
    assert left_out(BOOK, session.paper) == ("安全演练",)


def test_a_tick_taken_back_opens_the_question_again():
    session = ticking("monthly")
    place = session.focus
    for value in ("all", "back"):
        session = replace(session, focus=place, doubt=None)
        session, _ = press(session, value)
    assert session.paper.checks == (Became.DONE, Became.DONE)
    assert all(answer.place != place for answer in session.paper.answers)


def test_typing_stays_possible():
    session = ticking("monthly")
    place = session.focus
    session, _ = step(BOOK, session, Texted(7, "书屋开放完成，换届选举没完成，安全演练完成", ON))
    assert unfinished(BOOK, session.paper) == ("换届选举",)
    session = settle(BOOK, session, place, Verdict.SAID)
    assert len([p for p in route(BOOK, session.paper) if p.section == place.section]) > 1  # the reasons are asked


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("职工书屋开放｜10月", "职工书屋开放", True),
        ("秋季健步走活动", "秋季健步走", True),
        ("书屋", "安全演练", False),
        ("", "安全演练", False),
    ],
)
def test_matters_are_known_again(one, other, same):
    assert alike(one, other) is same


def test_the_matter_stands_before_time_person_and_goal():
    assert matter("换届选举｜9月20日｜周敏") == "换届选举"
    assert matter("换届选举，9月20日前") == "换届选举"
