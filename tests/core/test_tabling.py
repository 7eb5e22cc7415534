"""The plan's table is text in a draft, and a table again in every file."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.core.report import PLAN_HEADS, PlanItem, PlanTable
from bot.core.tabling import blocks_of, shape

ITEM = PlanItem("3.8节活动", "10月18日", "刘敏", "", "20户")
cells = st.text(st.characters(exclude_characters="｜【】", exclude_categories=("C", "Z")), min_size=1, max_size=8)
items = st.builds(PlanItem, cells.map("做{}".format), cells, cells, st.just("") | cells, cells)


@given(st.lists(items, min_size=1, max_size=12).map(tuple))
def test_what_was_written_is_read_back(rows):
    assert list(blocks_of(PlanTable(rows).text.splitlines())) == [PlanTable(rows)]


def test_measures_have_a_column_only_where_one_was_given():
    assert PlanTable((ITEM,)).heads == tuple(head for head in PLAN_HEADS if head != "措施")
    both = PlanTable((ITEM, replace(ITEM, measure="分两批")))
    assert both.heads == PLAN_HEADS
    assert both.rows[0] == ("3.8节活动", "10月18日", "刘敏", "", "20户")


def test_text_around_a_table_stays_text():
    lines = ["重点如下：", *PlanTable((ITEM, ITEM)).text.splitlines(), "经费安排：从工会经费出。"]
    assert list(blocks_of(lines)) == [lines[0], PlanTable((ITEM, ITEM)), lines[-1]]
    assert shape("\n".join(lines)) == (2,)


def test_rows_without_a_head_or_of_another_width_are_words():
    head, row = PlanTable((ITEM,)).text.splitlines()
    assert list(blocks_of([row])) == [row]
    assert list(blocks_of([head])) == [head]
    assert list(blocks_of([head, "只有｜两格"])) == [head, "只有｜两格"]
    assert shape(f"{head}\n{row}\n只有｜两格") == (1,)


def test_a_number_of_the_row_is_not_its_matter_and_a_date_is():
    head = PlanTable((ITEM,)).text.splitlines()[0]
    for row in (
        "1. 3.8节活动｜10月18日｜刘敏｜20户",
        "3.8节活动｜10月18日｜刘敏｜20户",
    ):
        assert list(blocks_of([head, row])) == [PlanTable((ITEM,))]


def test_in_a_table_the_row_tells_whose_gap_it_is():
    (table,) = blocks_of([PlanTable((ITEM,)).text.splitlines()[0], "1. 晚会｜【待补：第1项的完成时间】｜周敏｜一场"])
    assert table.items[0].due == "【待补：完成时间】"
