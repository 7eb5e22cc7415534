"""An .xlsx → its tables as lines; the only file that imports `openpyxl`.

Each row repeats the labels of the header row, so that a line makes sense by itself: 姓名：王芳｜金额：500.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.uploads.archive import check_xml, opened
from bot.uploads.errors import DangerousFile, UnreadableFile
from bot.uploads.limits import MAX_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator

BOOK = "xl/workbook.xml"
CELL = "｜"
MEND = "请用 Excel 打开后另存为新的 .xlsx "
SHOWN = "visible"
FEWEST_LABELS = 2
_WHITE = "FFFFFFFF"


def read_sheet(name: str, data: bytes) -> tuple[str, list[str]]:
    """The tables of an .xlsx or .xlsm and what was left out of it; formulas show the values last computed.

    Raises:
        UnreadableFile: no workbook, a damaged one, or one that is dangerous to open.
    """
    with opened(name, data, MEND) as archive:
        names = archive.namelist()
        if BOOK not in names:
            raise UnreadableFile(f"{name} 里没有表格，请用 Excel 打开后另存为 .xlsx 再发")
        check_xml(name, archive, MEND)
    book = _book(name, data)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == SHOWN]
    for sheet in shown:
        if sheet.max_row * sheet.max_column > MAX_CELLS:
            raise DangerousFile(f"{name} 的表格大得异常，为安全没有打开，请只留要用的行和列再发")
    texts = [_table(sheet) for sheet in shown]
    cells = sum(_is_unseen(cell) for sheet in shown for row in sheet.iter_rows() for cell in row if cell.value)
    hidden = len(book.worksheets) - len(shown)
    rows = sum(len(_hidden_rows(sheet)) + len(_hidden_columns(sheet)) for sheet in shown)
    left = [f"隐藏的工作表 {hidden} 张"] if hidden else []
    left += [f"隐藏的行列 {rows} 处"] if rows else []
    left += [f"看不见的格子 {cells} 个"] if cells else []
    left += ["宏（程序）"] if any("vbaproject" in part.lower() for part in names) else []
    return "\n\n".join(text for text in texts if text), left


def _book(name: str, data: bytes) -> Any:  # noqa: ANN401  openpyxl ships no types
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl takes it where it lies about: 100 MB
    import openpyxl  # noqa: PLC0415  only a table needs it

    try:
        return openpyxl.load_workbook(BytesIO(data), data_only=True, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # openpyxl lets zipfile's, lxml's and its own errors through
        raise UnreadableFile(f"{name} 打不开，文件可能已损坏，{MEND}再发") from error


def _table(sheet: Any) -> str:  # noqa: ANN401  same
    rows = [row for row in _rows(sheet) if any(row)]
    lines = [f"# {sheet.title}"] if rows else []
    labels: list[str] = []
    for row in rows:
        filled = [cell for cell in row if cell]
        if labels:
            pairs = zip(labels, row, strict=True)
            lines.append(CELL.join(f"{label}：{cell}" if label else cell for label, cell in pairs if cell))
        elif len(filled) >= FEWEST_LABELS:
            labels = row
            lines.append(CELL.join(filled))
        else:
            lines.append(filled[0])
    return "\n".join(lines)


def _rows(sheet: Any) -> Iterator[list[str]]:  # noqa: ANN401  same
    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    for row in sheet.iter_rows():
        if row[0].row not in rows:
            yield [_said(cell) for cell in row if cell.column not in columns]


def _hidden_rows(sheet: Any) -> set[int]:  # noqa: ANN401  same
    return {number for number, row in sheet.row_dimensions.items() if row.hidden}


def _hidden_columns(sheet: Any) -> set[int]:  # noqa: ANN401  same
    return {
        number
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 0, min(column.max or 0, sheet.max_column) + 1)
    }


def _said(cell: Any) -> str:  # noqa: ANN401  same
    """A cell as its reader sees it, on one line."""
    value = cell.value
    if value is None or _is_unseen(cell):
        return ""
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value.strftime("%Y年%-m月%-d日%H:%M")
    if isinstance(value, date):
        value = f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float):
        value = f"{value:.10g}"
    return " ".join(str(value).split())


def _is_unseen(cell: Any) -> bool:  # noqa: ANN401  same
    if cell.number_format == ";;;":
        return True
    color = cell.font.color if cell.has_style and cell.font else None
    return bool(color and color.type == "rgb" and color.rgb == _WHITE and not cell.fill.fill_type)
