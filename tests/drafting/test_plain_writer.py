"""The plain writer: every figure given, none that was not, and Chinese that an officer would send."""

from __future__ import annotations

import re

import pytest

from bot.core.drafted import Author
from bot.core.facts import Reading
from bot.core.period import Period
from bot.core.pictographs import has_pictographs
from bot.drafting.compose import plain_text
from bot.drafting.knowing import known_messages
from bot.drafting.material import portions
from bot.drafting.plain import PlainWriter
from tests.drafting.messy import MESSY
from tests.drafting.reports import filled

PERIOD = Period(2026, 9, 9)


async def drafted(house, tmp_path, answers, **more):
    content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": answers, **more}
    paper, profile = filled(house.book, tmp_path, content)
    draft = await house.drafter.draft(paper, profile)
    return paper, profile, draft, plain_text(house.drafter.report(paper, draft, profile))


@pytest.mark.parametrize("name", MESSY)
async def test_a_plain_draft_holds_every_figure_given_and_no_other(house, tmp_path, name):
    paper, profile, draft, text = await drafted(house, tmp_path, MESSY[name])
    parts = portions(house.book, paper, PERIOD)
    reading = Reading(PERIOD, PERIOD.end)
    known = house.guard.known(known_messages(parts, profile, PERIOD), parts)
    assert house.guard.check(text, reading, known) == ()
    given = house.guard.known(message for part in parts for message in part.messages)
    assert house.guard.lost(text, reading, given) == ()
    assert draft.rejected == ()


@pytest.mark.parametrize("name", MESSY)
async def test_a_plain_draft_is_well_formed(house, tmp_path, name):
    _, _, _, text = await drafted(house, tmp_path, MESSY[name])
    assert not re.search(r"[，、；：]{2}|。。|，。|；。|[（“]。|^[，。；]", text, re.MULTILINE), text
    assert not re.search(r"[\u4e00-\u9fff],|,[\u4e00-\u9fff]|\d[、](?!\d)", text), text
    for line in text.splitlines():
        assert not re.match(r"^[一二三四五六七八九十]+、.*。$", line), "a heading has no full stop"
    assert "｜" not in text
    assert "！" not in text


async def test_the_same_answers_give_the_same_draft(house, tmp_path):
    first = await drafted(house, tmp_path, MESSY["telegraphic"])
    second = await drafted(house, tmp_path, MESSY["telegraphic"])
    assert first == second


@pytest.mark.parametrize(
    ("section", "said", "written"),
    [
        ("service", "看了3个住院的 每人500", "看望住院职工3人，每人500元。"),
        ("ideology", "9.8学工会法 62个人", "9月8日学习工会法，62人参加。"),
        ("ideology", "9月8日｜工会法｜集中学习｜62人", "9月8日开展集中学习，内容为工会法，62人参加。"),
        ("safety", "九月三号演练 一百二十来人", "9月3日演练，120余人。"),
        ("democracy", "9月15开了职代会 应到60实到56", "9月15日召开职代会，应到60人，实到56人。"),
        ("rights", "调了3件成了2件", "调解3件，成功2件。"),
        ("organise", "新会员15个，其中快递小哥4个", "新会员15名，其中快递员4名。"),
        ("merit", "9.12｜焊工｜31人｜前三名发了奖", "9月12日举办焊工比武，31人参加，前三名获奖励。"),
        ("requests", "请区总派个老师讲劳动法", "请区总工会选派老师讲劳动法。"),
        ("last_plan", "书屋完成，换届没完成卡在审批", "1. 书屋：已完成。\n2. 换届：未完成，卡在审批。"),
        ("problems", "夜班职工参加活动少，因为活动都在白天", "夜班职工参加活动少，原因是活动都在白天。"),
        (
            "next_plan",
            "书屋开放｜10月10日前｜刘敏｜上架300册",
            "书屋开放。10月10日前完成，由刘敏负责，目标为上架300册。",
        ),
        ("next_plan", "10.18 健步走 小李负责 80人", "健步走。时间为10月18日，由小李负责，目标为80人。"),
        (
            "next_plan",
            "月底前送温暖摸底",
            "送温暖摸底。10月底前完成，由【待补：责任人】负责，目标为【待补：目标】。",
        ),
    ],
)
async def test_spoken_words_become_written_ones(house, tmp_path, section, said, written):
    _, _, draft, _ = await drafted(house, tmp_path, {section: said})
    text = next(one.text for one in draft.sections if written.split("。", maxsplit=1)[0] in one.text)
    assert text.splitlines()[-len(written.splitlines()) :] == written.splitlines()


async def test_what_was_not_said_is_marked(house, tmp_path):
    _, _, draft, text = await drafted(house, tmp_path, {"problems": "缺人手", "service": "不清楚"})
    assert "【待补：上月计划完成情况】" in text
    assert "【待补：下月工作计划】" in text
    assert "【待补：成文日期】" in text
    assert set(draft.missing) >= {"上月计划完成情况", "下月工作计划", "成文日期"}
    assert "特色亮点" not in text, "an optional section that was passed over leaves nothing"


async def test_headings_are_numbered_in_order_and_highlights_lie_within_the_work(house, tmp_path):
    _, _, _, text = await drafted(
        house,
        tmp_path,
        {"service": "看望3人", "merit": "比武31人", "highlights": "夜班餐", "requests": "请派老师", "problems": "缺人"},
    )
    headings = [line for line in text.splitlines() if re.match(r"^(?:[一二三四五六]、|（[一二三四五六]）)", line)]
    assert headings == [
        "一、上月计划完成情况",
        "二、9月主要工作",
        "（一）建功立业",
        "（二）困难帮扶与职工服务",
        "（三）特色亮点",
        "三、存在问题及改进措施",
        "四、10月工作计划",
        "五、需上级协调解决的事项",
    ]


async def test_a_stored_plan_is_accounted_for_item_by_item(house, tmp_path):
    plan = ["职工书屋开放｜9月10日前｜刘敏｜上架300册", "安全演练", "换届"]
    for said in ("1完成 2没完成", "书屋开放完成，安全演练没完成"):
        _, _, draft, _ = await drafted(house, tmp_path, {"last_plan": said}, last_plan=plan)
        text = next(section.text for section in draft.sections if section.id == "last_plan")
        assert text.splitlines() == [
            "1. 职工书屋开放：已完成。",
            "2. 安全演练：未完成。",
            "3. 换届：【待补：完成情况】。",
        ]
    _, _, draft, _ = await drafted(house, tmp_path, {"last_plan": "完成\n没完成\n顺延"}, last_plan=plan)
    text = next(section.text for section in draft.sections if section.id == "last_plan")
    assert text.splitlines()[2] == "3. 换届：顺延。"


async def test_a_number_alone_has_the_unit_its_question_means(house, tmp_path):
    content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": {"organise": "436"}}
    paper, _ = filled(house.book, tmp_path, content)
    place = next(answer.place for answer in paper.answers if answer.place.area == "organise")
    assert house.book.question("monthly", place).unit == ""
    asked = [question for question in house.book.areas["organise"].question if question.unit]
    assert [question.id for question in asked] == ["members"]


async def test_a_turn_of_phrase_that_bends_a_figure_gives_way_to_the_officers_words(house, tmp_path, monkeypatch):
    def bent(_self, portion, _unit, _period):
        return "走访慰问99人。" if portion.spoken else ""

    monkeypatch.setattr(PlainWriter, "write", bent)
    _, _, draft, text = await drafted(house, tmp_path, {"service": "看了3个住院的"})
    assert "99" not in text
    assert "看了3" in text
    assert {(one.found, one.by) for one in draft.rejected} == {("99人", Author.PLAIN), ("3个", Author.PLAIN)}


@pytest.mark.parametrize(
    ("section", "said", "kept"),
    [
        ("next_plan", "1.10月18日健步走 小李 80人", ("10月18日", "80人")),
        ("democracy", "应到60、实到56", ("应到60", "实到56")),
        ("organise", "新会员62人（女20、男42）", ("女20", "男42")),
        ("safety", "3、4号楼检查", ("3、4号楼",)),
        ("finance_self", "收入 3.2 万元 每人 500 元", ("收入3.2万元", "每人500元")),
        ("culture", "举办了羽毛球赛，更换了球网，上报了5篇信息", ("举办羽毛球赛", "更换球网", "上报5篇")),
        ("work", "九月主要抓了安全，走访5户", ("走访5户",)),
    ],
)
async def test_figures_and_words_survive_the_writing(house, tmp_path, section, said, kept):
    _, _, _, text = await drafted(house, tmp_path, {section: said})
    for words in kept:
        assert words in text


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("换届没按时完成", "换届：未按时完成。"),
        ("换届没全部完成", "换届：未全部完成。"),
        ("审批没下来，换届无法完成", "审批没下来，换届：无法完成。"),
        ("换届预计10月完成", "换届预计10月完成。"),
        ("都完成了", "计划事项均已完成。"),
    ],
)
async def test_what_is_not_done_is_not_called_done(house, tmp_path, said, written):
    _, _, draft, _ = await drafted(house, tmp_path, {"last_plan": said})
    assert next(section.text for section in draft.sections if section.id == "last_plan") == written


async def test_emoji_are_pauses_and_no_words(house, tmp_path):
    """A thumb alone is no answer: the gap stays visible, and nothing is said that the officer did not say."""
    answers = {"思想政治引领": "9.8学工会法👍🏽 62个人🎉", "文体活动与宣传": "👍"}
    paper, _, draft, text = await drafted(house, tmp_path, answers)
    assert "9月8日学习工会法，62人参加。" in text
    assert "未安排" not in text
    assert any("文体" in gap for gap in draft.missing)
    assert not has_pictographs(text)
    assert "9.8学工会法👍🏽 62个人🎉" in {said.text for answer in paper.answers for said in answer.said}
