"""Last month's report, ours or typed by hand, gives its plan back."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import docx
import pytest

from bot.documents import pdf
from bot.documents.docx import render
from bot.documents.profile import OFFICIAL
from bot.documents.reading import plan_items
from bot.uploads.found import Part
from bot.uploads.pdf import read_pdf
from bot.uploads.word import read_word
from tests.documents.sample import BLOCKS, PLAN, REPORT


def read_lines(path):
    """The lines of a Word file as `/import` takes them."""
    text, _ = read_word(path.name, path.read_bytes())
    return Part(path.name, text).words.splitlines()


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
        (["十月份工作计划", "1.职代会", "2.体检"], ("职代会", "体检")),
        (["下月计划：1.职代会；2.体检；3.秋游。"], ("职代会", "体检", "秋游")),
        (["三、下月工作安排：一是开职代会，10月12日前；二是体检。"], ("开职代会，10月12日前", "体检")),
        (["五、下个月工作思路", "①开职代会", "②体检"], ("开职代会", "体检")),
        (["下步工作打算", "第一，开职代会。", "第二，体检。"], ("开职代会", "体检")),
        (["下一步工作", "首先，开职代会。其次，体检。最后，慰问。"], ("开职代会", "体检", "慰问")),
        (["下月要做的事", "●职代会", "- 体检", "3）慰问"], ("职代会", "体检", "慰问")),
        (["四、下月拟开展的工作", "（一）思想引领", "1.学习，10月8日。", "2.演讲。", "（二）维权", "1.职代会。"],
         ("学习，10月8日", "演讲", "职代会")),
        (["三、2027年工作计划", "（一）学习12次。", "（二）维权。"], ("学习12次", "维权")),
        (["一、9月工作", "慰问。", "二、10月份工作", "1.职代会", "2.体检"], ("职代会", "体检")),
        (["下月计划", "1.体检", "某厂工会", "二〇二六年九月三十日"], ("体检",)),
        (["下月计划", "1.职代会", "2.体检", "某某公司工会委员会"], ("职代会", "体检")),
        (["本月工作｜慰问3人", "下月计划｜1.职代会 2.体检", "问题｜人少"], ("职代会", "体检")),
        (["本月工作总结｜下月工作计划", "1.慰问3人 2.学习｜1.职代会 2.体检"], ("职代会", "体检")),
        (["四、10月工作计划", "序号｜工作内容｜完成时限", "1｜职代会｜10月12日", "某厂工会"], ("职代会｜10月12日",)),
        (["下月计划", "1.体检", "某厂工会", "【待补：成文日期】"], ("体检",)),
        (["三、下月计划", "无。"], ()),
        (["四、存在问题和下一步工作", "人手少。"], ()),
        (["二、10月工作", "1.职代会"], ()),
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
    assert plan_items(read_lines(tmp_path / "表.docx")) == ("修浴室 两间｜老张",)


def test_a_report_typed_in_one_paragraph_with_soft_returns_is_read(tmp_path):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("一、主要工作", "1、慰问3人", "二、下月计划", "1、开职代会", "2、体检", "某厂工会", "2026年9月28日"):
        paragraph.add_run(text).add_break()
    document.save(tmp_path / "手打.docx")
    assert plan_items(read_lines(tmp_path / "手打.docx")) == ("开职代会", "体检")


def test_pieces_of_the_clients_sample_have_no_plan_to_take(tmp_path):
    folder = Path(__file__).resolve().parents[3] / "shared" / "seed"
    if not folder.is_dir():
        pytest.skip("the client's sample is not here")
    (text,) = [path.read_text(encoding="utf-8") for path in folder.glob("*.txt")]
    pieces = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert len(pieces) >= 8
    assert [plan_items(piece.splitlines()[1:]) for piece in pieces] == [()] * len(pieces)


def test_our_own_pdf_gives_its_plan_back_whole():
    text = read_pdf("上月.pdf", pdf.render(replace(REPORT, attachments=()), OFFICIAL))
    assert plan_items(text.splitlines(), printed=True) == ITEMS
