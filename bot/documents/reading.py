"""Reading back: the plan in a report that somebody hands in, ours or one typed by hand. Pure text in, items out."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from bot.documents.handmade import (
    CELL,
    LONGEST_HEADING,
    bare,
    closes,
    later_month,
    opens,
    pieces,
    rank_of,
    signs,
    unwrapped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_TABLE_HEAD = frozenset(("序号", "工作事项", "事项", "项目", "内容", "工作内容", "完成时间", "完成时限", "时间"))
_TABLE_HEAD |= {"责任人", "责任部门", "措施", "目标", "备注"}
_TRIMMED = "。；;，, "
_NONE = frozenset(("无", "暂无", "没有"))


def plan_items(lines: Iterable[str], *, printed: bool = False) -> tuple[str, ...]:
    """The items of 下月工作计划 out of a report's lines; a table's row is one line, its cells parted by ｜.

    Every item is given in its own words, without its number. Empty where the report has no such section. `printed`: the
    lines are those of a page, not paragraphs.
    """
    every = unwrapped(list(lines)) if printed else [line.strip() for line in lines if line.strip()]
    section = _in_a_cell(every) or _section(every)
    return tuple(item for item in _merged(_parts(section)) if item not in _NONE)


def _section(every: list[str]) -> list[str]:
    """The lines under the heading of the plan, what stands behind its colon first."""
    start = next((at for at, line in enumerate(every) if opens(line) is not None), later_month(every))
    if start is None:
        return []
    rank = rank_of(every[start])
    under = list(takewhile(lambda line: not closes(line, rank), every[start + 1 :]))
    if under and signs(under[-1], last=start + 1 + len(under) == len(every)):
        under.pop()
    rest = opens(every[start]) or ""
    return [rest, *under] if rest else under


def _in_a_cell(every: list[str]) -> list[str]:
    """The plan where it fills a cell: beside its name, or below it in the next row."""
    for number, line in enumerate(every):
        cells = [cell.strip() for cell in line.split(CELL)]
        for at, cell in enumerate(cells if len(cells) > 1 else ()):
            if opens(cell) is None:
                continue
            if at == 0:
                return cells[1:]
            row = every[number + 1].split(CELL) if number + 1 < len(every) else []
            return [row[at].strip()] if len(row) == len(cells) else []
    return []


def _parts(section: list[str]) -> Iterator[tuple[str, int | None]]:
    """The section's pieces, each with the rank of its number, None for one without."""
    for line in section:
        if CELL in line:
            cells = [cell.strip() for cell in line.split(CELL)]
            if len(_TABLE_HEAD & set(cells)) < 2:  # noqa: PLR2004  one such word may be an item's own
                yield CELL.join(cell for at, cell in enumerate(cells) if cell and (at or not cell.isdecimal())), 0
            continue
        for piece, rank in pieces(line):
            if not piece.rstrip().endswith(("：", ":")):  # 10月重点做好以下工作： only announces the items
                yield bare(piece.strip()).strip(_TRIMMED), rank


def _merged(parts: Iterable[tuple[str, int | None]]) -> Iterator[str]:
    """A short numbered heading and the sentence under it are one item; one with numbered items under it is none."""
    held, held_rank = "", 0
    for text, rank in parts:
        if not text:
            continue
        if held and rank is None:
            yield f"{held}：{text}"
            held = ""
            continue
        if held and rank is not None and rank <= held_rank:
            yield held
        held = ""
        if rank is not None and len(text) <= LONGEST_HEADING and CELL not in text:
            held, held_rank = text, rank
        else:
            yield text
    if held:
        yield held
