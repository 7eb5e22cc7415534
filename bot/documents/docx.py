"""Reports to DOCX and back. The only file that knows python-docx; it is imported when a file is first needed.

The same report gives the same bytes: nothing in a file depends on the clock.
"""

from __future__ import annotations

import zlib
from datetime import datetime, time
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from bot.documents import wordml
from bot.documents.layout import lay_out
from bot.documents.plain import lines, one_line
from bot.documents.profile import A4, STYLES, Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from bot.core.report import Report
    from bot.documents.layout import Line

LARGEST_TEXT = 16_000_000
"""Bytes of unpacked XML that are read, some three million characters: a small file can unpack to gigabytes."""

_LONGEST_PROPERTY = 255  # more is refused by python-docx
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LANGUAGE = "zh-CN"
_DAMAGE = (BadZipFile, zlib.error, EOFError, KeyError, RuntimeError, SyntaxError, ValueError)
"""What a damaged, locked or foreign file makes zipfile and the XML parser raise."""
_UNSEEN = frozenset(("pPr", "rPr", "del", "moveFrom", "rt", "Fallback", "p"))
"""What holds no text, or text that was deleted, a reading above it, or text that stands elsewhere as well."""
_BROKEN_BY_MEANING = frozenset(STYLES[role].id for role in (Role.TITLE, Role.UNIT, Role.SEALED_UNIT))
"""The styles in which a line break is layout, and the lines are one."""
_MARKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}


class UnreadableDocument(ValueError):  # noqa: N818  it names the file's state, and reads well where it is caught
    """A file whose text cannot be read; the message tells the officer what to do."""


def render(report: Report) -> bytes:
    """The report as a DOCX file in the profile `material` (see `profile.py`)."""
    import docx  # noqa: PLC0415  0.1 s that only a delivery should cost

    document = docx.Document(BytesIO(_blank()))
    for line in lay_out(report):
        _write(document, line)
    _describe(document, report)
    return _saved(document)


def read_text(path: Path) -> str:
    """The text of a DOCX file, one paragraph a line, tables and text boxes included, empty paragraphs left out.

    Numbers that the word processor makes by itself, headers, footers and notes are not part of it. The lines of
    a title or a signature are joined: where they break is layout.

    Raises:
        UnreadableDocument: the file is no DOCX, is damaged, locked or missing, or unpacks to more than 16 MB.
    """
    paragraphs = map(_text, _main_part(path).iter("{*}p"))
    return "\n".join(line for paragraph in paragraphs for line in lines(paragraph))


def _write(document: Document, line: Line) -> None:
    from docx.enum.text import WD_COLOR_INDEX  # noqa: PLC0415  as in render
    from docx.oxml.ns import qn  # noqa: PLC0415  as in render
    from docx.shared import Pt  # noqa: PLC0415  as in render

    paragraph = document.add_paragraph(style=STYLES[line.role].name)
    layout = paragraph.paragraph_format
    if line.left or line.right:
        layout.left_indent, layout.first_line_indent = Pt(line.left), Pt(line.first)
        layout.right_indent = Pt(line.right)
    if line.with_next:
        layout.keep_with_next = True
    for text, is_open in line.pieces():
        run = paragraph.add_run(text, style=wordml.OPEN_MARK_STYLE if is_open else None)
        # Word takes “” for Chinese by a hint on the run itself, and a highlight it can take away again.
        run.font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        if is_open:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def _describe(document: Document, report: Report) -> None:
    properties = document.core_properties
    author = report.author or report.signature.unit
    properties.title = one_line(report.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = one_line(author)[:_LONGEST_PROPERTY]
    properties.language = _LANGUAGE
    if report.signature.on:
        properties.created = properties.modified = datetime.combine(report.signature.on, time())


def _saved(document: Document) -> bytes:
    """The file's bytes, each part dated alike: python-docx dates them by the clock."""
    dated, undated = BytesIO(), BytesIO()
    document.save(dated)
    with ZipFile(dated) as source, ZipFile(undated, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _FIRST_ZIP_DAY), source.read(name), ZIP_DEFLATED)
    return undated.getvalue()


@cache
def _blank() -> bytes:
    """An empty file in the profile: python-docx's own, without its styles, theme, thumbnail and history."""
    import docx  # noqa: PLC0415  as in render
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE  # noqa: PLC0415  as in render
    from docx.opc.packuri import PackURI  # noqa: PLC0415  as in render
    from docx.opc.part import Part  # noqa: PLC0415  as in render

    document = docx.Document()
    part, package = document.part, document.part.package
    kept = (
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.SETTINGS,
    )
    for relations in (package.rels, part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype not in kept]:
            del relations[key]
    fonts = wordml.font_table().encode()
    font_part = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, fonts, package)
    part.relate_to(font_part, RELATIONSHIP_TYPE.FONT_TABLE)
    _refill(part.styles.element, wordml.styles())
    _refill(part.settings.element, wordml.settings())
    del package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element[:]
    _set_page(document)
    return _saved(document)


def _set_page(document: Document) -> None:
    from docx.shared import Mm  # noqa: PLC0415  as in render

    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4.width), Mm(A4.height)
    section.top_margin, section.bottom_margin = Mm(A4.top), Mm(A4.bottom)
    section.left_margin, section.right_margin = Mm(A4.left), Mm(A4.right)
    section.footer_distance = Mm(A4.footer)
    properties = document.element.body.sectPr
    properties.replace(properties.find("{*}docGrid"), _parse(wordml.line_grid()))
    _refill(section.footer.part.element, wordml.footer())


def _refill(element: BaseOxmlElement, xml: str) -> None:
    """Give an element the children of another one, written as XML."""
    element[:] = list(_parse(xml))


def _parse(xml: str | bytes) -> BaseOxmlElement:
    from docx.oxml import parse_xml  # noqa: PLC0415  as in render

    return parse_xml(xml)


def _main_part(path: Path) -> BaseOxmlElement:
    try:
        with ZipFile(path) as package:
            part = package.getinfo(_main_part_name(package))
            root = _parse(package.read(part)) if part.file_size <= LARGEST_TEXT else None
    except FileNotFoundError as error:
        raise UnreadableDocument("没有找到这个文件，请检查文件名，或重新发一次。") from error
    except (*_DAMAGE, OSError) as error:
        raise UnreadableDocument(
            "这个文件打不开，它可能不是 .docx、设了密码或已损坏，请用 Word 或 WPS 另存为 .docx 再发。"
        ) from error
    if root is None:
        raise UnreadableDocument("这个文件里的文字太多，请拆成几份，每份不超过一百万字。")
    return root


def _main_part_name(package: ZipFile) -> str:
    """Where the text is kept, as the package itself says: some programs number the file."""
    relations = package.getinfo("_rels/.rels")
    if relations.file_size > LARGEST_TEXT:
        raise KeyError(relations.filename)
    for relation in _parse(package.read(relations)).iterchildren("{*}*"):
        if relation.get("Type", "").endswith("/officeDocument"):
            return str(relation.get("Target", "")).lstrip("/")
    raise KeyError("officeDocument")


def _text(paragraph: BaseOxmlElement) -> str:
    """What the paragraph shows, without the paragraphs of boxes inside it."""
    if any(ancestor.tag.endswith("}Fallback") for ancestor in paragraph.iterancestors()):
        return ""
    text = "".join(_shown(paragraph))
    style = paragraph.find("{*}pPr/{*}pStyle")
    names = style.attrib.values() if style is not None else ()
    return text if _BROKEN_BY_MEANING.isdisjoint(names) else one_line(text)


def _shown(element: BaseOxmlElement) -> Iterator[str]:
    for child in element.iterchildren("{*}*"):
        name = child.tag.rpartition("}")[2]
        if name == "t":
            yield child.text or ""
        elif name not in _UNSEEN:
            yield _MARKS.get(name, "")
            yield from _shown(child)
