"""When a plan is printed as a table, and that every cell of it was said."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.core.report import PlanItem, PlanTable
from bot.core.tabling import blocks_of, shape
from tests.drafting.reports import SAMPLE, filled

ITEMS = (
    "职工书屋开放｜10月10日前｜刘敏｜上架300册",
    "秋季健步走 10.18 工会小李负责 80人",
    "安全演练｜10月底｜老陈｜全员参加",
)


@pytest.fixture
def plan(house, tmp_path):
    """The text of next month's plan, drafted from these items."""

    def plan(*items, plan_as="", section="下月工作计划", **more):
        content = {**SAMPLE, **more, "answers": {section: list(items)}}
        paper, profile = filled(house.book, tmp_path, content)
        draft = asyncio.run(house.drafter.draft(replace(paper, plan_as=plan_as), profile))
        assert draft.rejected == ()
        return next(one.text for one in draft.sections if one.title.startswith(("下月", "下步", "明年")))

    return plan


def table_of(text):
    (table,) = [block for block in blocks_of(text.splitlines()) if isinstance(block, PlanTable)]
    return table


def test_three_items_told_in_parts_are_a_table(plan):
    assert table_of(plan(*ITEMS)).items == (
        PlanItem("职工书屋开放", "10月10日前", "刘敏", "", "上架300册"),
        PlanItem("秋季健步走", "10月18日", "工会小李", "", "80人"),
        PlanItem("安全演练", "10月底", "老陈", "", "全员参加"),
    )


@pytest.mark.parametrize(
    "items",
    [
        ITEMS[:2],
        (*ITEMS[:2], "做好安全工作"),  # neither when, who nor how much
        (*ITEMS[:2], f"{'把夜班职工的意见一条一条收上来' * 3}｜10月底｜老陈｜20条"),
    ],
)
def test_few_vague_or_long_items_are_prose_unless_the_officer_wants_a_table(plan, items):
    assert shape(plan(*items)) == ()
    assert shape(plan(*items, plan_as="table")) == (len(items),)


def test_the_officer_may_want_prose(plan):
    assert shape(plan(*ITEMS, plan_as="list")) == ()


def test_the_last_part_of_a_special_report_is_prose_by_itself(plan):
    special = {"kind": "special_training", "section": "下步打算"}
    assert shape(plan(*ITEMS, **special)) == ()
    assert shape(plan(*ITEMS, plan_as="table", **special)) == (3,)


def test_a_measure_has_its_column_and_is_missing_where_another_item_has_one(plan):
    labelled = "事项：互助保障续保；措施：逐人通知；时间：10月15日前；责任人：各分会主席；目标：续保率95%以上"
    table = table_of(plan(*ITEMS, labelled))
    assert [item.measure for item in table.items] == ["【待补：措施】"] * 3 + ["逐人通知"]
    assert table.items[3].target == "续保率95%以上"


def test_how_much_may_be_said_in_the_matter(plan):
    table = table_of(plan(*ITEMS, "慰问退休师傅20户｜10月18日｜刘敏｜"))
    assert table.items[3].target == "20户"
