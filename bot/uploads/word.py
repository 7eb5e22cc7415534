"""A .docx → lines; one of the two files that import `docx`.

Only what a reader of the page sees: no hidden or white text, nothing deleted, no macros.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.uploads.archive import check_xml, opened
from bot.uploads.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Iterator

BODY = "word/document.xml"
CELL = "｜"
MEND = "请用 Word 打开后另存为新的 .docx "
TINY = 4  # half-points; nobody reads a type of 2 pt
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
_TITLE_STYLES = frozenset({"title", "标题"})
_GONE = frozenset({"del", "moveFrom", "Fallback", "rt"})
_OFF = frozenset({"0", "false", "off", "none"})
_WHITE = frozenset({"ffffff", "fefefe", "fdfdfd"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(name: str, data: bytes) -> tuple[str, list[str]]:
    """The text of a .docx or .docm, a line per paragraph, and what was left out of it.

    Headings and list items carry Markdown's marks, the cells of a row stand between ｜.

    Raises:
        UnreadableFile: no Word file, a damaged one, or one that is dangerous to open.
    """
    with opened(name, data, MEND) as archive:
        names = archive.namelist()
        if BODY not in names:
            raise UnreadableFile(f"{name} 里没有 Word 正文，请用 Word 打开后另存为 .docx 再发")
        check_xml(name, archive, MEND)
    try:
        page = _Page(_document(data))
        text = "\n\n".join(line for line in page.lines() if line)
    except MemoryError:
        raise
    except Exception as error:  # python-docx lets lxml's, zipfile's and its own errors through
        raise UnreadableFile(f"{name} 打不开，文件可能已损坏，{MEND}再发") from error
    left = [f"隐藏的文字 {page.hidden} 处"] if page.hidden else []
    left += ["宏（程序）"] if any("vbaproject" in part.lower() for part in names) else []
    return text, left


def _document(data: bytes) -> Any:  # noqa: ANN401  python-docx's own types are partial
    from docx.opc.part import PartFactory  # noqa: PLC0415  100 ms that only a Word file needs
    from docx.package import Package  # noqa: PLC0415  same
    from docx.parts.document import DocumentPart  # noqa: PLC0415  same

    PartFactory.part_type_for[_MACROS] = DocumentPart
    return Package.open(BytesIO(data)).main_document_part.document


def _heading_marks(style: str) -> str:
    """Markdown's marks for a style of headings, "" for another."""
    if style.lower() in _TITLE_STYLES:
        return "#"
    level = _HEADING_STYLE.fullmatch(style)
    return "#" * int(level[1]) if level else ""


def _tag(element: Any) -> str:  # noqa: ANN401  lxml ships no types
    return str(element.tag).rpartition("}")[2]


def _value(properties: Any, tag: str) -> str | None:  # noqa: ANN401  same
    """The value of a property as written, "" for one that is only there, None where it is absent."""
    found = properties.find(f"{{*}}{tag}") if properties is not None else None
    if found is None:
        return None
    return next((value.lower() for key, value in found.attrib.items() if key.endswith("}val")), "")


class _Page:
    """Reads a document as somebody who looks at it; `hidden` counts what that person would not see."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401  same
        self.hidden = 0
        self._document = document
        self._unseen_styles = {
            style.style_id for style in document.styles if _unseen(style.element.find("{*}rPr")) is True
        }

    def lines(self) -> Iterator[str]:
        """The lines of the body in order."""
        yield from self._blocks(self._document.element.body)

    def _blocks(self, parent: Any) -> Iterator[str]:  # noqa: ANN401  same
        for child in parent:
            tag = _tag(child)
            if tag == "p":
                yield self._line(child)
                for box in child.iter("{*}txbxContent"):
                    if not any(_tag(above) == "Fallback" for above in box.iterancestors()):
                        yield from self._blocks(box)
            elif tag == "tbl":
                for row in child.iterchildren("{*}tr"):
                    cells = (" ".join(" ".join(self._blocks(cell)).split()) for cell in row.iterchildren("{*}tc"))
                    yield CELL.join(cell for cell in cells if cell)
            elif tag in {"sdt", "sdtContent", "ins", "moveTo", "customXml"}:
                yield from self._blocks(child)

    def _line(self, paragraph: Any) -> str:  # noqa: ANN401  same
        from docx.text.paragraph import Paragraph  # noqa: PLC0415  as in _document

        text = "".join(self._runs(paragraph)).strip()
        style = Paragraph(paragraph, self._document._body).style  # noqa: SLF001  python-docx has no public way here
        name = (style.name or "") if style is not None else ""
        if not text:
            return ""
        if marks := _heading_marks(name.strip()):
            return f"{marks} {text.replace(chr(10), '')}"  # its line breaks are layout
        numbered = paragraph.pPr is not None and paragraph.pPr.numPr is not None
        return f"- {text}" if name.startswith("List") or numbered else text

    def _runs(self, paragraph: Any) -> Iterator[str]:  # noqa: ANN401  same
        own_style = _value(paragraph.find("{*}pPr"), "pStyle")
        for run in paragraph.iter("{*}r"):
            above = [_tag(element) for element in run.iterancestors()]
            within = above[: above.index("p")]
            if _GONE & set(within) or next(run.iterancestors("{*}p")) is not paragraph:
                continue
            text = "".join(child.text or "" if _tag(child) == "t" else _SIGNS.get(_tag(child), "") for child in run)
            if self._is_unseen(run, own_style):
                self.hidden += bool(text.strip())
            else:
                yield text

    def _is_unseen(self, run: Any, paragraph_style: str | None) -> bool:  # noqa: ANN401  same
        properties = run.find("{*}rPr")
        own = _unseen(properties)
        if own is not None:
            return own
        styles = {style.lower() for style in self._unseen_styles}
        return bool(styles & {_value(properties, "rStyle"), paragraph_style})


def _unseen(properties: Any) -> bool | None:  # noqa: ANN401  same
    """Whether type with these properties is seen by nobody; None where they do not say."""
    vanish = _value(properties, "vanish")
    if vanish is not None:
        return vanish not in _OFF
    size = _value(properties, "sz")
    if size is not None and size.isdecimal() and int(size) <= TINY:
        return True
    ground = any(_value(properties, tag) not in {None, "none"} for tag in ("highlight", "shd")) or _in_table(properties)
    return True if _value(properties, "color") in _WHITE and not ground else None


def _in_table(properties: Any) -> bool:  # noqa: ANN401  same
    """Whether type stands in a cell, whose ground may be dark."""
    return properties is not None and any(_tag(above) == "tc" for above in properties.iterancestors())
