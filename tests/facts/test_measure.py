"""The measure of the reader on unseen phrases: met by the reader, and by no worse one."""

from __future__ import annotations

import pytest

from bot.facts.counts import Counts
from bot.facts.dates import Dates
from bot.facts.honours import Honours
from bot.facts.money import Money
from bot.facts.names import Names
from bot.facts.no_figures import NoFigures
from bot.facts.organisations import Organisations
from tests.eval.facts import score
from tests.facts.labels import tables


def test_the_reader_meets_the_bar(reader):
    found = score(reader)

    assert found.meets_the_bar, found


def test_the_table_is_large_and_nobody_has_seen_it():
    phrases = [phrase for phrase, _ in tables("unseen")]

    assert len(phrases) >= 420
    assert len(set(phrases)) == len(phrases)
    assert not set(phrases) & {phrase for phrase, _ in tables("phrases")}


@pytest.mark.parametrize("rule", [Counts, Money, Dates, NoFigures, Organisations, Honours, Names])
def test_a_reader_without_a_rule_fails_the_bar(reader, monkeypatch, rule):
    monkeypatch.setattr(rule, "read", lambda *_: None)

    assert not score(reader).meets_the_bar


def test_a_reader_that_sees_too_much_fails_the_bar(reader):
    class Eager:
        def read(self, text, reading):
            return (*reader.read(text, reading), *reader.read("62人", reading))

    assert score(Eager()).recall == score(reader).recall
    assert not score(Eager()).meets_the_bar
