"""Answers as they are read: item by item, each with what its reader must know."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import Reading
from bot.core.items import items
from bot.core.outline import Form
from bot.core.state import About, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.core.facts import Fact
    from bot.core.outline import Handbook, Outline, Place, Question, Section
    from bot.core.period import Period
    from bot.core.state import Paper, Said


_NUMBER = re.compile(r"(?:[\d,]*\d(?:\.\d+)?[百千万]?|[零〇一二两三四五六七八九十百千万]+)(?:多|来|余|几)?")


class Line(NamedTuple):
    """One item of a message, as read."""

    said: Said
    text: str
    facts: tuple[Fact, ...]
    reading: Reading


def reading_at(outline: Outline, period: Period, place: Place, on: date) -> Reading:
    """What must be known to read an answer."""
    return Reading(months_of(outline.section(place.section), period), on, period)


def months_of(section: Section, period: Period) -> Period:
    """The months in which a section's dates lie: those of a plan lie in the months after."""
    return period.following() if section.form is Form.PLAN else period


def read_lines(book: Handbook, paper: Paper, place: Place, said: Iterable[Said]) -> tuple[Line, ...]:
    """Some messages of one place, read; none before the report has its period.

    A number alone has the unit that its question means. A figure that the officer chose stands in the place of the
    one that it contradicted.
    """
    if paper.period is None:
        return ()
    question, chosen = book.question(paper.kind, place), _chosen(paper)
    reading = reading_at(book.outlines[paper.kind], paper.period, place, paper.period.end)
    return tuple(
        _line(book, one, with_unit(item, _unit(question, one)), replace(reading, said_on=one.on), chosen)
        for one in said
        for item in items(one.text)
    )


def with_unit(text: str, unit: str) -> str:
    """A number alone (85, 一千五, 40来) with the unit that is meant."""
    number = text.strip()
    return f"{number}{unit}" if unit and _NUMBER.fullmatch(number) else text


def _unit(question: Question, said: Said) -> str:
    return next((follow.unit for follow in question.follow if follow.short == said.to), question.unit)


def _chosen(paper: Paper) -> dict[tuple[int, str], str]:
    """The figures given up, by their message and standard form, and those chosen instead."""
    return {
        (figure.message, figure.words): one.value
        for one in paper.settled
        if one.doubt.about is About.CONFLICT and one.outcome is Outcome.CHOSEN
        for figure in one.doubt.figures
        if figure.words != one.value
    }


def _line(book: Handbook, said: Said, text: str, reading: Reading, chosen: dict[tuple[int, str], str]) -> Line:
    facts = book.understanding.read(text, reading)
    given_up = [fact for fact in facts if (said.message, fact.standard) in chosen]
    if not given_up:
        return Line(said, text, facts, reading)
    parts, at = [], 0
    for fact in given_up:
        parts += [text[at : fact.start], chosen[said.message, fact.standard]]
        at = fact.end
    text = "".join(parts) + text[at:]
    return Line(said, text, book.understanding.read(text, reading), reading)
