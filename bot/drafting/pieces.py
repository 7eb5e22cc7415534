"""What is written from: messages, answers and portions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.facts import Reading
from bot.core.outline import Area, Question, Section
from bot.core.period import Period
from bot.core.state import Became, Verdict

NO_HEADING = "【待补：{short}的小标题】"
_HEADED = re.compile(r"^\s*([^｜|：:，,。；;\d]{2,16})\s*[｜|：:]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said, without its number in a list, and what its reader must know; `source` is its message's id."""

    text: str
    reading: Reading
    source: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What was said to one question. `verdict` None: not answered.

    `further` is what was said to what was asked back about the answer, each as a question of its own.
    """

    question: Question
    verdict: Verdict | None
    messages: tuple[Message, ...] = ()
    further: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Portion:
    """One piece of writing: what it is about, what was told, and the months its dates lie in.

    `under_heading`: it stands under a sub-heading of its section, that of its first question.
    `checks` are what became of the first items of `last_plan`, as ticked; `confirmed` is that in words, with
    the counts. `plan_as` is the `PlanForm` that the officer chose, "" for none.
    """

    section: Section
    area: Area | None
    told: tuple[Told, ...]
    period: Period
    last_plan: tuple[str, ...] = ()
    under_heading: bool = False
    checks: tuple[Became, ...] = ()
    confirmed: Told | None = None
    plan_as: str = ""

    @property
    def heading(self) -> str:
        """The sub-heading it stands under, "" for none."""
        if self.area:
            return self.area.title
        return _heading(self.told[0]) if self.under_heading else ""

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
        return tuple(message for told in self.all_told for message in told.messages)

    @property
    def all_told(self) -> tuple[Told, ...]:
        """What was told to each question, behind it to what was asked back, and what was ticked first of all."""
        ticked = (self.confirmed,) if self.confirmed else ()
        return (*ticked, *(one for told in self.told for one in (told, *told.further)))


def head_of(text: str) -> tuple[str, str]:
    """The sub-heading that an answer brings (建网点：3月起…) and the rest; ("", text) where it brings none."""
    head = _HEADED.match(text)
    return (head[1], text[head.end() :]) if head else ("", text)


def _heading(told: Told) -> str:
    question = told.question
    if not question.headed:
        return question.heading
    own = head_of(told.messages[0].text)[0] if told.messages else ""
    return own or question.heading or NO_HEADING.format(short=question.short)
