"""What only a whole report shows: every required section there, and no more words than its kind allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.outline import Form
from bot.drafting.guard.finding import Hit
from bot.drafting.guard.paragraphs import length_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.outline import Outline


def missing_sections(outline: Outline, texts: Mapping[str, str]) -> Iterator[Hit]:
    """Required sections without a word; 【待补：…】 and 本月未安排 are words. `texts` are by section id."""
    for section in outline.sections:
        if section.required and section.form is not Form.SIGNATURE and not texts.get(section.id, "").strip():
            yield Hit("section", found=section.title)


def too_long(outline: Outline, texts: Mapping[str, str]) -> Iterator[Hit]:
    """All sections together beyond the kind's hard maximum."""
    size = sum(map(length_of, texts.values()))
    if size > outline.max_length:
        yield Hit("length", found=str(size), limit=outline.max_length)
