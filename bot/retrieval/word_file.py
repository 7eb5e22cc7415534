"""A .docx → lines; the only file here that imports `docx`.

A small file may unfold to gigabytes of XML, so that its directory is checked before it is opened.
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, Any

from bot.retrieval.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_ENTRIES = 2000
MAX_UNPACKED = 50 * 1024 * 1024
MAX_RATIO = 100
SMALL_ENTRY = 1024 * 1024  # a short text repeats itself beyond the ratio without any harm
BODY = "word/document.xml"
OLD_WORD = b"\xd0\xcf\x11\xe0"
CELL = "｜"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "标题"})


def read_word(path: Path) -> str:
    """The text of a .docx, a line per paragraph; headings and list items carry Markdown's marks.

    Raises:
        UnreadableFile: no Word file, a damaged one, or one that unfolds beyond all measure.
    """
    _check(path)
    import docx  # noqa: PLC0415  100 ms that only a Word file needs

    try:
        document = docx.Document(str(path))
        return "\n\n".join(line for item in document.iter_inner_content() for line in _lines(item))
    except Exception as error:  # python-docx lets lxml's, zipfile's and its own errors through
        raise UnreadableFile(f"{path.name} 打不开，文件可能已损坏，请用 Word 打开后另存为新的 .docx 再发") from error


def _check(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        with path.open("rb") as file:
            old = file.read(len(OLD_WORD)) == OLD_WORD
        what = "是旧的 .doc 格式" if old else "不是 Word 文件"
        raise UnreadableFile(f"{path.name} {what}，请用 Word 打开后另存为 .docx 再发") from error
    if BODY not in {entry.filename for entry in entries}:
        raise UnreadableFile(f"{path.name} 里没有 Word 正文，请用 Word 打开后另存为 .docx 再发")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED or _swells(entries):
        raise UnreadableFile(f"{path.name} 展开后大得异常，为安全没有打开，请把文字复制到新的 Word 文件再发")


def _swells(entries: list[zipfile.ZipInfo]) -> bool:
    return any(
        entry.file_size > SMALL_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1) for entry in entries
    )


def _is_numbered(paragraph: Any) -> bool:  # noqa: ANN401  python-docx ships no types
    properties = paragraph.paragraph_format.element.pPr
    return properties is not None and properties.numPr is not None


def _lines(item: Any) -> Iterator[str]:  # noqa: ANN401  python-docx ships no types
    if hasattr(item, "rows"):
        for row in item.rows:
            cells = dict.fromkeys(" ".join(cell.text.split()) for cell in row.cells)
            yield CELL.join(cell for cell in cells if cell)
        return
    text = item.text.strip()
    style = (item.style.name or "") if item.style is not None else ""
    if level := _HEADING_STYLE.fullmatch(style.strip()):
        yield f"{'#' * int(level[1])} {text}" if text else ""
    elif style.strip().lower() in _TITLE_STYLES:
        yield f"# {text}" if text else ""
    elif style.startswith("List") or _is_numbered(item):
        yield f"- {text}" if text else ""
    else:
        yield text
