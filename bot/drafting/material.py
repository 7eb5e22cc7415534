"""The officer's answers, sorted into the portions that are written one by one: a section, or one area of the work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.facts import Reading
from bot.core.outline import Area, Form, Question, Section
from bot.core.path import answer_at
from bot.core.period import Period
from bot.core.state import Verdict
from bot.core.typed import only_names_areas
from bot.drafting.items import items

if TYPE_CHECKING:
    from bot.core.outline import Handbook, Place
    from bot.core.state import Answer, Paper


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said, without its number in a list, and what its reader must know."""

    text: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Told:
    """What was said to one question. `verdict` None: not answered."""

    question: Question
    verdict: Verdict | None
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """One piece of writing: what it is about, what was told, and the months its dates lie in."""

    section: Section
    area: Area | None
    told: tuple[Told, ...]
    period: Period
    last_plan: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The section's id, with the area's behind it."""
        return f"{self.section.id}.{self.area.id}" if self.area else self.section.id

    @property
    def title(self) -> str:
        """What the officer calls it."""
        return self.area.title if self.area else self.section.title

    @property
    def topics(self) -> tuple[str, ...]:
        """Where its examples are found."""
        return self.area.topics if self.area else self.section.topics

    @property
    def spoken(self) -> bool:
        """Whether there are any words to write from."""
        return bool(self.messages)

    @property
    def messages(self) -> tuple[Message, ...]:
        """All that was said, whatever the question."""
        return tuple(message for told in self.told for message in told.messages)


def portions(book: Handbook, paper: Paper, period: Period) -> tuple[Portion, ...]:
    """All portions of a report in printed order, the empty ones too. Dates of a plan lie in the period after."""
    found: list[Portion] = []
    for section in book.outlines[paper.kind].sections:
        months = period.following() if section.form is Form.PLAN else period
        by_area: dict[str, list[Told]] = {}
        for place, question in book.questions(section, paper.areas):
            by_area.setdefault(place.area, []).append(
                _told(book, question, place, paper.answers, Reading(months, period.end, period))
            )
        for area_id, told in by_area.items():
            area = book.areas[area_id] if area_id else None
            last_plan = paper.last_plan if any(t.question.gate for t in told) else ()
            found.append(Portion(section, area, tuple(told), months, last_plan))
    return tuple(found)


def _told(book: Handbook, question: Question, place: Place, answers: tuple[Answer, ...], reading: Reading) -> Told:
    answer = answer_at(answers, place)
    if answer is None:
        return Told(question, None)
    said = answer.said if answer.verdict is Verdict.SAID else ()
    messages = (
        Message(_with_unit(item, question.unit), replace(reading, said_on=one.on))
        for one in said
        for item in items(one.text)
        if not (question.areas and only_names_areas(book, item))
    )
    return Told(question, answer.verdict, tuple(messages))


def _with_unit(text: str, unit: str) -> str:
    """A number alone has the unit that its question means."""
    number = text.strip()
    return f"{number}{unit}" if unit and number.replace(".", "", 1).isdigit() else text
