"""The officer's answers, sorted into the portions that are written one by one: a section, or one area of the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.lines import months_of
from bot.core.outline import Form
from bot.drafting.pieces import Message, Portion, Told
from bot.drafting.told import told_at

if TYPE_CHECKING:
    from bot.core.outline import Handbook
    from bot.core.period import Period
    from bot.core.state import Paper

__all__ = ["Message", "Portion", "Told", "portions"]


def portions(book: Handbook, paper: Paper, period: Period) -> tuple[Portion, ...]:
    """All portions of a report in printed order, the empty ones too. Dates of a plan lie in the period after."""
    found: list[Portion] = []
    for section in book.outlines[paper.kind].sections:
        by_area: dict[str, list[Told]] = {}
        months = months_of(section, period)
        for place, question in book.questions(section, paper.areas):
            by_area.setdefault(place.area, []).append(told_at(book, paper, question, place))
        for area_id, told in by_area.items():
            area = book.areas[area_id] if area_id else None
            own = section.form is Form.LAST_PLAN
            last_plan, checks = (paper.last_plan, paper.checks) if own else ((), ())
            found.append(Portion(section, area, tuple(told), months, last_plan, checks))
    return tuple(found)
