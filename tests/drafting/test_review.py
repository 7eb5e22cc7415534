"""A finished text is judged part by part: each by what was said of it, the whole by what must be in it."""

from __future__ import annotations

import pytest

from bot.core.period import Period
from bot.documents import docx, docx_text
from bot.drafting.compose import plain_text
from bot.drafting.parting import WHOLE, parted
from tests.drafting.messy import MESSY
from tests.drafting.reports import SAMPLE, filled

ANSWERS = {
    "ideology": "9.8学工会法 62个人",
    "rights": "调解3件",
    "service": "走访困难职工5户，看了3个住院的 每人500",
    "problems": "夜班职工参加活动少",
    "next_plan": "10月18日健步走 小李负责 80人",
    "attach_sign": "签到表；落款9月30日",
}
TEXT = """红星机械厂工会2026年9月工作总结和10月工作计划

本月学习工会法，走访困难职工。
一、上月计划完成情况
【待补：上月计划完成情况】。
二、9月主要工作
（一）思想政治引领
9月8日学习工会法，62人参加。
（二）维权维稳
调解劳动争议3件。
（三）困难帮扶与职工服务
走访困难职工5户，看望住院职工3人，每人500元。
三、存在问题及改进措施
夜班职工参加活动少。
四、10月工作计划
10月18日健步走，由小李负责，80人参加。

附件：签到表

红星机械厂工会
2026年9月30日"""


@pytest.fixture
def review(house, tmp_path):
    def review(text, answers=ANSWERS):
        content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": answers}
        return house.drafter.review(text, *filled(house.book, tmp_path, content))

    return review


def test_a_true_report_has_no_findings(review):
    assert review(TEXT) == ()


CHANGES = {
    # what an editor did: (old, new, kind, words found)
    "a figure of another part": ("调解劳动争议3件", "调解劳动争议3件，涉及5户", "count", "5户"),
    "a figure nobody said": ("62人参加", "62人参加，99人观看", "count", "99人"),
    "a figure in a heading": ("（二）维权维稳", "（二）维权维稳\n调解62件。", "count", "62件"),
    "a figure taken out": ("，每人500元", "", "lost", "500"),
    "a day changed": ("9月8日学习", "9月9日学习", "date", "9月9日"),
    "the title changed": ("2026年9月工作总结", "2025年9月工作总结", "date", "2025年9月"),
    "the signature changed": ("2026年9月30日", "2026年9月29日", "date", "2026年9月29日"),
    "an honour added": ("走访困难职工5户", "获评全国先进，走访困难职工5户", "honour", "获评全国先进"),
    "a section taken out": ("三、存在问题及改进措施\n夜班职工参加活动少。\n", "", "section", "存在问题及改进措施"),
    "too many words": ("夜班职工参加活动少", "夜班职工参加活动少，还要多想办法" * 200, "length", ""),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_an_editor_changed_is_found(review, name):
    old, new, kind, found = CHANGES[name]
    findings = review(TEXT.replace(old, new, 1))
    assert any(one.kind == kind and found in one.found for one in findings), findings


def test_parts_are_told_by_headings(house):
    outline = house.book.outlines["monthly"]
    parts = parted(TEXT, outline, house.book.areas, Period(2026, 9, 9))
    assert [part.place for part in parts] == [
        WHOLE,
        "overview",
        "last_plan",
        "work",
        "work.ideology",
        "work.rights",
        "work.service",
        "problems",
        "next_plan",
        "attach_sign",
    ]
    assert "\n".join(part.text for part in parts).split() == TEXT.split()


def test_a_text_without_headings_is_judged_as_a_whole(review):
    assert review("走访困难职工5户，看望住院职工3人，每人500元。") == ()
    assert [one.found for one in review("走访困难职工5户，看望住院职工3人，每人600元。")] == ["600元", "500"]
    assert [one.kind for one in review("走访困难职工5户，调解劳动争议3件，99人参加。")] == ["count"]


@pytest.mark.parametrize("name", ["sample", *MESSY])
async def test_a_draft_passes_its_own_review_as_text_and_as_word(house, tmp_path, name):
    content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": MESSY.get(name)}
    paper, profile = filled(house.book, tmp_path, SAMPLE if name == "sample" else content)
    draft = await house.drafter.draft(paper, profile)
    report = house.drafter.report(paper, draft, profile)
    path = tmp_path / "report.docx"
    path.write_bytes(docx.render(report))
    assert house.drafter.review(plain_text(report), paper, profile) == ()
    assert house.drafter.review(docx_text.read_text(path), paper, profile) == ()
