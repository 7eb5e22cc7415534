"""Photos stand behind the words they belong to."""

from __future__ import annotations

import pytest

from bot.core.drafted import Author, Draft, DraftSection
from bot.core.period import parse_period
from bot.core.report import Heading, Photo, Photos
from bot.drafting.closing import Closing
from bot.drafting.compose import Spot, compose

WORK = "（一）建功立业\n叉车竞赛26人。\n全厂播放短片。\n（二）困难帮扶与职工服务\n看望3人。"
FORKLIFT, VISIT, OTHER, LOOSE = (Photo(name.encode(), name) for name in ("竞赛", "慰问", "合影", "大门"))


@pytest.fixture
def printed(house):
    outline = house.book.outlines["monthly"]

    def printed(pictures, text=WORK):
        sections = (
            DraftSection("work", "", text, Author.PLAIN),
            DraftSection("problems", "", "人少。", Author.PLAIN),
        )
        period = parse_period("2026-09")
        report = compose(outline, period, Draft(1, sections), {}, Closing(), shown=pictures)
        return [
            tuple(photo.caption for photo in block.photos) if isinstance(block, Photos) else block.text
            for block in report.blocks
            if not (isinstance(block, Heading) and block.level == 1)
        ]

    return printed


def test_each_stands_behind_what_stands_under_its_sub_heading(printed):
    pictures = {Spot("work", "建功立业"): (FORKLIFT, OTHER), Spot("work", "困难帮扶与职工服务"): (VISIT,)}
    assert printed(pictures) == [
        "（一）建功立业",
        "叉车竞赛26人。",
        "全厂播放短片。",
        ("竞赛", "合影"),
        "（二）困难帮扶与职工服务",
        "看望3人。",
        ("慰问",),
        "人少。",
    ]


def test_one_of_a_heading_that_is_not_printed_stands_behind_its_section(printed):
    found = printed({Spot("work", "女职工工作"): (VISIT,), Spot("work"): (OTHER,), Spot(""): (LOOSE,)})
    assert found[-4:] == ["看望3人。", ("慰问", "合影"), "人少。", ("大门",)]


def test_one_of_a_section_that_is_not_printed_stands_behind_all_text(printed):
    assert printed({Spot("overview"): (LOOSE,)})[-1] == ("大门",)
