"""A sample month of a made-up union, as an ANSWERS.json holds it."""

from __future__ import annotations

import json

from bot.cli.answers import fill, read_answers

SAMPLE = {
    "kind": "monthly",
    "period": "2026-09",
    "unit": "宏泰纺织有限公司工会",
    "answers": {
        "开头概述": "安全月收尾，看望了住院职工，书屋重新开放",
        "上月计划完成情况": "书屋开放，完成；换届选举，没完成；安全演练，部分完成",
        "思想政治引领": "9.8学工会法 62个人",
        "困难帮扶与职工服务": "看了3个住院的 每人500；驿站送凉茶，一百二十来人次",
        "存在问题及改进措施": "夜班职工参加活动少",
        "下月工作计划": ["职工书屋开放｜10月10日前｜刘敏｜上架300册", "秋季健步走 10.18 工会小李负责 80人"],
        "附件与落款": "学习签到表；落款写公司工会，9月30日",
    },
}


def filled(book, tmp_path, content=SAMPLE):
    """The report and the profile of a sample."""
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return fill(book, read_answers(path, book))
