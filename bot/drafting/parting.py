"""A finished text → its parts by its headings, so that each can be judged by what was said of it. Pure.

A text without a heading that the kind knows is one part, which belongs to the whole report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.outline import Form
from bot.drafting.compose import fill_months
from bot.retrieval.characters import bare

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.outline import Area, Outline, Section
    from bot.core.period import Period

WHOLE = ""
_LEVELS = (re.compile(r"\s*[一二三四五六七八九十]+、(.{1,40})"), re.compile(r"\s*（[一二三四五六七八九十]+）(.{1,40})"))
_ATTACHED = re.compile(r"\s*附件[：:]")
_DAY = re.compile(r"\s*(?:\d{4}年\d{1,2}月\d{1,2}日|【待补：成文日期】)\s*")
_ENDS = "。；！？：:，"
_LONGEST_SIGNATURE = 40


@dataclass(frozen=True, slots=True)
class Part:
    """The lines of one portion with their heading. `place` is the portion's id, `WHOLE` for the title and the like."""

    place: str
    text: str


def parted(text: str, outline: Outline, areas: Mapping[str, Area], period: Period) -> tuple[Part, ...]:
    """The parts in their order; together they are the text."""
    lines = text.splitlines()
    places = _Places(outline, areas, period)
    headings = {index: place for index, line in enumerate(lines) if (place := places.of(line)) is not None}
    if not any(headings.values()):
        return (Part(WHOLE, text),)
    first, closing = min(headings), _closing(lines, max(headings))
    starts: dict[int, str] = {0: WHOLE}
    # What stands between the title and the first heading is the opening.
    body = next((index for index in range(first) if _is_sentence(lines[index])), first)
    if body < first:
        starts[body] = places.opening
    starts |= headings
    if closing < len(lines):
        starts[closing] = places.signature
    order = sorted(starts)
    return tuple(
        Part(starts[start], "\n".join(lines[start:end]))
        for start, end in zip(order, [*order[1:], len(lines)], strict=True)
        if any(line.strip() for line in lines[start:end])
    )


class _Places:
    """Headings of a kind, and the portion under each."""

    def __init__(self, outline: Outline, areas: Mapping[str, Area], period: Period) -> None:
        self.opening = _of_form(outline, Form.OPENING)
        self.signature = _of_form(outline, Form.SIGNATURE)
        self._sections = {
            bare(name): section.id
            for section in outline.sections
            for name in _names(section, period)
            if section.form is not Form.SIGNATURE
        }
        work = _of_form(outline, Form.AREAS)
        self._areas = {bare(area.title): f"{work}.{area.id}" for area in areas.values()} if work else {}

    def of(self, line: str) -> str | None:
        """The portion that a line opens, `WHOLE` for a heading that the kind does not know, None for other lines."""
        for level in _LEVELS:
            if (found := level.fullmatch(line)) and found[1].rstrip()[-1:] not in _ENDS:
                name = bare(found[1])
                return self._sections.get(name, self._areas.get(name, WHOLE))
        return None


def _names(section: Section, period: Period) -> tuple[str, ...]:
    heading = (fill_months(section.heading, period),) if section.heading else ()
    return (*heading, section.title)


def _of_form(outline: Outline, form: Form) -> str:
    return next((section.id for section in outline.sections if section.form is form), WHOLE)


def _closing(lines: list[str], last_heading: int) -> int:
    """Where attachments and signature begin: at 附件：, or at a short line without an end mark above the day."""
    for index in range(last_heading + 1, len(lines)):
        if _ATTACHED.match(lines[index]):
            return index
    filled = [index for index in range(last_heading + 1, len(lines)) if lines[index].strip()]
    if filled and _DAY.fullmatch(lines[filled[-1]]):
        signs = len(filled) > 1 and not _is_sentence(lines[filled[-2]]) and len(lines[filled[-2]]) < _LONGEST_SIGNATURE
        return filled[-2] if signs else filled[-1]
    return len(lines)


def _is_sentence(line: str) -> bool:
    return line.rstrip().endswith(("。", "；", "！", "？", "：", "”"))
