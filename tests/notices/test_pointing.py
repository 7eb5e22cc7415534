"""What a model points at in a notice: it stands there, in a whole sentence that says so, or it changes nothing."""

from __future__ import annotations

import pytest

from bot.core.notice import Asked, Demand, Notice
from bot.notices import pointing
from bot.notices.pointing import Pointer, Sign
from tests.eval.notices import LIES

LOOSE = """年底总结先讲讲今年干了些啥，帮扶要细说，再把没弄好的地方摆一摆，最后写明年咋打算，不写个人体会。
两千字封顶，标题别超20个字，现场镜头三幅，12月3号我来收，主席要亲笔签名。"""
CERTAIN = """关于报送2026年工会工作总结的通知
各分工会：
一、全年工作情况
二、存在问题
三、明年打算
字数在3000字以内，附照片3张，12月5日前报公司工会。"""


@pytest.fixture(scope="module")
def reader(house):
    return house.notices


def improved(reader, text, *pointers):
    return reader.improved(reader.read(text), text, [Pointer(*pointer) for pointer in pointers])


def test_a_notice_in_loose_words_is_read_where_it_is_pointed_at(reader):
    notice = improved(
        reader,
        LOOSE,
        (Sign.SECTION, "今年干了些啥"),
        (Sign.ITEM, "帮扶要细说"),
        (Sign.SECTION, "没弄好的地方"),
        (Sign.SECTION, "明年咋打算"),
        (Demand.LENGTH, "两千字封顶"),
        (Demand.PHOTOS, "三幅"),
        (Demand.DEADLINE, "12月3号"),
        (Demand.DELIVERY, "亲笔签名"),
    )
    assert notice.sections == (
        Asked("今年干了些啥", ("帮扶要细说",)),
        Asked("没弄好的地方"),
        Asked("明年咋打算"),
    )
    assert (notice.max_len, notice.min_len, notice.photos, notice.deadline) == (2000, None, (3, 3), "12月3号")
    assert notice.delivery == ("主席要亲笔签名",)
    assert notice.unclear == ()
    assert set(Demand) - set(notice.pointed) == {Demand.DELIVERY, Demand.STYLE}


@pytest.mark.parametrize(
    "pointer",
    [
        (Sign.SECTION, "领导讲话"),
        (Sign.SECTION, "个人体会"),
        (Sign.ITEM, "个人体会"),
        (Demand.LENGTH, "2000字"),
        (Demand.LENGTH, "20个字"),
        (Demand.LENGTH, "别超20个字"),
        (Demand.PHOTOS, "五幅"),
        (Demand.DEADLINE, "12月30号"),
        (Demand.DELIVERY, "发我邮箱"),
        (Demand.STYLE, "图文并茂"),
    ],
)
def test_what_does_not_stand_there_or_means_something_else_changes_nothing(reader, pointer):
    assert improved(reader, LOOSE, pointer) == reader.read(LOOSE)


def test_what_was_read_for_certain_stands(reader):
    text = f"{CERTAIN}\n小结800字封顶也行，12月1日交也行，图五张也行。"
    notice = reader.read(text)
    pointers = [
        (Sign.SECTION, "工会工作总结"),
        (Demand.LENGTH, "800字封顶"),
        (Demand.PHOTOS, "图五张"),
        (Demand.DEADLINE, "12月1日"),
    ]
    assert (notice.max_len, notice.photos) == (3000, (3, 3))
    assert improved(reader, text, *pointers) == notice


@pytest.mark.parametrize(
    ("text", "open_question", "pointer"),
    [
        ("一、工作情况\n二、下步打算\n字数在20xx字以内。体会800字封顶。", "20xx字", (Demand.LENGTH, "800字封顶")),
        ("一、工作情况\n二、下步打算\n附照片若干张，最好图三张。", "若干", (Demand.PHOTOS, "图三张")),
        ("一、工作情况\n二、下步打算\n12月×日前报送。12月8日统计完。", "12月×日", (Demand.DEADLINE, "12月8日")),
    ],
)
def test_what_is_unreadable_stays_asked(reader, text, open_question, pointer):
    notice = improved(reader, text, pointer)
    assert notice == reader.read(text)
    assert any(open_question in one for one in notice.unclear)


def test_what_is_legible_of_an_unreadable_length_is_no_number(reader):
    notice = reader.read("一、工作情况\n二、下步打算\n字数在×00字以内。")
    assert notice.max_len is None
    assert any("×00字" in one for one in notice.unclear)


def test_a_section_that_a_conversion_lost_its_number_of_is_put_where_it_stands(reader):
    text = "关于报送总结的通知\n一、全年工作情况\n特色亮点\n三、存在问题\n四、明年打算"
    assert any("缺了一行" in one for one in reader.read(text).unclear)
    notice = improved(reader, text, (Sign.SECTION, "特色亮点"))
    titles = [section.title for section in notice.sections]
    assert titles.index("全年工作情况") < titles.index("存在问题")
    assert "特色亮点" in "\n".join(titles + [item for section in notice.sections for item in section.items])


def test_a_check_that_lets_words_through_that_stand_nowhere_is_found_out(reader, monkeypatch):
    """Control: without it the lies of the evaluation get in."""
    from bot.drafting.studying import _pointers  # noqa: PLC0415

    def anywhere(self, words, since=0):
        return pointing._Place(0, min(len(words), len(self.folded)), words)  # noqa: SLF001

    told = tuple(_pointers(LIES))
    text = "请报个总结，哪几块自己看着写"
    assert reader.improved(reader.read(text), text, told) == reader.read(text)
    monkeypatch.setattr(pointing._Page, "find", anywhere)  # noqa: SLF001
    assert reader.improved(reader.read(text), text, told).sections


def test_a_notice_that_was_stored_before_there_were_models_for_it_can_be_read():
    assert Notice().pointed == ()
