"""Every figure of a draft leads to the message it was said in, and what was said differently is marked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.core.facts import Reading
from bot.core.outline import Place
from bot.core.period import Period
from bot.core.state import About, Doubt, Figure, Outcome, Said, Settled
from bot.drafting.doubtful import marked
from bot.drafting.knowing import known_messages
from bot.drafting.material import portions
from tests.drafting.test_conflicts import paper_of

SAID = [
    ("overview.main", "看望了5户困难职工"),
    ("work.ideology.study", "9.8学工会法 62个人"),
    ("work.ideology.study", "9.15学安全生产法 54个人"),
    ("work.ideology.change", "来问合同怎么签的人多了"),
    ("work.service.visits", "走访困难职工6户，每户1000元"),
    ("work.service.care", "看了3个住院的 每人500"),
    ("next_plan.items", "职工书屋开放｜10月10日前｜刘敏｜上架300册"),
]
PROFILE = {"unit": "宏泰纺织有限公司工会"}
SEPTEMBER = Period(2026, 9, 9)


@pytest.fixture(scope="module")
def paper():
    return replace(paper_of(SAID), areas=("ideology", "service"))


def drafted(house, paper):
    return asyncio.run(house.drafter.draft(paper, PROFILE))


def text_of(draft):
    return "\n".join(section.text for section in draft.sections)


def sources(house, paper, section):
    found = house.drafter.evidence(paper, drafted(house, paper), PROFILE, section)
    return [(one.facts, tuple(said.text for said, _ in one.said)) for one in found]


def test_each_sentence_leads_to_the_messages_of_its_facts(house, paper):
    assert sources(house, paper, "work") == [
        (("9月8日", "62人"), ("9.8学工会法 62个人",)),
        (("9月15日", "54人"), ("9.15学安全生产法 54个人",)),
        ((), ("来问合同怎么签的人多了",)),
        (("1000元",), ("走访困难职工6户，每户1000元",)),
        (("3人", "500元"), ("看了3个住院的 每人500",)),
    ]
    assert sources(house, paper, "next_plan")[-1] == (
        ("10月10日", "刘敏", "300册"),
        ("职工书屋开放｜10月10日前｜刘敏｜上架300册",),
    )


def test_every_figure_of_a_draft_has_a_source_or_is_of_the_report_itself(house, paper):
    for section in drafted(house, paper).sections:
        for one in house.drafter.evidence(paper, drafted(house, paper), PROFILE, section.id):
            assert one.said or set(one.facts) <= {"2026年9月", "宏泰纺织有限公司工会"}


def test_control_a_figure_that_nobody_said_has_none(house, paper):
    draft = drafted(house, paper)
    planted = replace(draft, sections=tuple(replace(s, text="举办讲座7场。") for s in draft.sections))
    [one] = house.drafter.evidence(paper, planted, PROFILE, "work")
    assert (one.facts, one.said) == (("7场",), ())


def test_what_was_said_differently_is_marked_in_both_places(house, paper):
    draft = drafted(house, paper)
    assert draft.to_verify == ("5户／6户",)
    assert text_of(draft).count("【待核实：5户／6户】") == 2
    assert "5户" not in text_of(draft).replace("【待核实：5户／6户】", "")


def settled(paper, outcome, value="", said=()):
    conflict = (
        Figure(Place("overview", "main"), 1, "5户"),
        Figure(Place("work", "visits", "service"), 5, "6户"),
    )
    doubt = Doubt(About.CONFLICT, Place("work", "visits", "service"), figures=conflict)
    return replace(paper, settled=(Settled(doubt, outcome, value, said),))


@pytest.mark.parametrize("outcome", [Outcome.OPEN, Outcome.UNKNOWN, Outcome.PASSED])
def test_a_question_without_an_answer_leaves_the_mark(house, paper, outcome):
    assert drafted(house, settled(paper, outcome)).to_verify == ("5户／6户",)


def test_two_things_are_printed_as_they_were_said(house, paper):
    text = text_of(drafted(house, settled(paper, Outcome.BOTH)))
    assert "看望5户困难职工" in text
    assert "走访困难职工6户" in text
    assert "待核实" not in text


def test_the_figure_chosen_is_printed_everywhere_and_leads_to_where_it_was_said(house, paper):
    reply = Said(99, "7户才对", date(2026, 9, 21))
    chosen = settled(paper, Outcome.CHOSEN, "7户", (reply,))
    text = text_of(drafted(house, chosen))
    assert text.count("7户") == 2
    assert "5户" not in text
    assert (("7户", "1000元"), ("7户才对", "走访困难职工6户，每户1000元")) in sources(house, chosen, "work")


def test_the_guard_accepts_a_marked_draft_and_a_chosen_figure(house, paper):
    for one in (paper, settled(paper, Outcome.CHOSEN, "6户")):
        parts = portions(house.book, one, SEPTEMBER)
        known = house.guard.known(known_messages(parts, PROFILE, SEPTEMBER), parts)
        for section in drafted(house, one).sections:
            reading = Reading(parts[0].period, SEPTEMBER.end)
            assert section.id == "next_plan" or house.guard.check(section.text, reading, known) == ()


def test_control_the_guard_refuses_the_figure_given_up(house, paper):
    chosen = settled(paper, Outcome.CHOSEN, "6户")
    parts = portions(house.book, chosen, SEPTEMBER)
    known = house.guard.known(known_messages(parts, PROFILE, SEPTEMBER), parts)
    [finding] = house.guard.check("看望5户困难职工。", Reading(SEPTEMBER, SEPTEMBER.end), known)
    assert finding.found == "5户"


def test_only_the_doubtful_figure_of_a_text_is_marked(house, paper):
    parts = portions(house.book, paper, SEPTEMBER)
    known = house.guard.known(known_messages(parts, PROFILE, SEPTEMBER), parts)
    text = "走访困难职工6户，每户1000元；6户以外另有安排。"
    traced = [one for _, facts in house.guard.trace(text, Reading(SEPTEMBER, SEPTEMBER.end), known) for one in facts]
    conflicts = house.book.understanding.conflicts(house.book, paper)
    assert marked(text, traced, conflicts, "【{said}】").startswith("走访困难职工【5户／6户】，每户1000元")
    assert marked(text, traced, (), "【{said}】") == text


def test_what_was_asked_back_is_discreet_and_leads_to_its_message(house, paper):
    answer = next(one for one in paper.answers if one.place.question == "visits")
    reply = Said(50, "一共6000元，其中王建国1000元，他得了肺癌", date(2026, 9, 21), to="慰问金")
    answers = tuple(replace(one, said=(*one.said, reply)) if one is answer else one for one in paper.answers)
    text = text_of(drafted(house, replace(paper, answers=answers)))
    assert "6000元" in text
    assert "王建国" not in text
    assert "肺癌" not in text
    assert any(said[-1:] == (reply.text,) for _, said in sources(house, replace(paper, answers=answers), "work"))
