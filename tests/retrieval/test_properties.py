"""Whatever is uploaded or asked, cleaning and search stay sane."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.retrieval.blanks import fill_blanks
from bot.retrieval.characters import bare
from bot.retrieval.clean import clean
from bot.retrieval.library import Library
from bot.retrieval.widths import full_width
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE

SCRAPS = [
    *("", "一、学习", "（二）慰问", "1、练兵", "- 培训", "# 总结", "## 总结 篇二", "### 第二段：体会", "工会开展慰问"),
    *("的活动。", "看望xx人。", "20xx年", "□", "职工会工作", "---", "第 3 页", "**粗**", "会，", "3.5万元", "某某工会"),
    *("2026年9月1日", "and 工", "“", "》。"),
]
LINES = st.lists(st.sampled_from(SCRAPS), max_size=20)


@given(st.one_of(LINES.map("\n".join), st.text(max_size=200)))
def test_any_text_is_cleaned_without_harm(rules, text):
    result = clean(text, "材料.txt", rules)
    assert all(passage.text.strip() and passage.topic for passage in result.passages)
    assert result.left_out >= 0


@given(st.text('工会20年人次，。,()；;:：“”3.Aa"（）', max_size=40))
def test_full_width_touches_marks_only(text):
    assert bare(full_width(text)) == bare(text)


@given(st.text("20xX×年月日人次第届公司会", max_size=20))
def test_no_blank_is_ever_left(rules, text):
    assert "xx" not in fill_blanks(text, rules.blanks).lower()


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    library = Library.open(KNOWLEDGE, tmp_path_factory.mktemp("own"))
    library.add(FIXTURES / "port.txt")
    return library


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.one_of(st.text(max_size=60), st.text("送温暖怎么写工会职代会提案存在问题的了? 9月AB", max_size=30)),
    st.integers(0, 7),
)
def test_any_question_gets_at_most_k_answers_best_first(library, query, k):
    found = library.search(query, k=k)
    assert len(found) <= k
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
