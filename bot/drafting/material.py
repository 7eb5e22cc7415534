"""The officer's answers, sorted into the portions that are written one by one: a section, or one area of the work."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from bot.core.lines import months_of
from bot.core.outline import Form
from bot.core.state import Verdict
from bot.drafting.pieces import Message, Portion, Told, head_of
from bot.drafting.told import told_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.outline import Handbook
    from bot.core.period import Period
    from bot.core.state import Paper

__all__ = ["Message", "Portion", "Told", "portions"]


def portions(book: Handbook, paper: Paper, period: Period) -> tuple[Portion, ...]:
    """All portions of a report in printed order, the empty ones too. Dates of a plan lie in the period after."""
    found: list[Portion] = []
    outline = book.outlines[paper.kind]
    asked = outline.asked(paper.areas)
    for section in outline.sections:
        told_of = paper if section in asked else replace(paper, answers=())
        by_area: dict[str, list[Told]] = {}
        months = months_of(section, period)
        for place, question in book.questions(section, paper.areas):
            by_area.setdefault(place.area, []).append(told_at(book, told_of, question, place))
        last_plan, checks = (paper.last_plan, paper.checks) if section.form is Form.LAST_PLAN else ((), ())
        for area_id, told in (by_area or {"": []}).items():
            if area_id:
                found.append(Portion(section, book.areas[area_id], tuple(told), months))
            else:
                found += _parted(
                    Portion(section, None, tuple(told), months, last_plan, checks=checks, plan_as=paper.plan_as)
                )
    return tuple(found)


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
