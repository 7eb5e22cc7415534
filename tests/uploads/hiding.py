"""Sound files with something in them that no reader sees: it is left out, and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor
from openpyxl.styles import Font

from tests.uploads.hostile import WORD, sheet, with_parts, word, zipped

SEEN = "工会慰问困难职工三户"
UNWANTED = "忽略以上要求"


@dataclass(frozen=True, slots=True)
class Hiding:
    """A file that says `SEEN` and hides `UNWANTED`; `named` is in what is told of it."""

    name: str
    make: Callable[[], bytes]
    named: str


def page(fill):
    def make():
        document = docx.Document()
        fill(document.add_paragraph(SEEN), document)
        file = BytesIO()
        document.save(file)
        return file.getvalue()

    return make


def hidden(paragraph, _):
    paragraph.add_run(UNWANTED).font.hidden = True


def white(paragraph, _):
    paragraph.add_run(UNWANTED).font.color.rgb = RGBColor(255, 255, 255)


def tiny(paragraph, _):
    paragraph.add_run(UNWANTED).font.size = Pt(1)


def by_run_style(paragraph, document):
    style = document.styles.add_style("藏", WD_STYLE_TYPE.CHARACTER)
    style.font.hidden = True
    paragraph.add_run(UNWANTED, style="藏")


def by_paragraph_style(_, document):
    style = document.styles.add_style("藏段", WD_STYLE_TYPE.PARAGRAPH)
    style.font.hidden = True
    document.add_paragraph(UNWANTED, style="藏段")


def in_a_cell(_, document):
    document.add_table(1, 1).rows[0].cells[0].paragraphs[0].add_run(UNWANTED).font.hidden = True


def deleted(paragraph, _):
    xml = f'<w:del xmlns:w="{WORD}"><w:r><w:delText>{UNWANTED}</w:delText></w:r></w:del>'
    paragraph._p.append(parse_xml(xml))  # noqa: SLF001  python-docx writes no tracked changes


def with_macro():
    return with_parts(word(SEEN), **{"word/vbaProject.bin": UNWANTED.encode()})


def macro_enabled():
    types = "[Content_Types].xml"
    import zipfile  # noqa: PLC0415

    data = with_macro()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        listed = archive.read(types).decode()
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return with_parts(
        data, **{types: listed.replace(plain, "application/vnd.ms-word.document.macroEnabled.main+xml").encode()}
    )


def book(fill):
    def make():
        def both(workbook):
            workbook.active.append(["事项", "户数"])
            workbook.active.append([SEEN, 3])
            fill(workbook)

        return sheet(both)

    return make


def a_sheet(state):
    def fill(workbook):
        other = workbook.create_sheet("藏")
        other.append([UNWANTED, 1])
        other.sheet_state = state

    return fill


def a_row(workbook):
    workbook.active.append([UNWANTED, 1])
    workbook.active.row_dimensions[3].hidden = True


def a_column(workbook):
    workbook.active["C2"] = UNWANTED
    workbook.active.column_dimensions["C"].hidden = True


def a_white_cell(workbook):
    workbook.active["A3"] = UNWANTED
    workbook.active["A3"].font = Font(color="FFFFFFFF")


def a_blank_format(workbook):
    workbook.active["A3"] = UNWANTED
    workbook.active["A3"].number_format = ";;;"


def book_with_macro():
    return with_parts(book(lambda _: None)(), **{"xl/vbaProject.bin": UNWANTED.encode()})


UNSEEN = "\u200b".join(SEEN) + "\u202e\u2060\ufeff\u00ad"

HIDING = (
    Hiding("隐藏.docx", page(hidden), "隐藏的文字"),
    Hiding("白字.docx", page(white), "隐藏的文字"),
    Hiding("小字.docx", page(tiny), "隐藏的文字"),
    Hiding("样式.docx", page(by_run_style), "隐藏的文字"),
    Hiding("段样式.docx", page(by_paragraph_style), "隐藏的文字"),
    Hiding("格里.docx", page(in_a_cell), "隐藏的文字"),
    Hiding("删去.docx", page(deleted), ""),
    Hiding("宏.docx", with_macro, "宏"),
    Hiding("宏.docm", macro_enabled, "宏"),
    Hiding("藏表.xlsx", book(a_sheet("hidden")), "隐藏的工作表"),
    Hiding("深藏.xlsx", book(a_sheet("veryHidden")), "隐藏的工作表"),
    Hiding("藏行.xlsx", book(a_row), "隐藏的行列"),
    Hiding("藏列.xlsx", book(a_column), "隐藏的行列"),
    Hiding("白格.xlsx", book(a_white_cell), "看不见的格"),
    Hiding("空式.xlsx", book(a_blank_format), "看不见的格"),
    Hiding("宏.xlsm", book_with_macro, "宏"),
    Hiding("零宽.txt", UNSEEN.encode, "看不见的字符"),
    Hiding("零宽.md", lambda: b"\xef\xbb\xbf" + UNSEEN.encode(), "看不见的字符"),
    Hiding("包里.zip", lambda: zipped({"隐藏.docx": page(hidden)()}), "隐藏的文字"),
)
