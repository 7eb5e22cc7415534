"""What an office's reader of the file sees: page, styles, page number, marks, properties."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn

from bot.core.report import Heading, Paragraph, Report, Signature
from bot.documents.docx import render
from tests.documents.sample import REPORT, TITLE

DEEPER = replace(REPORT, blocks=(*REPORT.blocks, Heading(4, "（1）分批"), Paragraph("按车间分批。")))


@pytest.fixture(scope="module")
def data():
    return render(DEEPER)


@pytest.fixture(scope="module")
def document(data):
    return docx.Document(BytesIO(data))


@pytest.fixture(scope="module")
def parts(data):
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


def written_in(document, style):
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == style]


def face(style):
    return style.element.rPr.rFonts.get(qn("w:eastAsia")), style.font.size.pt


def test_page_is_a4_with_the_margins_of_the_standard(document):
    (section,) = document.sections
    millimetres = [
        round(length.mm, 1)
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.left_margin,
            section.right_margin,
            section.bottom_margin,
        )
    ]
    assert millimetres == [210, 297, 37, 28, 25.7, 35]


def test_a_page_holds_22_lines_of_28_characters(document):
    (section,) = document.sections
    body = document.styles["Normal"]
    height = section.page_height - section.top_margin - section.bottom_margin
    width = (section.page_width - section.left_margin - section.right_margin) / 12700
    tracking = int(body.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
    character = body.font.size.pt + tracking
    assert int(height / body.paragraph_format.line_spacing) == 22
    assert int(width / character) == 28
    assert int((width - body.paragraph_format.first_line_indent.pt) / character) == 26


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("Title", ("方正小标宋简体", 22)),
        ("Normal", ("仿宋_GB2312", 16)),
        ("一级标题", ("黑体", 16)),
        ("二级标题", ("楷体_GB2312", 16)),
        ("三级标题", ("仿宋_GB2312", 16)),
        ("四级标题", ("仿宋_GB2312", 16)),
        ("主送单位", ("仿宋_GB2312", 16)),
        ("附件", ("仿宋_GB2312", 16)),
        ("落款", ("仿宋_GB2312", 16)),
        ("成文日期", ("仿宋_GB2312", 16)),
        ("Footer", ("宋体", 14)),
    ],
)
def test_each_style_has_its_face_and_size(document, style, expected):
    assert face(document.styles[style]) == expected


def test_every_line_of_the_report_has_its_style(document):
    styles = list(dict.fromkeys(paragraph.style.name for paragraph in document.paragraphs))
    assert styles == [
        "Title", "Normal", "一级标题", "二级标题", "三级标题", "四级标题", "附件", "落款", "成文日期"
    ]  # fmt: skip


def test_figures_and_latin_letters_are_times_new_roman(document):
    for style in (each for each in document.styles if each.type == 1 and each.name != "Footer"):
        fonts = style.element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}


def test_quotation_marks_are_hinted_to_be_chinese_on_every_run(document):
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert {run.font.element.rPr.rFonts.get(qn("w:hint")) for run in runs} == {"eastAsia"}


def test_body_begins_two_characters_in_and_is_justified(document):
    body = document.styles["Normal"]
    indent = body.element.pPr.ind
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    assert body.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.JUSTIFY
    assert body.paragraph_format.widow_control is False


def test_headings_are_levels_of_the_navigation_pane_and_stay_with_their_text(document):
    for level, name in enumerate(["一级标题", "二级标题", "三级标题", "四级标题"]):
        style = document.styles[name]
        assert style.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == str(level)
        assert style.paragraph_format.keep_with_next
        assert style.font.bold is None


def test_formatting_lives_in_styles(document):
    for paragraph in document.paragraphs:
        direct = {child.tag.rpartition("}")[2] for child in paragraph._p.get_or_add_pPr()}  # noqa: SLF001  the XML is what is tested
        assert direct <= {"pStyle", "keepNext", "ind"}
        for run in paragraph.runs:
            assert {child.tag.rpartition("}")[2] for child in run.font.element.rPr} <= {"rStyle", "rFonts", "highlight"}


def test_title_is_one_paragraph_broken_by_line_breaks(document):
    (title,) = written_in(document, "Title")
    assert title.text == "青禾纸业有限公司工会\n2026年9月工作总结和10月工作计划"
    assert title.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_what_is_missing_or_in_conflict_is_yellow_and_nothing_else(document):
    yellow = [
        (run.text, run.style.name)
        for paragraph in document.paragraphs
        for run in paragraph.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]
    assert yellow == [("【待补：行政部答复日期】", "待补待核实"), ("【待核实：3人／4人】", "待补待核实")]


def test_page_number_is_a_field_between_dashes(document):
    (paragraph,) = document.sections[0].footer.paragraphs
    assert paragraph.text == "— 1 —"
    assert "PAGE" in "".join(paragraph._p.xpath(".//w:instrText/text()"))  # noqa: SLF001  fields have no API
    assert paragraph.style.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_page_number_stands_seven_millimetres_under_the_text(document):
    (section,) = document.sections
    line = document.styles["Footer"].paragraph_format.line_spacing
    middle = section.footer_distance + line / 2
    assert round((section.bottom_margin - middle) / 36000) == 7


def test_signature_and_attachments_stand_apart_from_the_text_by_a_line(document):
    line = document.styles["Normal"].paragraph_format.line_spacing
    for name, lines in (("附件", 1), ("落款", 1), ("成文日期", 0), ("签字", 1), ("盖章落款", 2)):
        assert document.styles[name].paragraph_format.space_before == line * lines


def test_faces_that_are_not_installed_have_a_substitute(parts):
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in parts["word/fontTable.xml"]


def test_properties_name_the_report_and_its_author(document):
    properties = document.core_properties
    assert (properties.title, properties.author, properties.language) == (TITLE, "周敏", "zh-CN")
    assert properties.created.replace(tzinfo=None) == datetime(2026, 9, 30)  # noqa: DTZ001  a day, not a moment


def test_unit_is_the_author_where_none_is_named():
    document = docx.Document(BytesIO(render(replace(REPORT, author="", title="总" * 400))))
    assert document.core_properties.author == "青禾纸业有限公司工会委员会"
    assert document.core_properties.title == "总" * 255


def test_nothing_of_the_template_is_left(parts):
    assert set(parts) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
    }
    everything = "".join(parts.values())
    assert not [word for word in ("python-docx", "Calibri", "Cambria", "ja-JP", "Theme=") if word in everything]


def test_same_report_gives_the_same_bytes_at_any_time(monkeypatch, data):
    later = datetime.now(timezone(timedelta(hours=8))) + timedelta(days=400)
    monkeypatch.setattr("time.time", later.timestamp)
    monkeypatch.setattr("time.localtime", lambda *_: later.timetuple())
    assert render(DEEPER) == data


def test_an_empty_report_is_still_a_file():
    assert docx.Document(BytesIO(render(Report("", (), Signature(""))))).paragraphs == []


def test_seal_is_given_three_empty_lines():
    sealed = replace(REPORT, signature=Signature("青禾纸业有限公司工会", date(2026, 9, 30), room_for_seal=True))
    document = docx.Document(BytesIO(render(sealed)))
    signing = written_in(document, "签字") + written_in(document, "盖章落款")
    assert [paragraph.text for paragraph in signing] == ["负责人签字：", "青禾纸业有限公司工会", "2026年9月30日"]
    assert [paragraph.style.paragraph_format.alignment for paragraph in signing[1:]] == [WD_ALIGN_PARAGRAPH.CENTER] * 2
