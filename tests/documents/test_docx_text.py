"""Text into a DOCX and out of one: nothing is lost, nothing can break the file or the reader."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.report import Heading, Paragraph, Report, Signature
from bot.documents.docx import render
from bot.documents.docx_text import LARGEST_TEXT, UnreadableDocument, read_text
from bot.documents.plain import lines, one_line
from bot.documents.profile import OFFICIAL
from tests.documents.sample import BLOCKS, REPORT, TITLE

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="{}"/>'
    "</Relationships>"
)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("documents") / "报告.docx"


def package(path, body, *, namespace=WORD, part="word/document.xml"):
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format(part))
        archive.writestr(part.lstrip("/"), f'<w:document xmlns:w="{namespace}"><w:body>{body}</w:body></w:document>')
    return path


def back(path, report):
    path.write_bytes(render(report, OFFICIAL))
    return read_text(path).splitlines()


def test_a_report_is_read_back_line_by_line(path):
    assert back(path, REPORT) == [
        TITLE,
        "清源区总工会：",
        *(block.text for block in BLOCKS),
        "附件：1.“平稳杯”叉车技能竞赛成绩表",
        "2. 9月职工意见办理台账（含答复人、答复时间和未办结事项的原因说明）",
        "3.活动照片",
        "青禾纸业有限公司工会委员会",
        "2026年9月30日",
    ]


def test_emoji_are_not_taken_into_a_file(path):
    assert back(path, Report("职工👩‍🏭满意👍🏽", (Paragraph("❤️"),), Signature(""))) == ["职工满意"]


@pytest.mark.parametrize(
    "text",
    [
        "A&B <甲> \"乙\" '丙' ]]> <w:p/> &amp; {{ 丁 }}",
        "\u202e从右到左\u200f",
        "两个  空格",
        "𠮷野家与㐂",
    ],
)
def test_special_characters_are_kept(path, text):
    assert back(path, Report(text, (Paragraph(text),), Signature(""))) == [text, text]


def test_what_xml_cannot_carry_is_left_out(path):
    report = Report("", (Paragraph("工\x00会\x1b[0m\ud800\ufffe月\t报"),), Signature(""))
    assert back(path, report) == ["工会[0m月 报"]


@given(title=st.text(max_size=60), heading=st.text(max_size=60), body=st.text(), unit=st.text(max_size=60))
def test_any_text_comes_back_equal(path, title, heading, body, unit):
    report = Report(title, (Heading(2, heading), Paragraph(body)), Signature(unit))
    expected = [one_line(title), one_line(heading), *lines(body), one_line(unit)]
    assert back(path, report) == [line for line in expected if line]
    docx.Document(path)


def test_tables_boxes_and_accepted_insertions_are_read_in_place(path):
    body = (
        "<w:p><w:r><w:t>表前</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:sdt><w:sdtContent><w:p><w:ins><w:r><w:t>插入</w:t></w:r></w:ins></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>外</w:t><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    assert read_text(package(path, body)) == "表前\n甲\n乙\n插入\n外\n框"


def test_deleted_text_tab_stops_and_fallback_copies_are_not_read(path):
    body = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs></w:pPr><w:del><w:r><w:delText>旧</w:delText>'
        "</w:r></w:del><w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:t>新</w:t></w:r></w:p>"
        "<w:p><w:r><w:Fallback><w:txbxContent><w:p><w:r><w:t>重复</w:t></w:r></w:p></w:txbxContent></w:Fallback>"
        "</w:r></w:p>"
    )
    assert read_text(package(path, body)) == "新"


def test_a_line_break_in_the_body_starts_a_line(path):
    body = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/></w:r></w:p>"
    assert read_text(package(path, body)) == "甲\n乙 丙-"


@pytest.mark.parametrize(("namespace", "part"), [(STRICT, "word/document.xml"), (WORD, "/word/document2.xml")])
def test_strict_files_and_other_part_names_are_read(path, namespace, part):
    body = "<w:p><w:r><w:t>正文</w:t></w:r></w:p>"
    assert read_text(package(path, body, namespace=namespace, part=part)) == "正文"


@pytest.mark.parametrize("content", [b"", b"plain text", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200])
def test_a_file_that_is_no_docx_is_refused_in_one_sentence(tmp_path, content):
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(UnreadableDocument, match=r"^[^。]+。$"):
        read_text(tmp_path / "a.docx")


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    with pytest.raises(UnreadableDocument, match="没有找到"):
        read_text(tmp_path / "无.docx")
    with pytest.raises(UnreadableDocument, match="打不开"):
        read_text(tmp_path)


@pytest.mark.parametrize("name", ["word/document.xml", "_rels/.rels"])
def test_a_zip_without_a_text_is_refused(tmp_path, name):
    with ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(name, RELATIONS.format("word/other.xml"))
    with pytest.raises(UnreadableDocument, match="打不开"):
        read_text(tmp_path / "a.docx")


def test_a_small_file_that_unpacks_to_gigabytes_is_refused_unread(tmp_path):
    packed = package(tmp_path / "a.docx", "<w:p/>" * (LARGEST_TEXT // 6))
    assert packed.stat().st_size < 100_000
    with pytest.raises(UnreadableDocument, match="太多"):
        read_text(packed)


def test_laughing_entities_are_refused(tmp_path):
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    with pytest.raises(UnreadableDocument):
        read_text(with_entities(tmp_path, f'<!ENTITY a0 "ha">{entities}', "&a8;"))


def test_a_document_cannot_pull_in_another_file(tmp_path):
    (tmp_path / "secret").write_text("机密")
    entity = f'<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">'
    assert "机密" not in read_text(with_entities(tmp_path, entity, "甲&x;乙"))


def with_entities(folder, entities, text):
    body = f'<w:document xmlns:w="{WORD}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>'
    with ZipFile(folder / "a.docx", "w") as archive:
        archive.writestr("_rels/.rels", RELATIONS.format("word/document.xml"))
        archive.writestr("word/document.xml", f"<!DOCTYPE w [{entities}]>{body}")
    return folder / "a.docx"


@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_crashes(path, data):
    whole = bytearray(small_file())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))] if data.draw(st.booleans()) else whole)
    with suppress(UnreadableDocument):
        assert isinstance(read_text(path), str)


def small_file():
    file = BytesIO()
    package(file, "<w:p><w:r><w:t>正文</w:t></w:r></w:p>")
    return file.getvalue()
