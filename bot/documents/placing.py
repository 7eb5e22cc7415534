"""What is more than text, in an office's own template: each table and chart in the place that the text has for it."""

from __future__ import annotations

from copy import deepcopy
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bot.core.report import Chart, PlanTable
from bot.documents import chart
from bot.documents.lines import pieces
from bot.documents.plain import lines
from bot.documents.plan_table import plan_grid
from bot.documents.profile import TABLE_SIZE, Role
from bot.documents.wordbody import table
from bot.documents.wordml import XMLNS

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from bot.core.report import Block

_EMU = 12_700
"""In a point."""
_SHARE = 0.9
"""Of the text's width, for a chart."""


def body_of(block: Block) -> list[str]:
    """The paragraphs of a block: its lines, or one in whose place the block itself comes."""
    placed = (isinstance(block, PlanTable) and plan_grid(block)) or (isinstance(block, Chart) and _is_shown(block))
    return [_place_of(block)] if placed else lines(block.text)


def place(document: Document, blocks: tuple[Block, ...]) -> None:
    """Each table as wide as the page's text, each chart above its caption, in the letters of the body.

    Inside a table of the template's own there is no room for another: there it comes as words.
    """
    from docx.text.paragraph import Paragraph  # noqa: PLC0415  only templates should cost it

    places = {_place_of(block): block for block in blocks if isinstance(block, (PlanTable, Chart))}
    section, body = document.sections[-1], document.element.body
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    every = [(Paragraph(element, document), element.getparent() is body) for element in body.iter("{*}p")]
    for paragraph, free in [one for one in every if one[0].text in places]:
        block = places[paragraph.text]
        grid = plan_grid(block) if isinstance(block, PlanTable) else None
        if isinstance(block, Chart):
            _set_chart(paragraph, block, round(room * _SHARE))
        elif grid and free:
            _set_table(paragraph, table(grid, _cell, room / _EMU))
        else:
            paragraph.runs[0].text = block.text


def _is_shown(block: Chart) -> bool:
    return len(block.series.known) >= chart.FEWEST_POINTS


def _place_of(block: Block) -> str:
    """The paragraph in whose place a block comes."""
    return f"〔{sha256(repr(block).encode()).hexdigest()}〕"


def _set_chart(paragraph: Paragraph, block: Chart, width: int) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415  only templates should cost it
    from docx.shared import Pt  # noqa: PLC0415  same

    above = paragraph.insert_paragraph_before()
    above.add_run().add_picture(BytesIO(chart.draw(block.series).content), width)
    above.paragraph_format.keep_with_next = True
    paragraph.runs[0].text = block.text
    paragraph.runs[0].font.size = Pt(TABLE_SIZE)
    for each in (above, paragraph):
        each.alignment = WD_ALIGN_PARAGRAPH.CENTER
        each.paragraph_format.first_line_indent = Pt(0)


def _set_table(paragraph: Paragraph, written: str) -> None:
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415  only templates should cost it
    from docx.oxml import parse_xml  # noqa: PLC0415  same
    from docx.shared import Pt  # noqa: PLC0415  same
    from docx.text.run import Run  # noqa: PLC0415  same

    look = paragraph.runs[0].font.element.rPr if paragraph.runs else None
    element = paragraph._p  # noqa: SLF001  python-docx has no other way to a place in the text
    set_in = parse_xml(written.replace("<w:tbl>", f"<w:tbl {XMLNS}>", 1))
    element.getparent().replace(element, set_in)
    for each in set_in.iter("{*}r"):
        if look is not None:
            each.insert(0, deepcopy(look))
        font = Run(each, paragraph).font
        font.size = Pt(TABLE_SIZE)
        font.highlight_color = WD_COLOR_INDEX.YELLOW if any(is_open for _, is_open in pieces(each.text)) else None


def _cell(text: str, _: Role, centred: bool) -> str:  # noqa: FBT001  one signature for all tables
    middle = '<w:jc w:val="center"/>' if centred else ""
    plain = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:ind w:left="0" w:firstLine="0"/>'
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece, _ in pieces(text))
    return f"<w:p><w:pPr>{plain}{middle}</w:pPr>{runs}</w:p>"
