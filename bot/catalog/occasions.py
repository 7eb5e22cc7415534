"""`knowledge/calendar.toml` → what is asked about before it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.core.outline import Occasion
from bot.tables import TableError, line_of, read

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class _Row:
    """An occasion as the file has it: in months of every year, or on the days of a lunar festival."""

    id: str
    ask: str
    words: tuple[str, ...]
    areas: tuple[str, ...]
    months: tuple[int, ...] = ()
    lunar: str = ""


@dataclass(frozen=True, slots=True)
class _Calendar:
    lunar: dict[str, tuple[str, ...]]
    occasion: tuple[_Row, ...]


def read_occasions(knowledge: Path, areas: Collection[str]) -> tuple[Occasion, ...]:
    """Read and check the file.

    Raises:
        TableError: naming file and line: a day or month that does not exist, an unknown festival or area, a question
            that is none.
    """
    path = knowledge / "calendar.toml"
    calendar = read(path, _Calendar)
    festivals = {name: _days(days, name, path) for name, days in calendar.lunar.items()}
    return tuple(_occasion(row, festivals, areas, path) for row in calendar.occasion)


def _days(days: tuple[str, ...], name: str, path: Path) -> tuple[date, ...]:
    try:
        return tuple(map(date.fromisoformat, days))
    except ValueError:
        raise TableError(f"{path}{line_of(path, name)}：{name} 的日子要写成 2026-10-18 这样") from None


def _occasion(row: _Row, festivals: dict[str, tuple[date, ...]], areas: Collection[str], path: Path) -> Occasion:
    def refuse(why: str) -> TableError:
        return TableError(f"{path}{_line(path, row.id)}：{row.id} {why}")

    if unknown := [area for area in row.areas if area not in areas]:
        raise refuse(f"里没有这个工作块 {'、'.join(unknown)}，可用：{'、'.join(areas)}")
    if row.lunar and row.lunar not in festivals:
        raise refuse(f"的农历节日 {row.lunar} 没有写日子，请在 [lunar] 里补上")
    if bool(row.months) == bool(row.lunar):
        raise refuse("要写 months（几月）或 lunar（农历节日），只写一个")
    if not set(row.months) <= set(MONTHS):
        raise refuse("的月份只能是 1 到 12")
    if not row.ask.endswith("？") or not row.words:
        raise refuse("的 ask 要是问句，words 里至少一个词")
    return Occasion(row.id, row.ask, row.words, row.areas, row.months, festivals.get(row.lunar, ()))


def _line(path: Path, row_id: str) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next((n for n, line in enumerate(lines, 1) if line.startswith("id =") and f'"{row_id}"' in line), 0)
    return f" 第 {number} 行" if number else ""
