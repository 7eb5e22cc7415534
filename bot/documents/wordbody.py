"""The elements of a report in WordprocessingML, as XML text; children stand in the order of the schema."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from bot.documents.lines import POINTS_PER_MM, Line, Picture, pieces
from bot.documents.profile import STYLES, Role
from bot.documents.wordml import TWIPS, XMLNS, twips

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.documents.layout import Element
    from bot.documents.plan_table import Grid
    from bot.documents.remarks import Remarks

_EMU = 12_700  # in a point
_BORDER_EIGHTHS = 4
_CELL_MARGIN, _CELL_HEIGHT = 85, 57  # twips: 1.5 mm beside a text, 1 mm above and below
_DRAWING = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HINT = '<w:rFonts w:hint="eastAsia"/>'
"""Word takes “” for Chinese by a hint on the run itself."""
_OPEN = f'<w:rPr><w:rStyle w:val="OpenMark"/>{_HINT}<w:highlight w:val="yellow"/></w:rPr>'
"""A highlight beside the style: Word's own button takes it away again."""
_USUAL = f"<w:rPr>{_HINT}</w:rPr>"


def body(elements: Iterable[Element], embed: Callable[[bytes], str], remarks: Remarks) -> str:
    """All elements inside one `w:body`; `embed` keeps a picture in the file and tells its relation's name."""
    written = []
    for number, element in enumerate(elements, start=1):
        match element:
            case Line():
                written.append(paragraph(element, remarks))
            case Picture():
                written.append(_picture(element, embed(element.content), number))
            case _:
                written.append(table(element, partial(_cell, remarks)))
    return f"<w:body {XMLNS} {_DRAWING}>{''.join(written)}</w:body>"


def paragraph(line: Line, remarks: Remarks) -> str:
    """One paragraph, with the marks that an officer must settle in yellow."""
    keep = "<w:keepNext/>" if line.with_next else ""
    indents = _indents(line) if line.left or line.right else ""
    properties = f'<w:pPr><w:pStyle w:val="{STYLES[line.role].id}"/>{keep}{indents}</w:pPr>'
    return f"<w:p>{properties}{_content(line.text, remarks)}</w:p>"


def _indents(line: Line) -> str:
    first = twips(line.first)
    own = f'w:hanging="{-first}"' if first < 0 else f'w:firstLine="{first}"'
    return f'<w:ind w:left="{twips(line.left)}" w:right="{twips(line.right)}" {own}/>'


def _content(text: str, remarks: Remarks) -> str:
    spans = remarks.take(text)
    edges: defaultdict[int, str] = defaultdict(str)
    for start, end, number in spans:
        edges[start] += f'<w:commentRangeStart w:id="{number}"/>'
        mark = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        edges[end] = f'<w:commentRangeEnd w:id="{number}"/>{mark}{edges[end]}'
    written, at = [], 0
    for piece, is_open in pieces(text):
        end = at + len(piece)
        cuts = sorted({at, end, *(edge for edge in edges if at < edge < end)})
        for start, stop in pairwise(cuts):
            written += [edges.pop(start, ""), _run(text[start:stop], is_open=is_open)]
        at = end
    return "".join((*written, *edges.values()))


def _run(text: str, *, is_open: bool) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\n"))
    return f"<w:r>{_OPEN if is_open else _USUAL}{'<w:br/>'.join(lines)}</w:r>"


def _picture(picture: Picture, relation: str, number: int) -> str:
    size = f'cx="{round(picture.width * _EMU)}" cy="{round(picture.height * _EMU)}"'
    words = quoteattr(picture.words)
    style = STYLES[Role.PICTURE].id
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="图片{number}" descr={words}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="图片{number}" descr={words}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def table(grid: Grid, cell: Callable[[str, Role, bool], str], width: float = 0) -> str:
    """A table; `cell` writes the paragraph of one text, given its role and whether it stands in the middle.

    `width` in points, where it is not the grid's own.
    """
    scale = width / (sum(grid.widths) * POINTS_PER_MM) if width else 1
    widths = [round(each * POINTS_PER_MM * TWIPS * scale) for each in grid.widths]
    border = "".join(
        f'<w:{side} w:val="single" w:sz="{_BORDER_EIGHTHS}" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = {"top": _CELL_HEIGHT, "left": _CELL_MARGIN, "bottom": _CELL_HEIGHT, "right": _CELL_MARGIN}
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in room.items())
    properties = (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{border}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar>{margins}</w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr>'
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row([cell(text, Role.TABLE_HEAD, True) for text in grid.head], widths, "<w:tblHeader/>")  # noqa: FBT003  in the middle
    rows = "".join(
        _row([cell(text, Role.TABLE_CELL, at in grid.centred) for at, text in enumerate(row)], widths)
        for row in grid.rows
    )
    return f"<w:tbl>{properties}<w:tblGrid>{columns}</w:tblGrid>{head}{rows}</w:tbl>"


def _row(cells: Iterable[str], widths: list[int], header: str = "") -> str:
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(written)}</w:tr>"


def _cell(remarks: Remarks, text: str, role: Role, centred: bool) -> str:  # noqa: FBT001  one signature for all tables
    middle = '<w:jc w:val="center"/>' if centred else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{STYLES[role].id}"/>{middle}</w:pPr>{_content(text, remarks)}</w:p>'
