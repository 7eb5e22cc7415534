"""下月工作计划 as a table: its columns, in the order offices print them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.documents.plain import one_line

if TYPE_CHECKING:
    from bot.core.report import PlanTable

HEADS = ("序号", "工作事项", "完成时间", "责任人", "措施", "目标")
_WIDTHS = (13.0, 31.0, 28.0, 20.0, 34.0, 30.0)
_CENTRED = (0, 2, 3)


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
    items = [tuple(map(one_line, item.cells)) for item in table.items]
    rows = tuple((str(number), *cells) for number, cells in enumerate(filter(any, items), start=1))
    return Grid(_WIDTHS, HEADS, rows, _CENTRED) if rows else None
