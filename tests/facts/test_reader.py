"""Promises that hold for any text: safe, in order, true to the words; and standard forms that read back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.facts import Reading
from bot.core.period import Period
from tests.facts.conftest import KNOWLEDGE
from tests.facts.test_phrases import PHRASES

SHARED = Path(__file__).parents[3] / "shared" / "seed"
TEXTS = sorted([*KNOWLEDGE.glob("examples/*.md"), *(SHARED.glob("*.txt") if SHARED.is_dir() else ())])

common = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
signs = st.sampled_from(
    "0123456789.,/:-—～至到一二三十百千万亿零两几多余近约上人名个次户元块%月日号年周底、，。（）“”《》 \n点半成比每第"
)
phrases = st.sampled_from([phrase for phrase, _ in PHRASES])
texts = st.one_of(
    st.text(max_size=60),
    st.lists(signs, max_size=40).map("".join),
    st.lists(st.one_of(phrases, signs), max_size=6).map("".join),
)
periods = st.builds(
    lambda year, months: Period(year, min(months), max(months)),
    st.sampled_from([1, 2026, 9999]),
    st.tuples(st.integers(1, 12), st.integers(1, 12)),
)
readings = st.builds(Reading, periods, st.dates())


@common
@given(text=texts, reading=readings)
def test_any_text_is_safe_and_its_facts_are_its_own_words_in_order(reader, text, reading):
    facts = reader.read(text, reading)

    ends = 0
    for fact in facts:
        assert text[fact.start : fact.end] == fact.text
        assert fact.start >= ends
        assert fact.text
        assert fact.value
        assert fact.standard
        ends = fact.end
    assert reader.read(text, reading) == facts


@common
@given(text=texts, reading=readings)
def test_standardising_touches_nothing_but_facts(reader, text, reading):
    at, kept = 0, []
    for fact in reader.read(text, reading):
        kept.append(text[at : fact.start])
        at = fact.end
    kept.append(text[at:])

    standard = reader.standardise(text, reading)

    for part in kept:
        assert part in standard
        standard = standard[standard.index(part) + len(part) :]


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_standard_text_reads_as_the_same_facts(reader, september, path):
    def essence(text):
        return [(fact.kind, fact.value, fact.unit, fact.approx) for fact in reader.read(text, september)]

    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        assert essence(reader.standardise(line, september)) == essence(line)


def test_offsets_point_into_the_text_as_given(reader, september):
    text = "　９.８，６２个人；①看了３户"

    assert [text[fact.start : fact.end] for fact in reader.read(text, september)] == ["９.８", "６２个人", "３户"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("9.8学工会法 62个人", "9月8日学工会法 62人"),
        ("看了3个住院的 每人500", "看了3名住院的 每人500元"),
        ("一百二十来人，用电6.8万度左右", "120余人，用电6.8万度左右"),
        ("15到17号办了5期，花了两万三", "9月15日至17日办了5期，花了23000元"),
        ("一线职工十几个人", "一线职工十几人"),
        ("一户慰问金一千", "每户慰问金1000元"),
        ("8:30到会，电话12351", "8:30到会，电话12351"),
    ],
)
def test_standard_text_is_what_a_report_prints(reader, september, said, written):
    assert reader.standardise(said, september) == written


def test_reading_depends_on_nothing_but_text_and_context(reader):
    said = "8号看了3户"
    september = Reading(Period(2026, 9, 9), date(2026, 9, 21))
    october = Reading(Period(2026, 10, 10), date(2026, 10, 21))

    first = reader.read(said, september)

    assert reader.read(said, october) != first
    assert reader.read(said, september) == first
