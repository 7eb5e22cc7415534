"""Shipped examples: the format, and what a faulty file is told."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

import pytest

from bot.core.outline import Form
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


STYLES = {"条目式", "叙述式", "一是二是式", "数据开头", "对仗小标题"}
NO_EXAMPLES = {Form.AREAS, Form.CHOICE, Form.SIGNATURE}
"""Sections that are a choice, the areas below, or a signature."""


@pytest.fixture(scope="module")
def styles(rules):
    """The styles that the passages of each topic are written in, with their number."""
    found = defaultdict(Counter)
    for path in (KNOWLEDGE / "examples").glob("*.md"):
        for one in read_examples(path, rules.topics):
            found[one.topic][one.style] += 1
    return found


def test_there_are_passages_enough(styles):
    assert sum(one.total() for one in styles.values()) >= 240


def test_every_topic_is_written_in_every_style(styles):
    assert {topic: STYLES - set(found) for topic, found in styles.items() if STYLES - set(found)} == {}


def test_every_section_of_every_kind_has_examples_in_every_style(book, styles):
    bare = [
        f"{outline.id}/{section.id}"
        for outline in book.outlines.values()
        for section in outline.sections
        if section.form not in NO_EXAMPLES and not set().union(*(styles[topic] for topic in section.topics)) >= STYLES
    ]
    assert bare == []


def test_every_area_has_examples_in_every_style(book, styles):
    assert [
        area.id for area in book.areas.values() if not set().union(*(styles[one] for one in area.topics)) >= STYLES
    ] == []


def test_control_a_section_without_topics_is_seen(book, styles):
    requests = book.outlines["monthly"].section("requests")
    assert set().union(*(styles[topic] for topic in requests.topics)) >= STYLES
    assert not set().union(*(styles[topic] for topic in replace(requests, topics=()).topics)) >= STYLES
