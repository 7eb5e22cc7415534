"""A PDF → its lines; the only file that imports `pypdfium2`.

PDFium is what Chrome reads PDFs with: fuzzed for years, quick, sound on Chinese. It is native code all the same,
which is one reason for the worker's narrow room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.uploads.errors import UnreadableFile
from bot.uploads.limits import MAX_PAGES, MAX_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator

INDENT = "\u3000\u3000"
INDENTED = 1.2  # widths of a sign from the margin on: the first line of a paragraph has two
_ERROR_PASSWORD = 4


def read_pdf(name: str, data: bytes) -> str:
    """The text of a PDF, a line per line; the first line of a paragraph starts with two wide spaces.

    Raises:
        UnreadableFile: locked, damaged, too long, or without any text (a scan).
    """
    import pypdfium2  # noqa: PLC0415  only a PDF needs it

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _ERROR_PASSWORD:
            raise UnreadableFile(f"{name} 加了密码，请去掉密码再发") from error
        raise UnreadableFile(f"{name} 打不开，文件可能已损坏，请重新导出 PDF，或改发 .docx") from error
    if len(document) > MAX_PAGES:
        raise UnreadableFile(f"{name} 超过 {MAX_PAGES} 页，请只留要用的几页再发")
    lines: list[str] = []
    length = 0
    try:
        for number in range(len(document)):
            for line in _lines(document[number].get_textpage()):
                lines.append(line)
                length += len(line)
            if length > MAX_TEXT:
                break
    except pypdfium2.PdfiumError as error:
        raise UnreadableFile(f"{name} 第 {number + 1} 页读不出来，请重新导出 PDF，或改发 .docx") from error
    if not any(map(str.strip, lines)):
        raise UnreadableFile(f"{name} 里没有文字，像是扫描件或图片，请发文字版，如 .docx 或 .txt")
    return "\n".join(lines)


def _lines(page: Any) -> Iterator[str]:  # noqa: ANN401  pypdfium2's raw layer has no types
    """The lines of a page; those that stand in from its margin are marked as beginnings."""
    starts = 0
    found: list[tuple[str, float, float]] = []
    for raw in page.get_text_range().split("\n"):
        text = raw.rstrip("\r")
        if text.strip():
            lead = len(text) - len(text.lstrip())
            left, _, right, _ = page.get_charbox(starts + lead, loose=True)
            found.append((text.strip(), left, right - left))
        starts += len(raw) + 1
    margin = min((left for _, left, _ in found), default=0.0)
    for text, left, width in found:
        yield INDENT + text if INDENTED * width < left - margin < 3 * INDENTED * width else text
