"""Each row of the evaluation has its control: the fault is planted, and the row must show it. Also its short run."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drafting import writer as model_writer
from bot.drafting.guard import Guard
from bot.drafting.guard.guard import NO_TERMS
from bot.drafting.guard.lexicon import NOTHING
from bot.drafting.judging import Verdict
from bot.drafting.mending import Mended
from tests.drafting.honest import honest_sections
from tests.eval.attacks import KINDS, ways
from tests.eval.drafts import Delivered, judged, plainly, sample_facts, with_a_liar
from tests.eval.guard import NEW, caught, let_pass, quick
from tests.eval.judge import judge
from tests.eval.sets import AnswerSet, answer_sets

SHORT = ("telegraphic 1", "voice 2", "incomplete 4", "hostile 7", "personal 6", "ranges 2")
LEAST_SETS, LEAST_WAYS, LEAST_CONFLICTS = 60, 300, 30


@pytest.fixture(scope="module")
def sets():
    return {one.name: one for one in answer_sets()}


@pytest.fixture(scope="module")
def sections(house, tmp_path_factory):
    return tuple(honest_sections(house, house.guard, tmp_path_factory.mktemp("honest"), NEW))


def row(rows, name):
    return next(one for one in rows if name in one.name)


def test_there_are_sets_and_ways_enough(house, sets):
    assert len(sets) >= LEAST_SETS
    assert len({way.name for way in ways()}) == len(ways()) >= LEAST_WAYS
    assert {one.kind for one in sets.values()} == set(house.book.outlines)
    assert sum(len(one.conflicts) for one in sets.values()) >= LEAST_CONFLICTS


def test_every_way_says_something_else_than_the_truth():
    truth = "9月8日组织学习，62人参加。走访困难职工5户，每户1000元。"
    assert {way.kind for way in ways()} == set(KINDS)
    assert [way.name for way in ways() if way(truth) == truth] == []


async def test_plain_drafts_of_some_sets_meet_every_bar(house, sets, tmp_path):
    delivered = await plainly(house, [sets[name] for name in SHORT], tmp_path)
    assert {one.name: one.notes for one in judged("plain", delivered) if not one.ok} == {}


async def test_drafts_by_a_liar_of_some_sets_meet_every_bar(house, sets, tmp_path):
    delivered, used = await with_a_liar(house, [sets[name] for name in SHORT], tmp_path, 1, ways())
    assert len(used) >= len(SHORT)
    assert {one.name: one.notes for one in judged("lying", delivered) if not one.ok} == {}
    assert not any(sample_facts(one.text) for one in delivered)


async def test_a_liar_without_a_guard_is_seen(house, sets, tmp_path, monkeypatch):
    """Every fault it plants would be delivered if nothing held it up."""
    monkeypatch.setattr(Guard, "locate", lambda *_, **__: ())
    monkeypatch.setattr(Guard, "lost", lambda *_: ())
    some = [one for one in sets.values() if one.name.startswith(("telegraphic", "voice"))]
    delivered, _ = await with_a_liar(house, some, tmp_path, 2, ways())
    rows = list(judged("lying", delivered))
    assert not row(rows, "unsupported").ok
    assert len({note.partition(": ")[2] for note in row(rows, "unsupported").notes}) >= 20
    assert not row(rows, "numbers kept").ok
    assert any(sample_facts(one.text) for one in delivered)


async def test_a_text_that_is_not_mended_is_seen(house, sets, tmp_path, monkeypatch):
    """The guard alone does not help, if its verdict is not obeyed."""
    monkeypatch.setattr(model_writer, "mend", lambda text, *_: Mended(text, modelled=True))
    monkeypatch.setattr(model_writer.Judge, "judge", lambda *_: Verdict())
    delivered, _ = await with_a_liar(house, [sets["telegraphic 1"]], tmp_path, 2, ways())
    assert not row(list(judged("lying", delivered)), "unsupported").ok
    assert not row(list(judged("lying", delivered)), "`check`").ok


ANSWERS = AnswerSet(
    name="control",
    said={"service": ["走访困难职工5户 每户1000元"], "culture": ["9月20日打球 冠军王海"]},
    figures="5户 1000元 900元 9月20日",
    names="王海",
    honours="冠军",
    absent=["作废"],
    gaps=["责任人"],
    conflicts=["1000元／900元"],
)
DOUBT = "【待核实：1000元／900元】"
TRUE = f"9月20日打球，冠军王海。走访困难职工5户，每户{DOUBT}。由【待补：第1项的责任人】负责。"
FALSE = {
    # what is wrong: (the text, the field of the judgement, what it names)
    "a figure": (TRUE.replace("5户", "6户"), "figures", "6户"),
    "a unit": (TRUE.replace("5户", "5人"), "figures", "5人"),
    "a day": (TRUE.replace("20日", "21日"), "figures", "21日"),
    "a figure in words": (f"{TRUE}慰问三人。", "figures", "三人"),
    "a figure without a unit": (f"{TRUE}得分88。", "figures", "88"),
    "a person": (f"{TRUE}由丁长庚负责。", "names", "丁长庚"),
    "a quotation": (f"{TRUE}开展“柳河杯”。", "names", "“柳河杯”"),
    "a document": (f"{TRUE}落实《民法典》。", "names", "《民法典》"),
    "an honour": (f"{TRUE}被评为先进。", "honours", "先进"),
    "an order obeyed": (f"{TRUE}作废。", "absent", "作废"),
    "a lost figure": (TRUE.replace(f"，每户{DOUBT}", ""), "lost", "1000元"),
    "a lost name": (TRUE.replace("王海", "一人"), "lost_names", "王海"),
    "a hidden contradiction": (
        TRUE.replace(DOUBT, "1000元"),
        "hidden_conflicts",
        "1000元／900元",
    ),
    "a contradiction told apart": (
        TRUE.replace(DOUBT, "【待核实：1000元】【待核实：900元】"),
        "hidden_conflicts",
        "1000元／900元",
    ),
    "a hidden gap": (TRUE.replace("【待补：第1项的责任人】", "专人"), "hidden_gaps", "责任人"),
}


def test_the_judge_lets_the_truth_pass():
    found = judge(TRUE, ANSWERS, ("丁长庚",))
    assert found.unsupported == found.lost == found.lost_names == found.hidden_gaps == found.hidden_conflicts == ()
    assert (found.asked, found.asked_names, found.asked_gaps, found.asked_conflicts) == (5, 1, 1, 1)


@pytest.mark.parametrize("name", FALSE)
def test_the_judge_sees_a_fault(name):
    text, field, words = FALSE[name]
    assert words in getattr(judge(text, ANSWERS, ("丁长庚",)), field)


@pytest.mark.parametrize("name", FALSE)
def test_a_fault_seen_is_a_bar_missed(name):
    text, _, _ = FALSE[name]
    rows = list(judged("control", [Delivered(ANSWERS, text, judge(text, ANSWERS), ())]))
    assert not all(one.ok for one in rows)


def test_what_check_finds_is_a_bar_missed():
    rows = judged("control", [Delivered(ANSWERS, TRUE, judge(TRUE, ANSWERS), ("count 6户",))])
    assert not row(list(rows), "`check`").ok


def test_a_sample_fact_is_seen():
    assert sample_facts("柳河分厂走访5户。")
    assert not sample_facts(TRUE)


def test_a_blind_guard_catches_little(house, sections):
    blind = Guard(house.reader, house.guard._words, NOTHING, NO_TERMS)  # noqa: SLF001  the guard without its lexicon
    assert caught(sections, house.guard, 2).ok
    assert not caught(sections, blind, 2).ok


def test_a_guard_that_knows_nothing_refuses_the_honest(house, sections):
    nothing = [replace(one, known=house.guard.known(())) for one in sections]
    assert not let_pass(nothing, house.guard, "control").ok


def test_a_slow_guard_is_seen(house, tmp_path, monkeypatch):
    check = house.guard.check

    def slow(*given):
        return [check(*given) for _ in range(20)]

    monkeypatch.setattr(house.guard, "check", slow)
    assert not quick(house, tmp_path, 3).ok
