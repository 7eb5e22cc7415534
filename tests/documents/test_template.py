"""An office's own template: what is wrong with it is named when it is handed in; what is right with it is kept."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.report import Chart, Heading, Paragraph, Report, Series, Signature
from bot.documents.plain import lines
from bot.documents.template import TemplateError, fill, template_faults
from tests.documents.sample import PLAN, REPORT

WHOLE = (
    "{{ 单位 }}文件",
    "{{标题}}",
    "{{ 主送 }}",
    "{{ 正文 }}",
    "{{ 附件 }}",
    "{{ 单位 }}",
    "{{ 日期 }}",
    "{{ 标识 }}",
)


def template(*paragraphs, header="", title=""):
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def with_part(content, name, text):
    written = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(written, "w") as target:
        for each in source.namelist():
            if each != name:
                target.writestr(each, source.read(each))
        target.writestr(name, text)
    return written.getvalue()


def texts(content):
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def test_a_whole_template_has_no_faults():
    assert template_faults(template(*WHOLE, header="{{ 单位 }}")) == ()


def test_a_placeholder_split_over_runs_is_read():
    document = docx.Document()
    paragraph = document.add_paragraph("{{ ")
    paragraph.add_run("标").bold = True
    paragraph.add_run("题 }}")
    document.add_paragraph("{{ 正文 }}")
    written = BytesIO()
    document.save(written)
    assert template_faults(written.getvalue()) == ()


def test_what_is_missing_is_named():
    assert template_faults(template("{{ 标题 }}")) == ("模板里还缺 {{ 正文 }}，请加在该出现的地方。",)


def test_what_is_unknown_is_named_wherever_it_stands():
    (fault,) = template_faults(template("{{ 标题 }}{{ 正文 }}{{ 领导 }}", header="{{ 文号 }}", title="{{ 密级 }}"))
    assert "不认识 {{ 密级 }}、{{ 文号 }}、{{ 领导 }}" in fault


@pytest.mark.parametrize(
    "text",
    [
        "{% for 一 in 标题 %}{{ 一 }}{% endfor %}",
        "{{ 标题.__class__.__mro__ }}",
        "{{ 标题[0] }}",
        "{{ 标题 * 999999999 }}",
        "{{ 标题 | upper }}",
        "{{ cycler() }}",
        "{% if 标题 %}甲{% endif %}",
        "{% set 甲 = 1 %}",
        "{% include '标题' %}",
        "{{ '字' }}",
    ],
)
def test_nothing_but_names_is_taken(text):
    content = template("{{ 标题 }}{{ 正文 }}", text)
    assert any("只能写占位符" in fault or "括号" in fault for fault in template_faults(content))
    with pytest.raises(TemplateError):
        fill(content, REPORT)


@pytest.mark.parametrize("text", ["{{ 标题", "{{ 标题 }", "{% 标题 }}", "{{ }}"])
def test_unpaired_brackets_are_quoted(text):
    (fault,) = template_faults(template("{{ 标题 }}{{ 正文 }}", text))
    assert f"“{text}”" in fault


@pytest.mark.parametrize(
    ("written", "mend"),
    [
        ("｛｛ 单位 ｝｝", "“｛｛ 单位 ｝｝”用了中文的花括号，请切到英文输入法，写成 {{ 单位 }}。"),
        ("{{ 单位 ｝｝", "“{{ 单位 ｝｝”用了中文的花括号，请切到英文输入法，写成 {{ 单位 }}。"),
        ("{单位}", "“{单位}”的花括号没有配好对，左右各要两个，请写成 {{ 单位 }}。"),
        ("{{{ 单位 }}}", "“{{{ 单位 }}}”的花括号没有配好对，左右各要两个，请写成 {{ 单位 }}。"),
        ("落款：{{ 单位", "“{{ 单位”的花括号没有配好对，左右各要两个，请写成 {{ 单位 }}。"),
        ("{{ 单 位： }}", "“{{ 单 位： }}”里多了空格或标点，请写成 {{ 单位 }}。"),
        ("盖章处 }}", "“盖章处 }}”这里的花括号没有配好对，左右各要两个；不是占位符的，请删掉。"),
        (
            "{%p for 行 in 正文 %}",
            "“{%p for 行 in 正文 %}”用不了：模板里只能写占位符的名字，不能写条件、循环、计算和批注，请删掉它。",
        ),
    ],
)
def test_what_is_misspelt_is_quoted_with_its_mend(written, mend):
    for content in (template("{{ 标题 }}{{ 正文 }}", written), template("{{ 标题 }}{{ 正文 }}", header=written)):
        assert template_faults(content) == (mend,)
    assert template_faults(template("{{ 标题 }}", written))[-1] == "模板里还缺 {{ 正文 }}，请加在该出现的地方。"


@pytest.mark.parametrize("written", ["{注：此处留白}", "f(x)={x|x>0}", "100%}", "{{　单位　}}", "{{\t日期\t}}"])
def test_other_braces_are_the_templates_own(written):
    assert template_faults(template("{{ 标题 }}{{ 正文 }}", written)) == ()


def test_the_body_does_not_fit_into_a_header():
    assert template_faults(template("{{ 标题 }}", header="{{ 正文 }}")) == (
        "{{ 正文 }} 放在页眉、页脚或脚注里了，请移到正文里，单独占一段。",
    )


def test_changes_that_were_not_accepted_are_named():
    deleted = '<w:del w:id="2" w:author="a"><w:r><w:delText>{{ 旧 }}</w:delText></w:r></w:del></w:p>'
    with ZipFile(BytesIO(template(*WHOLE))) as package:
        body = package.read("word/document.xml").decode().replace("</w:p>", deleted, 1)
    (fault,) = template_faults(with_part(template(*WHOLE), "word/document.xml", body))
    assert "接受所有修订" in fault


def test_a_template_made_of_a_table_is_filled_with_its_faces():
    document = docx.Document()
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text, table.cell(1, 0).text = "{{ 标题 }}", "{{ 正文 }}"
    written = BytesIO()
    document.save(written)
    assert template_faults(written.getvalue()) == ()
    title, body = docx.Document(BytesIO(fill(written.getvalue(), REPORT))).tables[0].columns[0].cells
    assert title.text == REPORT.title
    (heading,) = [paragraph for paragraph in body.paragraphs if paragraph.text == "一、上月计划完成情况"]
    assert heading.runs[0].font.element.rPr.rFonts.get(qn("w:eastAsia")) == "黑体"


def test_macros_and_things_from_elsewhere_are_refused():
    good = template(*WHOLE)
    assert "宏" in template_faults(with_part(good, "word/vbaProject.bin", "x"))[0]
    with ZipFile(BytesIO(good)) as package:
        types = package.read("[Content_Types].xml").replace(
            b"wordprocessingml.document.main", b"wordprocessingml.document.macroEnabled.main"
        )
    assert "宏" in template_faults(with_part(good, "[Content_Types].xml", types))[0]
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="http://203.0.113.1/x.dotm" TargetMode="External"/></Relationships>'
    )
    assert "别处" in template_faults(with_part(good, "word/_rels/settings.xml.rels", relations))[0]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"plain", b"\xd0\xcf\x11\xe0" * 100])
def test_what_is_no_docx_is_refused(content):
    (fault,) = template_faults(content)
    assert ".docx" in fault


def test_the_report_stands_in_the_template():
    filled = texts(fill(template(*WHOLE), replace(REPORT, visible_label="（标识）")))
    assert filled[0] == "青禾纸业有限公司工会委员会文件"
    assert filled[1] == REPORT.title
    assert filled[2] == "清源区总工会："
    assert filled[3 : 3 + len(REPORT.blocks)] == [block.text for block in REPORT.blocks]
    assert filled[-3:] == ["青禾纸业有限公司工会委员会", "2026年9月30日", "（标识）"]


def test_each_paragraph_looks_like_the_placeholders_and_headings_get_their_faces():
    document = docx.Document(BytesIO(template("{{ 标题 }}", "{{ 正文 }}")))
    document.paragraphs[1].paragraph_format.first_line_indent = 400_000
    written = BytesIO()
    document.save(written)
    done = docx.Document(BytesIO(fill(written.getvalue(), REPORT))).paragraphs[1:]
    assert {paragraph.paragraph_format.first_line_indent for paragraph in done} == {400_050}
    faces = {paragraph.text: paragraph.runs[0].font.element.rPr for paragraph in done}
    assert faces["一、上月计划完成情况"].rFonts.get(qn("w:eastAsia")) == "黑体"
    assert faces["（一）建功立业"].rFonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_the_plan_stands_as_a_table_where_the_plan_does():
    heading, after = Heading(1, "四、10月工作计划"), Paragraph("经费安排：从工会经费出。")
    filled = fill(template("{{ 标题 }}", "前 {{ 单位 }}", "{{ 正文 }}"), replace(REPORT, blocks=(heading, PLAN, after)))
    document = docx.Document(BytesIO(filled))
    body = [each.text if hasattr(each, "text") else each for each in document.iter_inner_content()]
    (table,) = document.tables
    assert [type(each).__name__ for each in document.iter_inner_content()][-3:] == ["Paragraph", "Table", "Paragraph"]
    assert body[-1] == "经费安排：从工会经费出。"
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "职工书屋开放",
        "10月20日前",
        "周敏",
        "图书上架，开放时间延长到21时",
        "上架1500册",
    ]
    assert table.rows[0].cells[0].text == "序号"
    assert not [text for text in texts(filled) if "〔" in text]


def test_a_chart_stands_above_its_caption():
    shown = Chart(Series("走访困难职工家庭", "户", (("8月", 4), ("9月", 6))), 1)
    document = docx.Document(BytesIO(fill(template("{{ 标题 }}", "{{ 正文 }}"), replace(REPORT, blocks=(shown,)))))
    *_, picture, caption = document.paragraphs
    assert len(document.inline_shapes) == 1
    assert (picture.text, caption.text) == ("", "图1　走访困难职工家庭（单位：户，据8月、9月报告）")


def test_inside_a_table_of_its_own_the_plan_comes_as_words():
    document = docx.Document()
    document.add_paragraph("{{ 标题 }}")
    document.add_table(1, 1).rows[0].cells[0].text = "{{ 正文 }}"
    written = BytesIO()
    document.save(written)
    (table,) = docx.Document(BytesIO(fill(written.getvalue(), replace(REPORT, blocks=(PLAN,))))).tables
    assert PLAN.text in table.rows[0].cells[0].text


def test_what_a_row_lacks_is_highlighted_in_the_template_too():
    (table,) = docx.Document(
        BytesIO(fill(template("{{ 标题 }}", "{{ 正文 }}"), replace(REPORT, blocks=(PLAN,))))
    ).tables
    marked = [
        run.text
        for row in table.rows
        for cell in row.cells
        for p in cell.paragraphs
        for run in p.runs
        if run.font.highlight_color
    ]
    assert marked == ["【待补：完成时间】", "【待补：目标】"]


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_come_out_as_they_went_in(title, body):
    report = Report(title, (Heading(1, "一、甲"), Paragraph(body)), Signature("工会"))
    filled = texts(fill(template("{{ 标题 }}", "{{ 正文 }}"), report))
    assert filled[1:] == ["一、甲", *lines(body)]


@pytest.mark.parametrize("text", ['A&B <甲> "乙"', "{{ 标题 }}", "{% for %}", "]]><w:p/>"])
def test_words_are_never_part_of_the_template(text):
    report = Report(text, (Paragraph(text),), Signature(text))
    assert texts(fill(template("{{ 标题 }}", "{{ 正文 }}", "{{ 单位 }}"), report)) == [text] * 3
