"""What a reader of the PDF sees, measured from its pages."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image
from pypdfium2 import PdfDocument

from bot.core.report import Annex, Paragraph, Photos, PlanItem, PlanTable, Report, Signature
from bot.documents import pdf
from bot.documents.layout import lay_out
from bot.documents.lines import Line
from bot.documents.profile import A4, LINE_PITCH, OFFICIAL
from tests.documents.pages import MM, fonts, lines, whole_text
from tests.documents.sample import PHOTO, PLAN, REPORT

FULL = Report("", (Paragraph("国" * 26 + "工会" * 700),), Signature(""))
WITHOUT_GLYPH = Report("", (Paragraph("张\uf8ff"),), Signature(""))
ABOVE = LINE_PITCH * 0.8 * MM
BELOW = LINE_PITCH * 0.2 * MM


@pytest.fixture(scope="module")
def full():
    return pdf.render(FULL)


def body_of(page):
    return [line for line in page if "—" not in line.text]


def test_a_full_page_holds_22_lines_of_28_characters(full):
    for number in (0, 1):
        counts = [len(line.text) for line in body_of(lines(full, number))]
        assert counts == ([26] if number == 0 else [28]) + [28] * 21


def test_margins_are_those_of_the_standard_within_a_millimetre(full):
    page = body_of(lines(full, 1))
    assert abs(page[0].left - 28) < 1
    assert abs(210 - max(line.right for line in page) - 26) < 1
    assert abs(page[0].base - ABOVE - 37) < 1
    assert abs(297 - (page[-1].base + BELOW) - 35) < 1


def test_lines_are_28_95_points_apart(full):
    page = body_of(lines(full, 1))
    pitches = {round((below.base - above.base) / MM, 1) for above, below in pairwise(page)}
    assert pitches <= {28.9, 29.0}


def test_the_measure_sees_another_pitch(monkeypatch):
    monkeypatch.setattr("bot.documents.pdf._BASE_LINE", 0.7)
    first = body_of(lines(pdf.render(FULL), 1))[0]
    assert abs(first.base - ABOVE - 37) > 1


def test_page_number_stands_in_the_middle_seven_millimetres_under_the_text(full):
    (number,) = [line for line in lines(full, 1) if "—" in line.text]
    assert number.text == "—2—"
    assert abs((number.left + number.right) / 2 - (28 + 78)) < 1
    assert abs(number.base - 1.9 - (297 - 35) - 7) < 1


def test_page_numbers_stand_outside_in_an_official_paper():
    made = pdf.render(FULL, OFFICIAL)
    (odd,) = [line for line in lines(made, 0) if "—" in line.text]
    (even,) = [line for line in lines(made, 1) if "—" in line.text]
    assert abs(even.left - A4.left - 14 * MM) < 0.2
    assert abs(210 - A4.right - 14 * MM - odd.right) < 0.2


def test_every_word_of_the_report_is_in_it():
    report = replace(REPORT, blocks=(*REPORT.blocks, PLAN), visible_label="（本材料由人工智能辅助整理）")
    found = whole_text(pdf.render(report, OFFICIAL))
    for element in lay_out(report, OFFICIAL):
        texts = [element.text] if isinstance(element, Line) else [cell for row in element.rows for cell in row]
        for text in texts:
            for line in text.split("\n"):
                words = "".join(line.split())
                assert words[:8] in found
                assert words[-4:] in found


def test_text_is_never_markup():
    text = '#strong[粗] *星* _下划_ $x$ `代码` @引 <甲> \\ = 标题 // 注 #eval("1") "引"'
    assert "".join(text.split()) in whole_text(pdf.render(Report(text, (Paragraph(text),), Signature(""))))


@pytest.mark.parametrize("character", "堃喆赟璟玥㎡〇𠮷㐂")
def test_rare_characters_of_names_have_a_glyph(character):
    report = Report("", (Paragraph(f"张{character}"),), Signature(""))
    assert f"张{character}" in whole_text(pdf.render(report))
    assert pdf.pictures(report) != pdf.pictures(WITHOUT_GLYPH)


def test_a_character_without_a_glyph_would_be_seen():
    other = Report("", (Paragraph("张\uf8fe"),), Signature(""))
    assert pdf.pictures(other) == pdf.pictures(WITHOUT_GLYPH)


def test_fonts_are_embedded_and_only_what_is_used_of_them():
    made = pdf.render(REPORT)
    used = fonts(made)
    assert len(used) >= 2
    assert all(used.values())
    assert len(made) < 600_000


def test_without_fonts_there_is_no_pdf_and_it_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "lacking", lambda: ("fangsong",))
    with pytest.raises(pdf.FontsMissingError):
        pdf.render(REPORT)


def test_pictures_are_the_pages():
    pages = pdf.pictures(REPORT)
    assert len(pages) == 3
    assert {Image.open(BytesIO(page)).size for page in pages} == {(909, 1286)}
    assert all(len(page) < 400_000 for page in pages)


def test_photos_stand_two_a_page_with_their_captions():
    report = replace(REPORT, annexes=(Annex("活动照片", (Photos((PHOTO,) * 4),)),))
    made = pdf.render(report)
    counts = [sum("叉车技能竞赛现场" in line.text for line in lines(made, page)) for page in (3, 4)]
    assert counts == [2, 2]


def test_a_signature_is_never_alone_on_a_page():
    for extra in range(18, 24):
        blocks = tuple(Paragraph("正文") for _ in range(extra))
        made = pdf.render(Report("", blocks, Signature("青禾纸业有限公司工会", date(2026, 9, 30))))
        last = max(page for page in range(2) if any("2026年" in line.text for line in seen(made, page)))
        assert any("正文" in line.text for line in lines(made, last))


def seen(made, page):
    import pypdfium2  # noqa: PLC0415  beside its only use

    return lines(made, page) if page < len(pypdfium2.PdfDocument(made)) else []


def test_same_report_gives_the_same_bytes():
    assert pdf.render(REPORT) == pdf.render(REPORT)


def items(count, words="写明原因"):
    return PlanTable(
        tuple(PlanItem(f"续保{n}", "10月15日前", "分会主席", words, f"{n}00册") for n in range(1, count + 1))
    )


def test_a_long_table_repeats_its_head_and_breaks_no_row():
    made = pdf.render(Report("", (items(40, "逐人通知未续的写明原因并报公司工会"),), Signature("")))
    pages = ["".join(line.text for line in lines(made, number)) for number in range(len(PdfDocument(made)))]
    assert len(pages) > 1
    assert all("序号" in page for page in pages)
    for number in range(1, 41):
        assert sum(f"续保{number}10月15日前" in page and f"{number}00册" in page for page in pages) == 1


def test_a_cell_longer_than_a_page_is_not_cut_off():
    made = pdf.render(Report("", (items(1, "逐人通知" * 500),), Signature("")))
    assert whole_text(made).replace("\n", "").count("逐") == 500
