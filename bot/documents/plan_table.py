"""下月工作计划 as a table: its columns, in the order offices print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.report import MEASURE
from bot.documents.plain import one_line

if TYPE_CHECKING:
    from bot.core.report import PlanTable

NUMBER = "序号"
_WIDTHS = {NUMBER: 13.0, "工作事项": 31.0, "完成时间": 28.0, "责任人": 20.0, MEASURE: 34.0, "目标": 30.0}
_WITHOUT_MEASURE = _WIDTHS | {"工作事项": 53.0, "目标": 42.0}
"""Millimetres. What a row is about has the room that no measure takes."""
_CENTRED = frozenset((NUMBER, "完成时间", "责任人"))


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of texts. Widths in millimetres fill the text's width; the head row is repeated on every page."""

    widths: tuple[float, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    centred: tuple[int, ...] = ()
    """The columns whose texts stand in the middle."""


def plan_grid(table: PlanTable) -> Grid | None:
    """The plan with its rows numbered; None where there is no row."""
    given = filter(any, (tuple(map(one_line, row)) for row in table.rows))
    rows = tuple((str(number), *cells) for number, cells in enumerate(given, start=1))
    heads = (NUMBER, *table.heads)
    widths = _WIDTHS if MEASURE in heads else _WITHOUT_MEASURE
    centred = tuple(column for column, head in enumerate(heads) if head in _CENTRED)
    return Grid(tuple(widths[head] for head in heads), heads, rows, centred) if rows else None
