"""Photos and charts: printable, private, never in the way of a report."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from PIL import Image
from pypdfium2 import PdfDocument

from bot.core.report import Annex, Chart, Paragraph, Photo, Photos, Report, Series, Signature
from bot.documents import chart, pdf
from bot.documents.docx import render
from bot.documents.layout import lay_out
from bot.documents.lines import TEXT_WIDTH, Line, Picture
from bot.documents.photos import LONGEST_SIDE, prepare
from bot.documents.profile import Role
from tests.documents.pages import lines
from tests.documents.sample import PHOTO, REPORT, picture

SERIES = Series("走访困难职工家庭", "户", (("7月", 3), ("8月", 4.5), ("9月", 6)))


def with_place_and_turn():
    written = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "Some Phone"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (400, 300), "red").save(written, "JPEG", exif=exif)
    return written.getvalue()


def test_a_photo_is_upright_and_tells_nothing_about_the_phone():
    before = with_place_and_turn()
    assert b"Some Phone" in before
    made = prepare(before)
    assert (made.width, made.height) == (300, 400)
    assert not Image.open(BytesIO(made.content)).getexif()
    assert b"Some Phone" not in made.content


def test_a_large_photo_is_made_printable():
    made = prepare(picture(6000, 4000))
    assert max(made.width, made.height) <= LONGEST_SIDE
    assert made.width > made.height


@pytest.mark.parametrize("content", [b"", b"no picture", picture(40, 30)[:200], b"\x89PNG\r\n\x1a\n" + b"\0" * 50])
def test_what_is_no_picture_is_named_in_its_place(content):
    assert prepare(content) is None
    lines = lay_out(Report("", (Photos((Photo(content, "慰问现场"),)),), Signature("")))
    assert [line.text for line in lines] == ["【待补：这张照片打不开，请重新发】慰问现场"]


def test_a_photo_keeps_its_shape_and_stays_on_the_page():
    for width, height in ((4000, 300), (300, 4000), (800, 600)):
        photos = Photos((Photo(picture(width, height), "甲"),))
        shown, caption = lay_out(Report("", (photos,), Signature("")))
        assert shown.width / shown.height == pytest.approx(width / height, rel=0.02)
        assert shown.width <= TEXT_WIDTH
        assert caption.role is Role.CAPTION


@pytest.mark.parametrize("lines_before", range(0, 22, 3))
def test_photos_fill_the_page_they_begin_on_and_none_leaves_its_caption(lines_before):
    """Behind words there is room for one or two; a pair held together would leave a page half empty."""
    blocks = (*(Paragraph("正文"),) * lines_before, Photos((PHOTO,) * 5))
    made = pdf.render(Report("", blocks, Signature("")))
    pages = [[line.text for line in seen if "—" not in line.text] for seen in pages_of(made)]
    captions = [sum(PHOTO.caption in text for text in page) for page in pages]
    assert sum(captions) == 5
    assert max(captions) == 2
    room = 22 - lines_before
    assert captions[0] == (2 if room >= 18 else 1 if room >= 9 else 0)


def pages_of(made):
    return [lines(made, page) for page in range(len(PdfDocument(made)))]


def test_an_annex_follows_the_signature_on_a_page_of_its_own():
    report = replace(REPORT, annexes=(Annex("活动照片", (Photos((PHOTO,)),)), Annex("签到表", ())))
    roles = [element.role for element in lay_out(report) if isinstance(element, Line)]
    assert roles.index(Role.DATE) < roles.index(Role.ANNEX_MARK)
    document = Document(BytesIO(render(report)))
    assert [p.text for p in document.paragraphs if p.style.name == "附件标记"] == ["附件1", "附件2"]
    assert document.styles["附件标记"].paragraph_format.page_break_before


def test_pictures_are_described_for_those_who_cannot_see_them():
    document = Document(BytesIO(render(Report("", (Photos((PHOTO,)),), Signature("")))))
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == PHOTO.caption  # noqa: SLF001  descriptions have no API


def test_a_chart_is_small_grey_and_always_the_same():
    made = chart.draw(SERIES)
    chart.draw.cache_clear()
    assert chart.draw(SERIES) == made
    image = Image.open(BytesIO(made.content)).convert("RGB")
    assert image.size == (made.width, made.height)
    assert all(red == green == blue for red, green, blue in (colour for _, colour in image.getcolors(1_000_000)))
    assert len(made.content) < 60_000


def test_other_figures_give_another_chart():
    assert chart.draw(SERIES) != chart.draw(replace(SERIES, points=(("7月", 3), ("8月", 4.5), ("9月", 7))))


def test_signs_of_mathematics_are_only_signs():
    assert chart.draw(replace(SERIES, points=(("$x^2$", 1), ("50%_{a}", 2)))).width


def test_one_period_is_no_chart():
    alone = replace(SERIES, points=(("9月", 6),))
    with pytest.raises(ValueError, match="two figures"):
        chart.draw(alone)
    assert lay_out(Report("", (Chart(alone),), Signature(""))) == ()


def test_a_chart_stands_in_the_report_with_its_unit():
    _, picture_, caption = lay_out(Report("", (Chart(SERIES, 1),), Signature("")))
    assert isinstance(picture_, Picture)
    assert caption.text == "图1　走访困难职工家庭（单位：户，据7月、8月、9月报告）"


def test_a_period_without_the_figure_is_a_gap_and_no_zero():
    gap = replace(SERIES, points=(("7月", 3), ("8月", None), ("9月", 6)))
    zero = replace(SERIES, points=(("7月", 3), ("8月", 0), ("9月", 6)))
    assert chart.draw(gap).content not in {
        chart.draw(zero).content,
        chart.draw(replace(SERIES, points=(("7月", 3), ("9月", 6)))).content,
    }
    assert gap.said == "7月3户、9月6户"
    assert Chart(gap).text == "走访困难职工家庭（单位：户，据7月、9月报告）"
