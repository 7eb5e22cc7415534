from dataclasses import replace
from datetime import date

import pytest

from bot.core.report import Heading, Paragraph, Report, Signature
from bot.documents.layout import lay_out
from bot.documents.lines import TEXT_WIDTH, pieces
from bot.documents.measure import points
from bot.documents.profile import BODY_SIZE, OFFICIAL, TRACKING, Role
from tests.documents.sample import REPORT

TWO = 2 * BODY_SIZE
DAY = date(2026, 9, 8)


def width(text):
    return points(text, BODY_SIZE, TRACKING)


def signed(unit, day=DAY, *, room_for_seal=False):
    signature = Signature(unit, day, room_for_seal)
    return {line.role: line for line in lay_out(Report("题", (Paragraph("文"),), signature))}


def attachments(*names):
    lines = lay_out(replace(REPORT, attachments=names))
    return [line for line in lines if line.role is Role.ATTACHMENT]


def test_lines_stand_in_the_order_of_an_official_document():
    roles = list(dict.fromkeys(line.role for line in lay_out(REPORT, OFFICIAL)))
    assert roles == [
        Role.TITLE,
        Role.ADDRESSEE,
        Role.BODY,
        Role.LEVEL_1,
        Role.LEVEL_2,
        Role.LEVEL_3,
        Role.ATTACHMENT,
        Role.UNIT,
        Role.DATE,
    ]


def test_what_is_absent_leaves_no_line():
    assert lay_out(Report("", (Heading(1, " "), Paragraph("")), Signature(""), attachments=("",))) == ()


@pytest.mark.parametrize("addressee", ["清源区总工会", "清源区总工会：", "清源区总工会:"])
def test_addressee_ends_with_one_full_width_colon(addressee):
    assert lay_out(replace(REPORT, addressee=addressee), OFFICIAL)[1].text == "清源区总工会："


def test_each_line_of_a_paragraph_is_a_paragraph_without_its_own_indent():
    lines = lay_out(Report("", (Paragraph("　　一是甲；\r\n\n\t二是乙。\x0b"),), Signature("")))
    assert [line.text for line in lines] == ["一是甲；", "二是乙。"]


@pytest.mark.parametrize(("level", "role"), [(0, Role.LEVEL_1), (4, Role.LEVEL_4), (9, Role.LEVEL_4)])
def test_a_level_beyond_the_standard_takes_the_nearest_one(level, role):
    assert lay_out(Report("", (Heading(level, "甲"),), Signature("")))[0].role is role


def test_date_begins_two_characters_right_of_the_unit():
    lines = signed("青禾纸业有限公司工会")
    unit, day = lines[Role.UNIT], lines[Role.DATE]
    assert unit.right == TWO
    assert day.left - (TEXT_WIDTH - unit.right - width(unit.text)) == pytest.approx(TWO)


def test_longer_date_stands_two_characters_from_the_right_and_moves_the_unit():
    lines = signed("厂工会", date(2026, 12, 31))
    unit, day = lines[Role.UNIT], lines[Role.DATE]
    assert TEXT_WIDTH - day.left - width(day.text) == pytest.approx(TWO)
    assert day.left - (TEXT_WIDTH - unit.right - width(unit.text)) == pytest.approx(TWO)


def test_date_has_no_leading_zeros():
    assert signed("厂工会")[Role.DATE].text == "2026年9月8日"


def test_long_unit_name_is_broken_by_meaning():
    unit = signed("清源区北岸街道青山社区综合治理服务中心工会联合会女职工委员会")[Role.UNIT]
    assert unit.text.split("\n") == ["清源区北岸街道青山社区", "综合治理服务中心工会联合会女职工委员会"]


def test_date_alone_is_signed_too():
    assert signed("")[Role.UNIT].text == "2026年9月8日"


def test_unit_alone_has_no_date():
    assert Role.DATE not in signed("厂工会", None)


def test_seal_gets_room_and_a_line_for_the_hand():
    lines = lay_out(Report("", (Paragraph("文"),), Signature("青禾纸业有限公司工会", DAY, room_for_seal=True)))
    assert [(line.role, line.text) for line in lines[1:]] == [
        (Role.HAND_SIGNATURE, "负责人签字："),
        (Role.SEALED_UNIT, "青禾纸业有限公司工会"),
        (Role.SEALED_UNIT, "2026年9月8日"),
    ]


def test_sealed_date_stands_four_characters_from_the_right_under_the_middle_of_the_unit():
    lines = lay_out(Report("", (), Signature("青禾纸业有限公司工会", DAY, room_for_seal=True)))
    unit, day = lines[1:]
    assert unit.left == day.left  # both are centred between this indent and the margin
    assert (TEXT_WIDTH - day.left - width(day.text)) / 2 == pytest.approx(2 * TWO)


def test_sealed_unit_longer_than_that_stays_on_the_page():
    name = "青禾纸业有限公司第一纸机车间分工会委员会"
    unit = lay_out(Report("", (), Signature(name, DAY, room_for_seal=True)))[1]
    assert unit.left + width(name) < TEXT_WIDTH


def test_several_attachments_are_numbered_and_aligned():
    first, second, third = attachments("成绩表。", "", "台账；", "照片")
    assert [line.text for line in (first, second, third)] == ["附件：1.成绩表", "2.台账", "3.照片"]
    assert first.left == second.left == third.left
    assert first.left + first.first == TWO
    assert second.left + second.first == TWO + width("附件：")


def test_a_name_that_begins_with_a_figure_stands_apart_from_its_number():
    _, second = attachments("成绩表", "9月台账")
    assert second.text == "2. 9月台账"
    assert second.first == -(width("2") + 2 * (16 / 4 + TRACKING))


def test_a_single_attachment_has_no_number():
    (only,) = attachments("活动照片")
    assert only.text == "附件：活动照片"
    assert only.left == TWO + width("附件：")


def test_signature_holds_on_to_the_line_before_it():
    lines = lay_out(REPORT)
    assert [line.text for line in lines if line.with_next] == ["3.活动照片"]


def test_open_marks_are_pieces_of_their_own():
    assert list(pieces("看望【待核实：3人／4人】，答复【待补：日期】。")) == [
        ("看望", False),
        ("【待核实：3人／4人】", True),
        ("，答复", False),
        ("【待补：日期】", True),
        ("。", False),
    ]


def test_a_missing_day_shows_what_is_missing():
    lines = lay_out(Report("", (), Signature("青禾纸业有限公司工会", no_day="【待补：成文日期】")))
    assert [line.text for line in lines][-1] == "【待补：成文日期】"
