"""What the guard catches and what it lets pass, counted: planted faults of every kind, and honest sections."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from bot.config import HOME
from bot.core.facts import Reading
from bot.drafting.compose import plain_text
from bot.drafting.guard import Guard, Severity
from bot.drafting.guard.spans import sentence_spans
from bot.drafting.knowing import known_messages
from bot.drafting.material import portions
from tests.drafting.faults_planted import COPIED, PLANTS
from tests.drafting.honest import PERIOD, honest_sections
from tests.drafting.messy import MESSY
from tests.drafting.reports import filled

OF_EACH_KIND = 40
"""Planted faults of a kind, spread over all sections."""


@pytest.fixture(scope="module")
def guard(house):
    return Guard.open(house.reader, HOME / "knowledge", HOME / "prompts")


@pytest.fixture(scope="module")
def sections(house, guard, tmp_path_factory):
    return tuple(honest_sections(house, guard, tmp_path_factory.mktemp("honest")))


def findings(guard, section, text):
    found = guard.check(text, section.reading, section.known, samples=(COPIED,))
    return (*found, *guard.lost(text, section.reading, section.given))


def planted(plant, sections):
    """Faults of one kind: first one of every section, then the second of each, and so on."""
    waiting = [(section, plant(section)) for section in sections]
    while waiting:
        left = []
        for section, faults in waiting:
            text = next(faults, None)
            if text is not None:
                yield section, text
                left.append((section, faults))
        waiting = left


def test_planted_faults_are_caught_in_every_kind(guard, sections):
    tried, caught = Counter(), Counter()
    for plant in PLANTS:
        for section, text in islice(planted(plant, sections), OF_EACH_KIND):
            tried[plant.__name__] += 1
            caught[plant.__name__] += bool(findings(guard, section, text))
    missed = {kind: f"{caught[kind]}/{tried[kind]}" for kind in tried if caught[kind] < tried[kind]}
    assert tried.total() >= 300
    assert caught.total() >= 0.99 * tried.total(), missed
    assert all(caught[kind] >= 0.92 * tried[kind] for kind in tried), missed


def test_exchanged_figures_are_caught_without_a_lost_one(guard, sections):
    for name, bar in (("swapped_figures", 0.97), ("swapped_dates", 1.0)):
        plant = next(plant for plant in PLANTS if plant.__name__ == name)
        faults = list(planted(plant, sections))
        caught = sum(bool(guard.check(text, section.reading, section.known)) for section, text in faults)
        assert len(faults) >= 20
        assert caught >= bar * len(faults), f"{caught}/{len(faults)}"


def refused(guard, section, known):
    """The sentences that would be written again."""
    found = guard.locate(section.text, section.reading, known, samples=(COPIED,))
    return {section.text[slice(*one.sentence)] for one in found if one.finding.severity is Severity.GATE}


def test_honest_sections_are_let_pass(guard, sections):
    count = sum(len(sentence_spans(section.text)) for section in sections)
    own = [(section.name, found) for section in sections if (found := refused(guard, section, section.known))]
    whole = [(section.name, found) for section in sections if (found := refused(guard, section, section.whole))]
    assert len(sections) >= 60
    for wrong in (own, whole):
        assert sum(len(found) for _, found in wrong) <= 0.01 * count, wrong


def test_honest_sections_lose_nothing(guard, sections):
    lost = {s.name: found for s in sections if (found := guard.lost(s.text, s.reading, s.given))}
    gates = {name for name, found in lost.items() if any(one.severity is Severity.GATE for one in found)}
    assert len(gates) <= 0.03 * len(sections), lost


def test_the_same_section_with_nothing_known_is_refused(guard, sections):
    nothing = guard.known(())
    figures = [section for section in sections if any(fact.text.endswith("人") for fact in section.facts)]
    assert all(guard.check(section.text, section.reading, nothing) for section in figures)


@pytest.mark.parametrize("name", MESSY)
async def test_a_plain_draft_passes_the_whole_guard(house, guard, tmp_path, name):
    content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": MESSY[name]}
    paper, profile = filled(house.book, tmp_path, content)
    draft = await house.drafter.draft(paper, profile)
    text = plain_text(house.drafter.report(paper, draft, profile))
    parts = portions(house.book, paper, PERIOD)
    reading = Reading(PERIOD, PERIOD.end)
    flat = guard.known(known_messages(parts, profile, PERIOD), parts)
    assert guard.check(text, reading, flat) == ()
    assert guard.lost(text, reading, guard.known(message for part in parts for message in part.messages)) == ()
