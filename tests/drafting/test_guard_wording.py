"""One fact in other words passes the guard; the nearest thing that would be another fact does not."""

from __future__ import annotations

from datetime import date

import pytest

from bot.config import HOME
from bot.core.facts import Reading
from bot.core.period import Period
from bot.drafting.guard import Guard
from bot.drafting.knowing import known_messages
from bot.drafting.material import Message, portions
from tests.drafting.reports import filled

READING = Reading(Period(2026, 9, 9), date(2026, 9, 21))

WORDINGS = {
    # what is told apart: (said, honest, refused)
    "a span in fixed words": ("活动日子提前一个月定", "活动日期提前1个月确定。", "活动日期提前2个月确定。"),
    "a rate in fixed words": ("安全检查一周一次", "每周开展安全检查1次。", "共开展安全检查1次。"),
    "a rate of one each": ("早餐一人一份", "早餐每人1份。", "早餐共1份。"),
    "a share of each": (
        "协商9月9号、9月23号两轮",
        "9月9日、9月23日各协商1轮。",
        "9月9日、9月23日各协商3轮。",
    ),
    "things counted by the text": (
        "抓了比武、送清凉，再就是换届",
        "抓了三件事：比武、送清凉和换届。",
        "抓了四件事：比武、送清凉和换届。",
    ),
    "things counted behind a list": (
        "围绕比武、送清凉、换届干",
        "围绕比武、送清凉和换届三项重点开展工作。",
        "围绕比武、送清凉和换届五项重点开展工作。",
    ),
    "people counted by the text": (
        "殷秀和佟磊各得奖金2000",
        "殷秀、佟磊获奖，两人各得2000元。",
        "殷秀、佟磊获奖，三人各得2000元。",
    ),
    "the same count in another unit": ("安全检查查了3回", "开展安全检查3次。", "开展安全检查3场。"),
    "families": ("孩子高考的6家", "慰问6户高考生家庭。", "慰问6人。"),
    "firms are no families": ("走访企业6家", "走访企业6家。", "走访企业6户。"),
    "a change": ("合格率93.5%到95%", "合格率由93.5%提高到95%。", "合格率由93.5%提高到96%。"),
    "a change turned round": ("补贴从100提到150元", "补贴由100元提高至150元。", "补贴由150元提高至100元。"),
    "what is said of each": (
        "慰问患病教师37人次7.4万，每人次2000",
        "慰问患病教师37人次，每人次2000元，共7.4万元。",
        "慰问患病教师37人次，每人次7.4万元，共2000元。",
    ),
    "often": ("活动老改期", "活动时间多次调整。", "活动时间几十次调整。"),
    "a time in words": ("下午两点半集合", "下午2:30集合。", "下午3:30集合。"),
    "a part by its number": ("托管班一期22个娃，二期25个娃", "第一期22名，第二期25名。", "第三期22名，第二期25名。"),
    "a place among others": ("拔河公司第三，公司工会评的", "获公司工会评定的第三名。", "获公司工会评定的第二名。"),
    "an office behind a verb": ("想请区总工会给两台空调", "建议区总工会支持空调2台。", "建议市总工会支持空调2台。"),
    "a kind of body": ("协会11个", "现有文体协会11个。", "现有云峰书画协会11个。"),
    "a body in other words": ("证书是餐饮协会发的", "餐饮协会颁发证书。", "西点协会颁发证书。"),
    "somebody": ("有个师傅说心里不冷", "一位职工说：“心里不冷”。", "一位职工参加。"),
    "a superlative": ("办了讲座，最少那次来了9个人", "人数最少的一次有9人到场。", "另办讲座两次。"),
    "days in a list": (
        "分享会3场，7月1日、8月1日、9月3日",
        "7月1日、8月1日、9月3日举办分享会3场。",
        "7月1日、8月1日、9月4日举办分享会3场。",
    ),
    "the middle of a month": ("改到10月中以后", "调整到10月中旬以后。", "调整到10月下旬以后。"),
    "two months": ("7、8月份搞竞赛", "7月至8月开展竞赛。", "6月至8月开展竞赛。"),
}


@pytest.fixture(scope="module")
def guard(house):
    return Guard.open(house.reader, HOME / "knowledge", HOME / "prompts")


@pytest.mark.parametrize("name", WORDINGS)
def test_one_fact_in_other_words_passes_and_another_fact_does_not(guard, name):
    said, honest, refused = WORDINGS[name]
    known = guard.known([Message(said, READING)])
    assert guard.check(honest, READING, known) == ()
    assert guard.check(refused, READING, known)


def test_a_figure_of_the_plan_has_no_place_beside_what_was_done(house, guard, tmp_path):
    answers = {"safety": ["安全检查4次"], "next_plan": ["健步走｜10月20日｜刘敏｜600人"]}
    content = {"kind": "monthly", "period": "2026-09", "unit": "红星机械厂工会", "answers": answers}
    paper, profile = filled(house.book, tmp_path, content)
    parts = portions(house.book, paper, READING.period)
    known = guard.known(known_messages(parts, profile, READING.period), parts)
    assert guard.check("参加安全检查600人。", READING, known.within("work.safety"))
    assert guard.check("10月20日前健步走，600人参加。", READING, known.within("next_plan")) == ()
