"""What the plain writer does for kinds other than the monthly report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.core.outline import Place
from bot.core.state import Answer, Said, Verdict
from bot.drafting.compose import plain_text
from tests.drafting.reports import filled


async def written(house, tmp_path, kind, period, answers):
    content = {"kind": kind, "period": period, "unit": "红星机械厂工会", "answers": answers}
    paper, profile = filled(house.book, tmp_path, content)
    draft = await house.drafter.draft(paper, profile)
    report = house.drafter.report(paper, draft, profile)
    return draft, report, plain_text(report)


@pytest.mark.parametrize(
    ("target", "said", "printed"),
    [
        ("w2.rooms", "共8间 今年新建2间", "爱心母婴室共8间，今年新建2间。"),
        ("w2.rooms", "母婴室8间", "母婴室8间。"),
        ("w2.law", "宣讲5场 430人次", "《女职工劳动保护特别规定》宣讲5场，430人次。"),
        ("w3.schooling", "资助18人", "金秋助学资助18人。"),
        ("w3.schooling", "9月给孩子送了助学金", "9月向孩子发放助学金。"),
        ("w2.safety", "9月3号检查", "9月3日检查。"),
        ("w4.staff", "专职5人兼职72人", "女职工干部专职5人兼职72人。"),
    ],
)
async def test_a_bare_figure_gets_the_noun_it_counts_and_others_do_not(house, tmp_path, target, said, printed):
    draft, _, text = await written(house, tmp_path, "women", "2026", {target: said})
    assert printed in text.splitlines()
    assert draft.rejected == ()


async def test_sub_headings_stand_where_two_have_text_and_never_alone(house, tmp_path):
    one = {"w2.rooms": "母婴室8间"}
    _, _, text = await written(house, tmp_path, "women", "2026", one)
    assert "四期保护和母婴设施" not in text
    _, _, text = await written(house, tmp_path, "women", "2026", {**one, "专项集体合同签订和履约": "签了46份"})
    assert "（一）专项集体合同签订和履约\n女职工权益保护专项集体合同签订46份。\n（二）四期保护和母婴设施" in text


async def test_a_plan_of_next_year_is_known_by_its_day_and_month(house, tmp_path):
    items = ["体检｜10月18日前｜小李｜186人检完"]
    draft, _, text = await written(house, tmp_path, "annual", "2026", {"next_plan": items})
    assert "体检。10月18日前完成，由小李负责，目标为186人检完。" in text
    assert "三、2027年工作计划" in text
    assert draft.rejected == ()


@pytest.mark.parametrize("said", ["半夜能吃口热的", "“半夜能吃口热的”", "半夜能吃口热的。"])
async def test_own_words_stand_in_quotation_marks_once(house, tmp_path, said):
    content = {"kind": "feature", "period": "2026", "unit": "红星机械厂工会", "answers": {"effect": "满意率92%"}}
    paper, profile = filled(house.book, tmp_path, content)
    voice = Answer(Place("effect", "voice"), Verdict.SAID, (Said(99, said, date(2026, 9, 1)),))
    others = tuple(answer for answer in paper.answers if answer.place != voice.place)
    draft = await house.drafter.draft(replace(paper, answers=(*others, voice)), profile)
    text = next(section.text for section in draft.sections if section.id == "effect")
    assert text == "满意率92%。有职工说：“半夜能吃口热的。”"
    assert draft.rejected == ()


@pytest.mark.parametrize(
    ("asked", "answers", "title"),
    [
        (("quarterly", "2026-Q4"), {"overview": "忙"}, "红星机械厂工会2026年第四季度工作总结和2027年第一季度工作计划"),
        (("half_year", "2026年上半年"), {"overview": "忙"}, "红星机械厂工会2026年上半年工作总结和下半年工作计划"),
        (("annual", "2026"), {"overview": "忙"}, "红星机械厂工会2026年工作总结和2027年工作计划"),
        (("monthly", "2026-12"), {"overview": "忙"}, "红星机械厂工会2026年12月工作总结和2027年1月工作计划"),
        (("special_aid", "2026-07"), {"purpose": "送清凉活动"}, "红星机械厂工会送清凉活动小结"),
        (("special_aid", "2026-07"), {"detail": "帮了24户"}, "红星机械厂工会2026年帮扶慰问小结"),
        (("feature", "2026"), {"name": "让夜班吃上热饭"}, "让夜班吃上热饭——红星机械厂工会特色工作经验材料"),
        (("feature", "2026"), {"effect": "满意率92%"}, "红星机械厂工会特色工作经验材料"),
        (("reflection", "2026-09"), {"reason": "我参加了区里的培训班"}, "参加了区里的培训班的心得体会"),
        (("brief", "2026-09"), {"name": "红星厂工会办球赛", "lead": "9月20日打球"}, "红星厂工会办球赛"),
        (("brief", "2026-09"), {"name": "无", "lead": "9月20日打球"}, "红星机械厂工会工作信息"),
    ],
)
async def test_the_title_has_the_matter_in_the_officer_s_words(house, tmp_path, asked, answers, title):
    _, report, _ = await written(house, tmp_path, *asked, answers)
    assert report.title == title


@pytest.mark.parametrize(
    ("said", "signed"),
    [
        ("周敏，9月15日", "周敏"),
        ("写我的名字，9月15日", "红星机械厂工会"),
        ("9月15日", "红星机械厂工会"),
    ],
)
async def test_a_person_signs_a_reflection(house, tmp_path, said, signed):
    _, report, _ = await written(house, tmp_path, "reflection", "2026-09", {"reason": "参加培训", "attach_sign": said})
    assert report.signature.unit == signed
    assert report.signature.on.isoformat() == "2026-09-15"


async def test_a_section_that_nobody_told_of_is_named_by_its_time(house, tmp_path):
    _, _, text = await written(house, tmp_path, "annual", "2026", {"service": "无"})
    assert "全年未安排专项活动。" in text
    _, _, text = await written(house, tmp_path, "quarterly", "2026-Q3", {"service": "无", "last_plan": "无"})
    assert "第三季度未安排专项活动。" in text
    assert "首次使用，无上季计划记录。" in text
