"""An office's own template: a DOCX with {{ 标题 }}, {{ 正文 }} and the like. The only file that knows docxtpl.

A template is somebody else's file. It may name things and nothing else: no loop, no filter, no attribute, no macro.
What is wrong with it is said when it is handed in, not when a report is due.
"""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from bot.core.report import Heading
from bot.documents.docx import describe, saved
from bot.documents.layout import lay_out
from bot.documents.lines import Line
from bot.documents.placeholders import LISTED, PLACEHOLDERS, braced, missing, misspelt, names_in
from bot.documents.placing import body_of, place
from bot.documents.plain import one_line
from bot.documents.profile import HEI, KAI, OFFICIAL, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docxtpl import DocxTemplate
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from bot.core.report import Report

_MOST_FAULTS = 5
"""Told at once; the rest shows when these are mended."""
MOST_BYTES = 50_000_000
"""Of a template unpacked."""
_ACTIVE = ("word/vbaProject.bin", "word/vbaData.xml", "word/activeX/", "word/embeddings/")
_MACRO_TYPES = b"macroEnabled"
_REMOTE = ("attachedTemplate", "oleObject", "frame", "subDocument")
"""Relations by which a file pulls something in from elsewhere when it is opened; links in the text are none."""
_TEXT_PART = re.compile(r"/word/(?:document|(?:header|footer|footnotes|endnotes)\d*)\.xml")
_FACES = {1: HEI, 2: KAI}


class TemplateError(ValueError):
    """A template that has faults; they are named by `template_faults`."""


def template_faults(content: bytes) -> tuple[str, ...]:
    """What keeps a file from being a template, a sentence each, with the mend; none if it is one."""
    if refused := _refused(content):
        return (refused,)
    paragraphs = list(_paragraphs(content))
    if faults := misspelt(paragraphs):
        return (*faults[:_MOST_FAULTS], *missing(names_in(paragraphs)))
    return _named_wrongly(content)


def _named_wrongly(content: bytes) -> tuple[str, ...]:
    """What is wrong with the names; whatever is no mere name is refused here once more, by the parser itself."""
    from jinja2 import TemplateSyntaxError, nodes  # noqa: PLC0415  only templates should cost it

    faults: list[str] = []
    body, named = set[str](), set[str]()
    for number, source in enumerate(_sources(content)):
        try:
            tree = _environment().parse(source)
        except TemplateSyntaxError:
            return (f"占位符的括号没有配好对，请写成两个花括号一对：{LISTED}。",)
        named |= {name.name for name in tree.find_all(nodes.Name)}
        body = body if number else set(named)
        if any(not isinstance(node, (nodes.Output, nodes.TemplateData, nodes.Name)) for node in _all(tree)):
            faults.append(f"模板里只能写占位符的名字，不能写条件、循环和计算，请只留：{LISTED}。")
    if "正文" in named - body:
        faults.append("{{ 正文 }} 放在页眉、页脚或脚注里了，请移到正文里，单独占一段。")
    faults += missing(named)
    if unknown := sorted(named - set(PLACEHOLDERS)):
        faults.append(f"不认识 {braced(unknown)}，请改成其中的一个：{LISTED}。")
    return tuple(dict.fromkeys(faults))


def fill(content: bytes, report: Report) -> bytes:
    """The report in the office's template: its page, styles and letterhead, our words.

    Body paragraphs look like the paragraph that holds {{ 正文 }}; headings of the first two levels get their faces.
    The plan's table and charts stand where the text has them. Photos come as words: their places are the template's.

    Raises:
        TemplateError: the template has faults.
    """
    if template_faults(content):
        raise TemplateError
    template = _opened(content)
    template.render(_values(report), _environment(), autoescape=True)
    document = template.docx  # get_docx() would open the empty template again
    _mark_headings(document, report)
    place(document, report.blocks)
    describe(document, report)
    return saved(document)


def _refused(content: bytes) -> str:
    """Why a file is not even looked at."""
    try:
        with ZipFile(BytesIO(content)) as package:
            names = package.namelist()
            if sum(entry.file_size for entry in package.infolist()) > MOST_BYTES:
                return "这个模板太大，请删去里面的图片和附件再发，不超过 50 MB。"
            types = package.read("[Content_Types].xml")
            relations = [package.read(name) for name in names if name.endswith(".rels")]
    except (BadZipFile, KeyError, OSError, RuntimeError, ValueError, zlib.error, EOFError):
        return "这个文件打不开，请用 Word 或 WPS 另存为 .docx 再发。"
    if _MACRO_TYPES in types or any(name.startswith(_ACTIVE) for name in names):
        return "模板里带有宏或嵌入的程序，为安全不能用，请另存为不带宏的 .docx 再发。"
    if any(_pulls(relation) for relation in relations):
        return "模板要从别处取内容，为安全不能用，请在 Word 里断开链接的模板和对象，再存一次。"
    try:
        if any(deleted.text and "{" in deleted.text for deleted in _opened(content).docx.element.iter("{*}delText")):
            return "模板里留着没接受的修订，请在“审阅”里点“接受所有修订”，再存一次。"
    except Exception:  # noqa: BLE001  python-docx lets lxml's, zipfile's and its own errors through
        return "这个文件打不开，请用 Word 或 WPS 另存为 .docx 再发。"
    return ""


def _pulls(relations: bytes) -> bool:
    from docx.oxml import parse_xml  # noqa: PLC0415  only templates should cost it

    try:
        found = parse_xml(relations)
    except SyntaxError:
        return False  # the file cannot be opened either, which is said next
    return any(each.get("TargetMode") == "External" and str(each.get("Type", "")).endswith(_REMOTE) for each in found)


def _opened(content: bytes) -> DocxTemplate:
    from docxtpl import DocxTemplate  # noqa: PLC0415  only templates should cost it

    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    return template


def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined  # noqa: PLC0415  only templates should cost it
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415  same

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    environment.globals.clear()
    environment.filters.clear()
    return environment


def _paragraphs(content: bytes) -> Iterator[str]:
    """The text of every paragraph of body, headers, footers and notes, each without those of boxes inside it."""
    from docx.oxml import parse_xml  # noqa: PLC0415  only templates should cost it

    for part in _opened(content).docx.part.package.iter_parts():
        if _TEXT_PART.fullmatch(str(part.partname)):
            for paragraph in parse_xml(part.blob).iter("{*}p"):
                own = (t for t in paragraph.iter("{*}t") if next(t.iterancestors("{*}p")) is paragraph)
                yield "".join(t.text or "" for t in own)


def _sources(content: bytes) -> Iterator[str]:
    """Each text of the file that docxtpl takes for a template: body, headers, footers, notes, properties."""
    template = _opened(content)
    document = template.docx
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith(("/word/footnotes", "/word/endnotes")):
            yield template.patch_xml(part.blob.decode("utf-8", "replace"))
    properties = document.core_properties
    for name in ("author", "category", "comments", "identifier", "keywords", "subject", "title", "version"):
        yield str(getattr(properties, name) or "")


def _all(node: object) -> Iterator[object]:
    from jinja2 import nodes  # noqa: PLC0415  only templates should cost it

    if isinstance(node, nodes.Node):
        for child in node.iter_child_nodes():
            yield child
            yield from _all(child)


def _values(report: Report) -> dict[str, object]:
    from docxtpl import Listing  # noqa: PLC0415  only templates should cost it

    placed = [element for element in lay_out(report, OFFICIAL) if isinstance(element, Line)]
    texts = {role: [line.text for line in placed if line.role is role] for role in Role}
    body = [text for block in report.blocks for text in body_of(block)]
    signed = report.signature
    day = f"{signed.on.year}年{signed.on.month}月{signed.on.day}日" if signed.on else signed.no_day
    paragraphs = "\a"  # docxtpl's sign for a new paragraph; no text of ours can hold it
    return {
        "标题": one_line(report.title),
        "正文": Listing(paragraphs.join(body)),
        "单位": one_line(signed.unit),
        "主送": "".join(texts[Role.ADDRESSEE]),
        "附件": Listing(paragraphs.join(texts[Role.ATTACHMENT])),
        "日期": one_line(day),
        "起草人": one_line(report.author),
        "标识": one_line(report.visible_label),
    }


def _mark_headings(document: Document, report: Report) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415  only templates should cost it

    faces = {
        one_line(block.text): _FACES[block.level]
        for block in report.blocks
        if isinstance(block, Heading) and block.level in _FACES
    }
    for paragraph in document.element.body.iter(qn("w:p")):  # those in tables too
        if face := faces.get(paragraph.text):
            for run in paragraph.r_lst:
                run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
