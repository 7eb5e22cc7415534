"""The labelled notices are read as labelled, and a worse reader is found out."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.config import HOME
from bot.notices.reader import NoticeReader
from bot.notices.words import read_notice_words
from bot.retrieval.rules import load_rules
from tests.eval.notices import measured, rows

NEVER = re.compile(r"(?!)")


def worse(**words):
    """A reader without some of its words."""
    known = replace(read_notice_words(HOME / "knowledge"), **words)
    return NoticeReader(known, load_rules(HOME / "knowledge" / "cleaning.toml").lines)


def test_the_labelled_notices_are_read():
    assert all(row.ok for row in rows())


def test_a_reader_that_takes_demands_for_sections_is_found_out():
    _, _, guessed = measured(worse(demands=NEVER, demanding=NEVER))
    assert guessed


def test_a_reader_that_fills_in_unreadable_lengths_is_found_out():
    points, missed, _ = measured(worse(unreadable_length=NEVER, unreadable_day=NEVER))
    assert missed > measured(NoticeReader.open(HOME / "knowledge"))[1]
    assert points


def test_a_reader_without_days_is_found_out():
    points, missed, _ = measured(worse(day="(?!)"))
    assert missed / points > 0.05
