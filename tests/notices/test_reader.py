"""What notices ask for, and what they leave unclear."""

from __future__ import annotations

import pytest

from bot.catalog.checklist import checklist
from bot.config import HOME
from bot.core.notice import Asked, Notice
from bot.core.outline import Form
from bot.core.span import Span
from bot.notices.reader import NoticeReader

USUAL = """关于报送2026年度工会工作总结和2027年工作计划的通知
各基层工会：
为全面总结今年工作，谋划明年思路，现就有关事项通知如下：
一、总结内容
（一）2026年主要工作情况。从思想引领、维权服务、建功立业三个方面写，用数据说话。
（二）特色亮点工作
（三）存在的问题和不足
（四）2027年工作打算
二、报送要求
1、总结要实事求是，内容具体，文字精炼，字数控制在3000字以内。
2、附活动照片3-5张，图片说明不超过50字。
3、请于2026年12月10日17:00前将纸质版（盖章）一式两份报区总工会办公室，电子版发至工会邮箱。
联系人：李某某
区总工会
2026年11月20日"""


@pytest.fixture(scope="module")
def reader():
    return NoticeReader.open(HOME / "knowledge")


def titles(notice):
    return [section.title for section in notice.sections]


def test_a_usual_notice_is_read_whole(reader):
    notice = reader.read(USUAL)
    assert notice.title == "关于报送2026年度工会工作总结和2027年工作计划的通知"
    assert titles(notice) == ["2026年主要工作情况", "特色亮点工作", "存在的问题和不足", "2027年工作打算"]
    assert notice.sections[0].items == ("从思想引领、维权服务、建功立业三个方面写，用数据说话",)
    assert (notice.max_len, notice.min_len, notice.photos) == (3000, None, (3, 5))
    assert notice.deadline == "2026年12月10日17:00前"
    assert notice.delivery == ("将纸质版（盖章）一式两份报区总工会办公室", "电子版发至工会邮箱")
    assert notice.style == ("总结要实事求是", "内容具体", "文字精炼")
    assert notice.unclear == ()


@pytest.mark.parametrize(
    ("words", "most", "least"),
    [
        ("字数在3000字以内。", 3000, None),
        ("篇幅不超过1500字，不得少于800字。", 1500, 800),
        ("1500—2000字。", 2000, 1500),
        ("三千字以内。", 3000, None),
        ("不少于3千字。", None, 3000),
        ("2500字左右。", None, None),
        ("标题不超过20字。", None, None),
        ("另附典型案例一篇，1000字以内。", None, None),
        ("每部分不超过500字，全文2000字以内。", 2000, None),
    ],
)
def test_limits_bind_the_report_alone(reader, words, most, least):
    notice = reader.read(USUAL.replace("字数控制在3000字以内。", words))
    assert (notice.max_len, notice.min_len) == (most, least)


@pytest.mark.parametrize(
    ("words", "photos"),
    [
        ("工作照片3—5张。", (3, 5)),
        ("配图2至4张。", (2, 4)),
        ("照片不少于3张。", (3, None)),
        ("图片最多5张。", (None, 5)),
        ("三张现场照片。", (3, 3)),
    ],
)
def test_photos_are_counted(reader, words, photos):
    assert reader.read(USUAL.replace("附活动照片3-5张，图片说明不超过50字。", words)).photos == photos


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("字数在20xx字以内。", "“字数在20xx字以内”看不清是多少字"),
        ("照片若干。", "“照片若干”没有说清照片要几张"),
        ("xx月xx日前报。", "“xx月xx日前报”看不清是哪一天"),
    ],
)
def test_what_cannot_be_read_is_told_and_not_guessed(reader, words, told):
    notice = reader.read(USUAL[: USUAL.index("1、")] + "1. " + words)
    assert told in notice.unclear
    assert (notice.max_len, notice.min_len, notice.photos, notice.deadline) == (None, None, None, "")


def test_two_days_are_asked_about(reader):
    notice = reader.read(USUAL.replace("请于", "各车间于12月5日前报厂工会，请于"))
    assert notice.deadline == ""
    assert any("12月5日前" in one and "12月10日" in one for one in notice.unclear)


def test_a_notice_in_one_breath(reader):
    notice = reader.read(
        "各分会：请于25号前报9月份工作总结，内容包括本月工作完成情况、存在的问题、下月工作计划，"
        "1500字以内，附照片2-3张，发工会邮箱。"
    )
    assert titles(notice) == ["本月工作完成情况", "存在的问题", "下月工作计划"]
    assert (notice.max_len, notice.photos, notice.deadline) == (1500, (2, 3), "25号前")


def test_sections_named_within_a_demand(reader):
    notice = reader.read(
        "关于做好三季度总结的通知\n各车间工会：\n"
        "1. 主要内容：一是三季度重点工作完成情况；二是存在的主要困难和原因；三是四季度工作安排。\n"
        "2. 篇幅不超过1500字。\n3. 10月8日下班前报公司工会。"
    )
    assert titles(notice) == ["三季度重点工作完成情况", "存在的主要困难和原因", "四季度工作安排"]


def test_a_lost_heading_is_told(reader):
    notice = reader.read(
        "（一）竞赛情况\n1. 技术比武情况\n2. 岗位练兵情况\n（二）帮扶情况\n1. 助学情况\n"
        "各单位的新做法、新亮点。\n（二）意见和建议\n"
    )
    assert titles(notice) == ["竞赛情况", "帮扶情况", "各单位的新做法、新亮点", "意见和建议"]
    assert notice.sections[0] == Asked("竞赛情况", ("技术比武情况", "岗位练兵情况"))
    assert sum("像是缺了一行" in one for one in notice.unclear) == 2


def test_a_text_that_is_no_notice_asks_for_the_outline(reader):
    assert reader.read("今天下午三点开会，请准时参加。").unclear == ("没有读出要写哪几节，请把提纲发来",)


def test_the_checklist_is_short_and_ends_with_what_is_unclear(reader, house):
    text = checklist(reader.read(USUAL.replace("附活动照片3-5张", "附照片若干")), house.words)
    assert text.splitlines()[1] == "要写 4 节："
    assert text.splitlines()[-1].startswith("？ ")


@pytest.mark.parametrize(
    ("words", "seen"),
    [
        ("删第2节", ["2026年主要工作情况", "存在的问题和不足", "2027年工作打算"]),
        ("第五节不要", None),
        ("第2节改成特色做法", ["2026年主要工作情况", "特色做法", "存在的问题和不足", "2027年工作打算"]),
        (
            "加一节：意见建议",
            ["2026年主要工作情况", "特色亮点工作", "存在的问题和不足", "2027年工作打算", "意见建议"],
        ),
        (
            "第1节后面加数据表",
            ["2026年主要工作情况", "数据表", "特色亮点工作", "存在的问题和不足", "2027年工作打算"],
        ),
        ("今天天气不错", None),
    ],
)
def test_sections_are_corrected_in_words(reader, words, seen):
    corrected = reader.corrected(reader.read(USUAL), words)
    assert (corrected and titles(corrected)) == seen


def test_demands_are_corrected_in_words_and_their_questions_go(reader):
    notice = reader.read(USUAL.replace("字数控制在3000字以内", "字数在20xx字以内").replace("3-5张", "若干"))
    assert len(notice.unclear) == 2
    for words in ("字数2000", "照片3到5张", "11月25日前报"):
        notice = reader.corrected(notice, words)
    assert (notice.max_len, notice.photos, notice.deadline) == (2000, (3, 5), "11月25日前")
    assert notice.unclear == ()


def test_a_notice_becomes_a_kind_of_report(reader, book):
    outline = reader.outline(reader.read(USUAL), book, "own-1")
    assert outline.title == "2026年度工会工作总结和2027年工作计划"
    assert [section.title for section in outline.sections] == [*titles(reader.read(USUAL)), "附件与落款"]
    assert [section.form for section in outline.sections][2:] == [Form.PROBLEMS, Form.PLAN, Form.SIGNATURE]
    assert outline.max_length == 3000


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("关于报送2026年度工会工作总结的通知", Span.YEAR),
        ("关于报送2026年上半年工会工作总结的通知", Span.HALF_YEAR),
        ("关于报送三季度工作小结的通知", Span.QUARTER),
        ("关于报送9月份工作总结的通知", Span.MONTH),
        ("关于报送2026年9月工会工作总结的通知", Span.MONTH),
        ("关于报送2026年工会工作总结的通知", Span.YEAR),
        ("关于报送“安全生产月”活动总结的通知", Span.EVENT),
        ("关于报送6月20日文艺汇演活动总结的通知", Span.EVENT),
        ("", Span.EVENT),
    ],
)
def test_the_name_of_a_notice_tells_what_time_its_report_speaks_of(reader, book, name, span):
    outline = reader.outline(Notice(name, (Asked("主要做法"),)), book, "own-1")
    assert outline.span is span


def test_the_plan_is_asked_in_the_words_of_its_time(reader, book):
    outline = reader.outline(reader.read(USUAL), book, "own-1")
    asks = [question.ask for section in outline.sections if section.form is Form.PLAN for question in section.question]
    assert any("明年" in ask for ask in asks)
    assert not any("下个月" in ask for ask in asks)


def test_short_items_become_sub_headings_and_sentences_do_not(reader, book):
    def headings(*items):
        outline = reader.outline(Notice("通知", (Asked("主要工作", items),)), book, "own-1")
        return [question.heading for question in outline.sections[0].question]

    assert headings("维权行动；", "关爱行动。") == ["维权行动", "关爱行动"]
    assert headings("维权行动", "从思想引领、维权服务三个方面写，用数据说话") == ["", ""]
    assert headings("维权行动") == [""]


def test_style_and_what_is_asked_reach_the_kind(reader, book):
    assert "内容具体" in reader.outline(reader.read(USUAL), book, "own-1").style


def test_a_notice_typed_in_one_line_keeps_its_name_out_of_its_demands(reader):
    notice = reader.read(
        "关于报送三季度工作总结的通知 各车间工会： 请报送三季度总结，写三块：重点工作情况、存在的问题、四季度打算，"
        "1500字以内，10月8日前报公司工会，盖章。"
    )
    assert notice.title == "关于报送三季度工作总结的通知"
    assert titles(notice) == ["重点工作情况", "存在的问题", "四季度打算"]
    assert notice.delivery == ("报公司工会", "盖章")
