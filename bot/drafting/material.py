"""The officer's answers, sorted into the portions that are written one by one: a section, or one area of the work."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.core.facts import Reading
from bot.core.outline import Area, Form, Question, Section
from bot.core.path import answer_at
from bot.core.period import Period
from bot.core.state import Verdict
from bot.core.typed import only_names_areas
from bot.drafting.items import items

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.outline import Handbook
    from bot.core.state import Answer, Paper

NO_HEADING = "【待补：{short}的小标题】"
_HEADED = re.compile(r"^\s*([^｜|：:，,。；;\d]{2,16})\s*[｜|：:]\s*(?=\S)")


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
    """One piece of writing: what it is about, what was told, and the months its dates lie in.

    `under_heading`: it stands under a sub-heading of its section, that of its first question.
    """

    section: Section
    area: Area | None
    told: tuple[Told, ...]
    period: Period
    last_plan: tuple[str, ...] = ()
    under_heading: bool = False

    @property
    def heading(self) -> str:
        """The sub-heading it stands under, "" for none."""
        if self.area:
            return self.area.title
        return _heading(self.told) if self.under_heading else ""

    @property
    def id(self) -> str:
        """The section's id, with the area's behind it, or that of the question under whose sub-heading it stands."""
        if self.area:
            return f"{self.section.id}.{self.area.id}"
        return f"{self.section.id}.{self.told[0].question.id}" if self.under_heading else self.section.id

    @property
    def title(self) -> str:
        """What the officer calls it."""
        return self.heading or self.section.title

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
    outline = book.outlines[paper.kind]
    asked = outline.asked(paper.areas)
    for section in outline.sections:
        months = period.following() if section.form is Form.PLAN else period
        reading = Reading(months, period.end, period)
        answers = paper.answers if section in asked else ()
        by_area: dict[str, list[Told]] = {}
        for place, question in book.questions(section, paper.areas):
            choices = book.choices(paper.kind) if question.areas else ()
            by_area.setdefault(place.area, []).append(_told(question, answer_at(answers, place), choices, reading))
        for area_id, told in (by_area or {"": []}).items():
            if area_id:
                found.append(Portion(section, book.areas[area_id], tuple(told), months))
            else:
                last_plan = paper.last_plan if any(t.question.gate for t in told) else ()
                found += _parted(Portion(section, None, tuple(told), months, last_plan))
    return tuple(found)


def head_of(text: str) -> tuple[str, str]:
    """The sub-heading that an answer brings (建网点：3月起…) and the rest; ("", text) where it brings none."""
    head = _HEADED.match(text)
    return (head[1], text[head.end() :]) if head else ("", text)


def _parted(portion: Portion) -> Iterator[Portion]:
    """A section with sub-headings, one portion under each; whole, while fewer than two have anything to stand there."""
    groups: list[list[Told]] = [[]]
    for told in chain.from_iterable(map(_by_head, portion.told)):
        if told.question.heading or told.question.headed:
            groups.append([])
        groups[-1].append(told)
    groups = [group for group in groups if any(t.messages or t.verdict is Verdict.UNKNOWN for t in group)]
    if not portion.section.parted or len(groups) <= 1:
        yield portion
        return
    for group in groups:
        yield replace(portion, told=tuple(group), under_heading=True)


def _by_head(told: Told) -> list[Told]:
    """What was said to one question; each sub-heading that the answer brings begins a new part."""
    if not told.question.headed or not told.messages:
        return [told]
    parts: list[list[Message]] = [[]]
    for message in told.messages:
        if parts[-1] and head_of(message.text)[0]:
            parts.append([])
        parts[-1].append(message)
    return [replace(told, messages=tuple(part)) for part in parts]


def _heading(told: Sequence[Told]) -> str:
    question = told[0].question
    if not question.headed:
        return question.heading
    own = head_of(told[0].messages[0].text)[0] if told[0].messages else ""
    return own or question.heading or NO_HEADING.format(short=question.short)


def _told(question: Question, answer: Answer | None, choices: Sequence[Area | Section], reading: Reading) -> Told:
    if answer is None:
        return Told(question, None)
    said = answer.said if answer.verdict is Verdict.SAID else ()
    messages = (
        Message(_with_unit(item, question.unit), replace(reading, said_on=one.on))
        for one in said
        for item in items(one.text)
        if not (question.areas and only_names_areas(choices, item))
    )
    return Told(question, answer.verdict, tuple(messages))


def _with_unit(text: str, unit: str) -> str:
    """A number alone has the unit that its question means."""
    number = text.strip()
    return f"{number}{unit}" if unit and number.replace(".", "", 1).isdigit() else text
