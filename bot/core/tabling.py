"""The plan table as text, which is how a draft holds it: its head, then a row a line, the cells parted by ｜."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.report import CELL, MEASURE, PLAN_HEADS, PlanItem, PlanTable
from bot.core.wishes import How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class PlanForm(StrEnum):
    """How a plan is printed, where the officer has chosen."""

    TABLE = "table"
    LIST = "list"


FORM_OF = {How.TABLED: PlanForm.TABLE, How.LISTED: PlanForm.LIST}
"""The wishes that choose a form: whoever asks for one wants the next plans so, too."""
_NUMBER = re.compile(r"^\d{1,2}[.．](?!\d)\s*")
_OF_ITEM = re.compile(r"(?<=【待补：)第\d+项的")
"""Whose gap it is; in a table the row tells."""
_FIELDS = ("matter", "due", "who", "measure", "target")


def blocks_of(lines: Sequence[str]) -> Iterator[str | PlanTable]:
    """The lines of a text in order, those that make a table as one."""
    at = 0
    while at < len(lines):
        heads = _heads(lines[at])
        rows = _rows(lines[at + 1 :], len(heads)) if heads else ()
        if rows:
            yield PlanTable(tuple(_item(heads, row) for row in rows))
            at += len(rows) + 1
        else:
            yield lines[at]
            at += 1


def shape(text: str) -> tuple[int, ...]:
    """How many rows each table of a text has; () for a text without any."""
    return tuple(len(block.items) for block in blocks_of(text.splitlines()) if isinstance(block, PlanTable))


def _heads(line: str) -> tuple[str, ...]:
    heads = tuple(cell.strip() for cell in line.split(CELL))
    known = tuple(head for head in PLAN_HEADS if head != MEASURE)
    return heads if heads in {PLAN_HEADS, known} else ()


def _rows(lines: Sequence[str], width: int) -> tuple[tuple[str, ...], ...]:
    rows = []
    for line in lines:
        cells = tuple(cell.strip() for cell in _NUMBER.sub("", line.strip()).split(CELL))
        if len(cells) != width:
            break
        rows.append(cells)
    return tuple(rows)


def _item(heads: tuple[str, ...], row: tuple[str, ...]) -> PlanItem:
    fields = dict(zip(PLAN_HEADS, _FIELDS, strict=True))
    said = {fields[head]: _OF_ITEM.sub("", cell) for head, cell in zip(heads, row, strict=True)}
    return replace(PlanItem(""), **said)
