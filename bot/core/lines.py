"""Answers as they are read: item by item, each with what its reader must know."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import Reading
from bot.core.items import items
from bot.core.outline import Form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.core.facts import Fact
    from bot.core.outline import Handbook, Outline, Place, Question
    from bot.core.period import Period
    from bot.core.state import Said


class Line(NamedTuple):
    """One item of a message, as read."""

    said: Said
    text: str
    facts: tuple[Fact, ...]
    reading: Reading


def reading_at(outline: Outline, period: Period, place: Place, on: date) -> Reading:
    """What must be known to read an answer. Dates of a plan lie in the months after."""
    form = outline.section(place.section).form
    return Reading(period.following() if form is Form.PLAN else period, on, period)


def lines_of(question: Question, said: Iterable[Said]) -> Iterator[tuple[Said, str]]:
    """The items of some messages; a number alone has the unit that its question means."""
    for one in said:
        for item in items(one.text):
            yield one, with_unit(item, question.unit)


def with_unit(text: str, unit: str) -> str:
    """A number alone with the unit that is meant."""
    number = text.strip()
    return f"{number}{unit}" if unit and number.replace(".", "", 1).isdecimal() else text


def read_lines(book: Handbook, kind: str, period: Period, place: Place, said: Iterable[Said]) -> tuple[Line, ...]:
    """Some messages of one place, read."""
    outline, question = book.outlines[kind], book.question(kind, place)
    return tuple(
        Line(one, text, book.understanding.read(text, reading), reading)
        for one, text in lines_of(question, said)
        for reading in (reading_at(outline, period, place, one.on),)
    )
