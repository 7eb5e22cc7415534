"""Shipped examples: the format, and what a faulty file is told."""

from __future__ import annotations

import pytest

from bot.retrieval.errors import KnowledgeError
from bot.retrieval.examples import read_examples
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE

FRONT = '+++\ntitle = "小结"\nkind = "monthly"\ntopic = "职工服务"\nterms = 2026\n+++\n\n'


def test_each_heading_is_one_passage_with_its_marks(rules):
    passages = read_examples(FIXTURES / "examples" / "ferry.md", rules.topics)
    assert [(one.heading, one.topic, one.style) for one in passages] == [
        ("候船室里的热水", "职工服务", "叙述式"),
        ("夜航班组座谈", "民主管理", "一是二是式"),
        ("下月安排", "职工服务", ""),
        ("雨天出航的难处", "存在问题", ""),
    ]
    assert {(one.piece, one.kind, one.source) for one in passages} == {
        ("一家轮渡公司工会的八月小结", "monthly", "ferry.md")
    }


def test_blank_lines_inside_a_passage_stay(rules):
    assert "\n\n下一次座谈" in read_examples(FIXTURES / "examples" / "ferry.md", rules.topics)[1].text


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("## 小标题\n\n正文。", 1, "两行 +++"),
        (FRONT.replace("2026", "二〇二六") + "## 甲\n\n正文。", 5, "+++ 之间"),
        (FRONT.replace("terms = 2026\n", "") + "## 甲\n\n正文。", 1, "terms"),
        (FRONT.replace("terms = 2026", "terms = 26") + "## 甲\n\n正文。", 5, "terms"),
        (FRONT.replace("kind", "sort") + "## 甲\n\n正文。", 3, "有误"),
        (FRONT.replace("职工服务", "吃喝玩乐") + "## 甲\n\n正文。", 4, "没有“吃喝玩乐”这个主题"),
        (FRONT + "## 甲 {topic=不存在}\n\n正文。", 8, "没有“不存在”这个主题"),
        (FRONT + "## 甲 {色=红}\n\n正文。", 8, "色=红"),
        (FRONT + "## 甲\n\n\n## 乙\n\n正文。", 8, "没有正文"),
        (FRONT + "正文在前。\n\n## 甲\n\n正文。", 8, "缺“## 小标题”"),
        (FRONT, 7, "没有例文"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(tmp_path, rules, text, line, what):
    path = tmp_path / "例文.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"例文.md 第{line}行") as caught:
        read_examples(path, rules.topics)
    assert what in str(caught.value)


def test_shipped_examples_are_sound_and_cover_every_topic(rules):
    passages = [one for path in (KNOWLEDGE / "examples").glob("*.md") for one in read_examples(path, rules.topics)]
    assert {one.topic for one in passages} == rules.topics
    assert len({one.id for one in passages}) == len(passages)
