"""Words about a draft: which section they name, and what they ask for.

“第三节短一点” names a section by the number of its printed heading and a way of changing it; “压到1200字” the whole
report.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.outline import APART, Form
from bot.core.typed import plain
from bot.core.versions import section_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.drafted import Draft
    from bot.core.outline import Handbook, Outline, Section

_ORDINALS = "一二三四五六七八九十"
_NUMBERED = re.compile(rf"第?([{_ORDINALS}]|\d{{1,2}})(?:节|部分|大点|大块)")
_SHORTEST_PART = 3
_LENGTH = re.compile(r"(\d{2,5})字")
_ALL = ("全文", "整篇", "通篇", "全篇", "整份", "全稿")
_LONGEST = 40
"""Signs of a wish. Longer words may be an answer, and are none."""


def printed(outline: Outline, draft: Draft) -> Iterator[tuple[Section, int]]:
    """The sections of a draft that can be revised, with the number of their printed heading, 0 for none."""
    drafted = {section.id for section in draft.sections if section.text}
    number = 0
    for section in outline.sections:
        if section.id not in drafted or section.form in APART:
            continue
        headed = bool(section.heading) and not section.within
        number += headed
        yield section, number if headed else 0


def section_named(outline: Outline, draft: Draft, words: str) -> str:
    """The section that some words name, by its number, title or button; "" for none."""
    sections = list(printed(outline, draft))
    if named := _NUMBERED.search(words):
        number = _ORDINALS.index(named[1]) + 1 if named[1] in _ORDINALS else int(named[1])
        return next((section.id for section, own in sections if own == number), "")
    folded = plain(words)
    names = {plain(name): section.id for section, _ in sections for name in _names(section)}
    names |= {plain("开头"): section.id for section, _ in sections if section.form is Form.OPENING}
    found = [name for name in names if name in folded]
    return names[max(found, key=len)] if found else ""


def _names(section: Section) -> tuple[str, ...]:
    """Title, button, and the parts of a title (存在问题 of 存在问题及改进措施)."""
    parts = (part for part in re.split("[及与和]", section.title) if len(part) >= _SHORTEST_PART)
    return (section.title, section.button, *parts)


def how_said(book: Handbook, words: str) -> str:
    """What is asked for: a `How`, or `BACK`; "" where the words ask for no change that is known."""
    if len(words) > _LONGEST or "\n" in words:
        return ""
    folded = plain(words)
    found = [word for word in book.wishes if word in folded]
    return book.wishes[max(found, key=len)] if found else ""


def has_number(words: str) -> bool:
    """Whether words name a section by its number."""
    return bool(_NUMBERED.search(words))


def means_all(draft: Draft, section: str, words: str) -> bool:
    """Whether a wish said at a section concerns the whole report: it says so, or a length beyond the section's."""
    if any(word in words for word in _ALL):
        return True
    length, now = _LENGTH.search(words), section_of(draft, section)
    return bool(length and now and int(length[1]) > len(now.text))
