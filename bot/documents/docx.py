"""Reports to DOCX, with python-docx, which is imported when a file is first needed.

The same report gives the same bytes: nothing in a file depends on the clock.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import cache, partial
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.documents import wordbody, wordml
from bot.documents.label import FIELD
from bot.documents.layout import lay_out
from bot.documents.plain import one_line
from bot.documents.profile import A4, MATERIAL, Profile
from bot.documents.remarks import Remarks, remark_text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from bot.core.report import Note, Report
    from bot.documents.layout import Element

_LONGEST_PROPERTY = 255  # more is refused by python-docx
_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_LANGUAGE = "zh-CN"
_REMARK_AUTHOR, _REMARK_INITIALS = "核对", "核"
_CUSTOM_PART = "/docProps/custom.xml"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FASTEST = 1
"""Of zlib's levels: a file of a few pages is small anyway."""


def render(report: Report, profile: Profile = MATERIAL, notes: tuple[Note, ...] = ()) -> bytes:
    """The report as a DOCX file; with notes it is the review copy (核对稿), each note a comment on its sentence."""
    import docx  # noqa: PLC0415  0.1 s that only a delivery should cost

    document = docx.Document(BytesIO(_blank(profile)))
    elements = lay_out(report, profile)
    remarks = _remarks(document, elements, notes)
    written = _parse(wordbody.body(elements, partial(_embed, document), remarks))
    document.element.body[:0] = list(written)
    describe(document, report)
    return saved(document)


def _remarks(document: Document, elements: tuple[Element, ...], notes: tuple[Note, ...]) -> Remarks:
    """The comments, each with the text it will stand at."""
    remarks = Remarks.on(elements, notes)
    for number, note in enumerate(remarks.notes):
        text = remark_text(note, quoted=remarks.is_astray(number))
        comment = document.comments.add_comment(text, _REMARK_AUTHOR, _REMARK_INITIALS)
        element = comment._comment_elm  # noqa: SLF001  python-docx dates it by the clock and has no way to say otherwise
        element.attrib.pop(element.nsmap["w"].join("{}") + "date", None)
        remarks.number(number, comment.comment_id)
    return remarks


def _embed(document: Document, content: bytes) -> str:
    """Keep a picture in the file; the name of its relation."""
    relation, _ = document.part.get_or_add_image(BytesIO(content))
    return str(relation)


def describe(document: Document, report: Report) -> None:
    """Fill the properties of a document, the mark of generated content among them."""
    properties = document.core_properties
    author = report.author or report.signature.unit
    properties.title = one_line(report.title)[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = one_line(author)[:_LONGEST_PROPERTY]
    properties.language = _LANGUAGE
    if report.signature.on:
        properties.created = properties.modified = datetime.combine(report.signature.on, time())
    if report.label:
        _label(document, report.label)


def _label(document: Document, label: str) -> None:
    """The mark of generated content, as the property that GB 45438—2025 names."""
    from docx.opc.packuri import PackURI  # noqa: PLC0415  as in render
    from docx.opc.part import Part  # noqa: PLC0415  as in render

    package = document.part.package
    content = wordml.custom_property(FIELD, one_line(label)).encode()
    package.relate_to(Part(PackURI(_CUSTOM_PART), _CUSTOM_TYPE, content, package), _CUSTOM_RELATION)


def saved(document: Document) -> bytes:
    """The file's bytes, each part dated alike: python-docx dates them by the clock."""
    dated, undated = BytesIO(), BytesIO()
    document.save(dated)
    with ZipFile(dated) as source, ZipFile(undated, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _FIRST_ZIP_DAY), source.read(name), ZIP_DEFLATED, _FASTEST)
    return undated.getvalue()


@cache
def _blank(profile: Profile) -> bytes:
    """An empty file in a profile: python-docx's own, without its styles, theme, thumbnail and history."""
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
    _refill(part.settings.element, wordml.settings(profile))
    del package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element[:]
    _set_page(document, profile)
    return saved(document)


def _set_page(document: Document, profile: Profile) -> None:
    from docx.shared import Mm  # noqa: PLC0415  as in render

    section = document.sections[0]
    section.page_width, section.page_height = Mm(A4.width), Mm(A4.height)
    section.top_margin, section.bottom_margin = Mm(A4.top), Mm(A4.bottom)
    section.left_margin, section.right_margin = Mm(A4.left), Mm(A4.right)
    section.footer_distance = Mm(A4.footer)
    properties = document.element.body.sectPr
    properties.replace(properties.find("{*}docGrid"), _parse(wordml.line_grid()))
    _refill(section.footer.part.element, wordml.footer("right" if profile.outside_numbers else "center"))
    if profile.outside_numbers:
        _refill(section.even_page_footer.part.element, wordml.footer("left"))


def _refill(element: BaseOxmlElement, xml: str) -> None:
    """Give an element the children of another one, written as XML."""
    element[:] = list(_parse(xml))


def _parse(xml: str | bytes) -> BaseOxmlElement:
    from docx.oxml import parse_xml  # noqa: PLC0415  as in render

    return parse_xml(xml)
