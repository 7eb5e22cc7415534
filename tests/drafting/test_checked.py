"""Last month's plan as it was ticked: the counts follow from the ticks, add up, and are known to the guard."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.facts import Reading
from bot.core.outline import Place
from bot.core.period import Period
from bot.core.state import REASON, Answer, Became, Paper, Said, Verdict
from bot.drafting.pipeline import known_messages

SEPTEMBER = Period(2026, 9, 9)
ITEMS = Place("last_plan", "items")
ITEM = re.compile(r"(完成|部分完成|未完成)(\d+)项")


def ticked(*checks, items=None, said=()):
    items = items or tuple(f"第{'一二三四五六七八九'[n]}批书架上架" for n in range(len(checks)))
    answers = (Answer(ITEMS, Verdict.SAID, said),)
    return Paper(1, "monthly", SEPTEMBER, answers=answers, last_plan=items, checks=checks)


def drafted(house, paper):
    draft = asyncio.run(house.drafter.draft(paper, {"unit": "宏泰纺织工会"}))
    return draft, next(section.text for section in draft.sections if section.id == "last_plan")


def portion_of(house, paper):
    return next(part for part in house.drafter.material(paper, SEPTEMBER) if part.id == "last_plan")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from([one for one in Became if one is not Became.UNKNOWN]), min_size=1, max_size=9))
def test_the_counts_add_up_to_what_was_planned(house, checks):
    counted = drafted(house, ticked(*checks))[1].partition("\n")[0]
    planned = re.match(r"上月计划(\d+)项", counted)
    assert planned
    assert int(planned[1]) == len(checks)
    assert sum(int(number) for _, number in ITEM.findall(counted)) == len(checks)


def test_counts_are_confirmed_by_the_ticks_and_by_nothing_else(house):
    """Control: without the ticks the guard refuses the same words."""
    paper = ticked(Became.DONE, Became.UNDONE, Became.UNDONE)
    draft, text = drafted(house, paper)
    assert draft.rejected == ()
    assert text.startswith("上月计划3项，完成1项，未完成2项。")
    part = portion_of(house, paper)
    reading = Reading(part.period, part.period.end)
    unticked = [replace(part, confirmed=None)]
    known = house.guard.known(known_messages(unticked, {}, SEPTEMBER), unticked)
    assert house.guard.check(text, reading, known)


@pytest.mark.parametrize("bent", ["上月计划3项，完成2项，未完成1项。", "上月计划4项，完成1项，未完成3项。"])
def test_other_counts_than_those_ticked_are_refused(house, bent):
    part = portion_of(house, ticked(Became.DONE, Became.UNDONE, Became.UNDONE))
    known = house.guard.known(known_messages([part], {}, SEPTEMBER), [part]).within(part.id)
    text = house.drafter.plain.write(part, "", "")
    reading = Reading(part.period, part.period.end)
    assert not house.guard.check(text, reading, known)
    assert house.guard.check(text.replace("上月计划3项，完成1项，未完成2项。", bent), reading, known)


def test_a_list_not_ticked_to_its_end_is_not_counted(house):
    _, text = drafted(house, replace(ticked(Became.DONE), last_plan=("书架上架", "换届选举")))
    assert "项，完成" not in text
    assert "2. 换届选举：【待补：完成情况】。" in text


def test_reasons_stand_with_their_items(house):
    said = (Said(5, "候选人没定，10月20日前补上，周敏负责", date(2026, 9, 21), f"{REASON}2"),)
    paper = ticked(Became.DONE, Became.PARTLY, items=("书架上架", "换届选举｜9月20日｜周敏｜选出委员"), said=said)
    draft, text = drafted(house, paper)
    assert "2. 换届选举：部分完成。候选人没定，10月20日前补上，周敏负责。" in text
    assert draft.rejected == ()
