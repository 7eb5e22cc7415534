from dataclasses import replace

import pytest

from bot.core.period import parse_period
from bot.documents import pdf
from bot.documents.bundle import bundle, sortable
from bot.documents.names import LONGEST
from tests.documents.sample import REPORT
from tests.documents.test_review import NOTE

SEPTEMBER = parse_period("2026-09")


def test_files_come_in_order_clean_copy_pdf_review_copy():
    made = bundle(REPORT, SEPTEMBER, notes=(NOTE,))
    assert [file.name for file in made.files] == [
        "2026-09 青禾纸业有限公司工会2026年9月工作总结和10月工作计划.docx",
        "2026-09 青禾纸业有限公司工会2026年9月工作总结和10月工作计划.pdf",
        "2026-09 青禾纸业有限公司工会2026年9月工作总结和10月工作计划（核对稿）.docx",
    ]
    assert len(made.pages) == 3
    assert all(page.startswith(b"\x89PNG") for page in made.pages)


def test_without_notes_there_is_no_review_copy():
    assert bundle(REPORT).review is None


def test_without_fonts_the_word_file_still_goes_out(monkeypatch):
    monkeypatch.setattr(pdf, "lacking", lambda: ("fangsong",))
    made = bundle(REPORT, SEPTEMBER)
    assert (made.pdf, made.pages) == (None, ())
    assert [file.name[-5:] for file in made.files] == [".docx"]


def test_the_same_report_gives_the_same_files():
    assert bundle(REPORT, SEPTEMBER) == bundle(REPORT, SEPTEMBER)


def test_a_long_title_leaves_room_for_the_period_and_the_ending():
    made = bundle(replace(REPORT, title="清源区北岸街道青山社区" * 6 + REPORT.title), SEPTEMBER, notes=(NOTE,))
    assert all(len(file.name) <= LONGEST and file.name.startswith("2026-09 ") for file in made.files)
    assert len({file.name for file in made.files}) == 3


@pytest.mark.parametrize(
    ("period", "name"),
    [("2026-09", "2026-09"), ("2026-Q3", "2026-07至09"), ("2026", "2026"), ("2026年8—9月", "2026-08至09")],
)
def test_periods_sort_by_their_names(period, name):
    assert sortable(parse_period(period)) == name


def test_reports_of_a_year_stand_in_their_order():
    names = [sortable(parse_period(f"2026-{month:02}")) for month in range(1, 13)]
    assert sorted(names) == names
