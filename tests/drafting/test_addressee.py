import pytest

from bot.core.drafted import Draft
from bot.core.outline import Outline
from bot.core.period import parse_period
from bot.drafting.closing import Closing
from bot.drafting.compose import compose


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("区总工会", "区总工会"),
        ("报给公司党委、区总工会", "公司党委、区总工会"),
        ("无", ""),
        ("不清楚。", ""),
        ("", ""),
    ],
)
def test_a_report_is_addressed_to_whom_the_officer_named(book, said, printed):
    outline: Outline = book.outlines["monthly"]
    report = compose(outline, parse_period("2026-09"), Draft(1, ()), {"addressee": said}, Closing(), shown={})
    assert report.addressee == printed
