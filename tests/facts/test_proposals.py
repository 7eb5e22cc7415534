"""A proposal can only point at the officer's own words; what they mean is computed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.facts import FactKind
from bot.facts.page import plain_form
from bot.facts.proposals import MOST, Acceptance, Proposal
from tests.facts.conftest import KNOWLEDGE
from tests.facts.labels import label, tables

PHRASES = [phrase for name in ("phrases", "unseen") for phrase, _ in tables(name)]


@pytest.fixture(scope="session")
def acceptance(reader):
    return Acceptance.open(KNOWLEDGE, reader)


@pytest.mark.parametrize(
    ("text", "kind", "accepted"),
    [
        ("共九个孩子一万八呢", FactKind.MONEY, "一万八 → money 18000 元 → 18000元"),
        ("共九个孩子１.８万呢", FactKind.MONEY, "１.８万 → money 18000 元 → 1.8万元"),
        ("厂里9.12搬的", FactKind.DATE, "9.12 → date 2026-09-12 → 9月12日"),
        ("夜校老师龚伯年", FactKind.NAME, "龚伯年 → name 龚伯年 → 龚伯年"),
        ("去恒通物流园参观", FactKind.ORG, "恒通物流园 → org 恒通物流园 → 恒通物流园"),
        ("挂了巾帼标兵岗的牌", FactKind.HONOUR, "巾帼标兵岗 → honour 巾帼标兵岗 → 巾帼标兵岗"),
        ("9.8学工会法", FactKind.DOCUMENT, "工会法 → document 工会法 → 工会法"),
    ],
)
def test_what_the_reader_missed_is_accepted_and_computed(acceptance, september, text, kind, accepted):
    proposal = Proposal(kind, plain_form(accepted.partition(" →")[0]))

    (fact,) = acceptance.accept([proposal], text, september)

    assert label(fact) == accepted
    assert text[fact.start : fact.end] == fact.text


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("看了三户", FactKind.COUNT, "99人"),
        ("看了三户", FactKind.NAME, "王建国"),
        ("看了三户", FactKind.COUNT, "3户"),
        ("看了三户", FactKind.COUNT, "三户"),
        ("看了三户", FactKind.COUNT, ""),
        ("共有一百二十人次", FactKind.COUNT, "二十人"),
        ("共有120人次", FactKind.COUNT, "20"),
        ("剩约9.12", FactKind.DATE, "9.12"),
        ("职工一万八", FactKind.PERCENT, "一万八"),
        ("共九个孩子一万八呢", FactKind.MONEY, "九个"),
        ("共九个孩子一万八呢", FactKind.MONEY, "孩子"),
        ("高温作业要当心", FactKind.NAME, "高温"),
        ("基层工会都报了", FactKind.ORG, "基层工会"),
        ("大家干得很优秀", FactKind.HONOUR, "优秀"),
        ("大家干得很出色", FactKind.HONOUR, "干得很出色"),
    ],
)
def test_what_nobody_said_or_no_such_fact_is_dropped(acceptance, september, text, kind, words):
    assert acceptance.accept([Proposal(kind, words)], text, september) == ()


def test_one_place_holds_one_fact(acceptance, september):
    money = Proposal(FactKind.MONEY, "一万八")
    proposals = [money, money, Proposal(FactKind.ORG, "孩子一万八")]

    assert len(acceptance.accept(proposals, "共九个孩子一万八呢", september)) == 1


def test_a_flood_of_proposals_is_cut(acceptance, september):
    flood = [Proposal(FactKind.NAME, "王建国")] * MOST

    assert acceptance.accept([*flood, Proposal(FactKind.NAME, "龚伯年")], "夜校老师龚伯年", september) == ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_proposal_adds_anything_to_what_was_said(acceptance, reader, september, data):
    text = data.draw(st.sampled_from(PHRASES))
    cut = st.integers(0, len(text))
    pieces = st.builds(lambda one, other: text[min(one, other) : max(one, other)], cut, cut)
    words = st.one_of(pieces, st.sampled_from(PHRASES), st.text(max_size=6))
    proposals = data.draw(st.lists(st.builds(Proposal, st.sampled_from(FactKind), words), max_size=8))

    accepted = acceptance.accept(proposals, text, september)

    known = [(fact.start, fact.end) for fact in reader.read(text, september)]
    for fact in accepted:
        assert text[fact.start : fact.end] == fact.text
        assert all(fact.end <= start or end <= fact.start for start, end in known)
        assert any(
            plain_form(one.words.strip()) == plain_form(fact.text) and one.kind is fact.kind for one in proposals
        )
