"""Private people's names are masked, words that look like names are not."""

from __future__ import annotations

import pytest

from bot.retrieval.names import find_names, mask_names


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("选手孙丽娜、马国强等分别获得二等奖。", "选手××、××等分别获得二等奖。"),
        ("工会主席欧阳明《谈谈班组建设》获奖。", "工会主席××《谈谈班组建设》获奖。"),
        ("局工会黄秋菊《班组长手记》发表。", "局工会××《班组长手记》发表。"),
        ("电工郑海被授予“技术能手”。", "电工××被授予“技术能手”。"),
        ("机修工何建波、理货员董小燕受到表扬。", "机修工××、理货员××受到表扬。"),
        ("检修站的诸葛亮明工程师参加了会诊。", "检修站的××工程师参加了会诊。"),
        ("为幼儿园赵小雨小朋友捐款。", "为幼儿园××小朋友捐款。"),
        ("，丁罗明等三位电工晋级。", "，××等三位电工晋级。"),
        ("车间里吴秀珍因病住院。", "车间里××因病住院。"),
        ("责任人：蒋小兰，时限：三月。", "责任人：××，时限：三月。"),
        ("省劳模高志远，今年退休。", "省劳模××，今年退休。"),
    ],
)
def test_names_are_masked(rules, text, masked):
    assert mask_names(text, find_names(text, rules.names)) == masked


def test_a_known_name_is_masked_everywhere(rules):
    text = "电工郑海波获奖。会后，郑海波讲了体会。"
    assert "郑海波" not in mask_names(text, find_names(text, rules.names))


@pytest.mark.parametrize(
    "text",
    [
        "工会主席高度重视，主席周密部署。",
        "高级工程师和安全工程师到场指导。",
        "由常务副主席带队，项目经理陪同。",
        "关心职工成长、职工成才，让职工安心、舒心。",
        "工会小组长、女职工周三、周五活动。",
        "老师傅担任裁判，老技师带队。",
        "职工方便，会员满意，工人于民同乐。",
        "号召职工“向雷锋学习”，学习先进。",
        "木工、瓦工、电工等四位技工参加。",
        "金牌技工等三名选手，农民工等群体。",
        "困难职工王某某因病住院，李师傅去世。",
        "许多老师谢谢工会，任何同志都可以报名。",
    ],
)
def test_words_are_not_taken_for_names(rules, text):
    assert find_names(text, rules.names) == frozenset()
