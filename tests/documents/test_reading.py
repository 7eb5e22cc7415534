"""Last month's report, ours or typed by hand, gives its plan back."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from bot.documents.docx import render
from bot.documents.docx_text import read_lines
from bot.documents.profile import OFFICIAL
from bot.documents.reading import plan_items
from tests.documents.sample import BLOCKS, PLAN, REPORT

ITEMS = (
    "职工书屋开放：10月20日前完成，周敏负责，上架图书1500册，开放时间延长到21时，覆盖三个班次",
    "互助保障续保：10月15日前完成，各车间分会主席负责，续保率达到95%以上，余下的逐人建立台账",
    "秋季健步走：10月24日在江滩公园举行，郑晓岚负责，预计350人参加，费用控制在8000元以内，从文体活动费列支",
    "女职工专场体检：10月底前分4批完成，女职工委员会负责，应检163人，检后一周内反馈结果",
)


def test_our_own_report_gives_its_plan_back(tmp_path):
    path = tmp_path / "上月.docx"
    path.write_bytes(render(replace(REPORT, attachments=()), OFFICIAL))
    assert plan_items(read_lines(path)) == ITEMS


def test_a_plan_table_gives_a_row_each(tmp_path):
    heading = next(at for at, block in enumerate(BLOCKS) if block.text == "四、10月工作计划")
    path = tmp_path / "上月.docx"
    path.write_bytes(render(replace(REPORT, blocks=(*BLOCKS[: heading + 1], PLAN))))
    found = plan_items(read_lines(path))
    assert found[0] == "职工书屋开放｜10月20日前｜周敏｜图书上架，开放时间延长到21时｜上架1500册"
    assert len(found) == len(PLAN.items)


def test_a_report_typed_by_hand_is_read(tmp_path):
    document = docx.Document()
    for text in (
        "某某厂工会9月工作总结及10月工作计划",
        "9月完成三件事。",
        "下月工作安排：",
        "10月重点抓好以下工作：",
        "1、开职代会，10月12日，老李负责；",
        "2、慰问一线职工",
        "3、秋游（10月下旬）。",
        "某某厂工会",
        "2026年9月28日",
    ):
        document.add_paragraph(text)
    document.save(tmp_path / "手打.docx")
    assert plan_items(read_lines(tmp_path / "手打.docx")) == (
        "开职代会，10月12日，老李负责",
        "慰问一线职工",
        "秋游（10月下旬）",
    )


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["三、下一步工作打算", "一是开展安全检查；二是补建工会小组3个；三是慰问。", "四、建议", "多拨经费。"],
         ("开展安全检查", "补建工会小组3个", "慰问")),
        (["二、第四季度工作计划", "（一）抓好培训", "10月办一期，40人。", "（二）抓好慰问", "三、问题", "人手少"],
         ("抓好培训：10月办一期，40人", "抓好慰问")),
        (["下月计划", "开职代会。", "慰问职工。"], ("开职代会", "慰问职工")),
        (["（二）10月工作安排", "1.开会；2.体检；3.慰问3.5万元。", "（三）经费"], ("开会", "体检", "慰问3.5万元")),
        (["四、10月工作计划", "1.体检", "附件：名单", "某工会"], ("体检",)),
        (["一、9月主要工作", "按计划完成。"], ()),
        (["9月工作总结和10月工作计划", "都做完了。"], ()),
        (["一、上月计划完成情况", "1.体检完成"], ()),
        (["10月，我们按计划安排了慰问，看望3人。"], ()),
        ([], ()),
    ],
)  # fmt: skip
def test_plans_are_found_by_their_heading(lines, items):
    assert plan_items(lines) == items


def test_cells_of_a_hand_made_table_are_read(tmp_path):
    document = docx.Document()
    document.add_paragraph("二、下月工作计划")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table.rows[0].cells, ("序号", "工作内容", "责任人"), strict=True):
        cell.text = text
    for cell, text in zip(table.rows[1].cells, ("1", "修浴室\n两间", "老张"), strict=True):
        cell.text = text
    written = BytesIO()
    document.save(written)
    (tmp_path / "表.docx").write_bytes(written.getvalue())
    assert plan_items(read_lines(tmp_path / "表.docx")) == ("修浴室两间｜老张",)
