import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.measure import ems
from bot.documents.title import MOST_LINES, break_title

ROOM = 20.1


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("9月工作总结", ("9月工作总结",)),
        (
            "青禾纸业有限公司工会2026年9月工作总结和10月工作计划",
            ("青禾纸业有限公司工会", "2026年9月工作总结和10月工作计划"),
        ),
        (
            "制浆车间分工会2026年9月工作小结和10月工作安排",
            ("制浆车间分工会2026年9月", "工作小结和10月工作安排"),
        ),
        (
            "关于报送2026年女职工工作总结和特色工作经验材料的通知",
            ("关于报送2026年女职工工作总结和", "特色工作经验材料的通知"),
        ),
        (
            "中国铁路某某局集团有限公司青山机务段工会委员会2026年9月工作总结和10月工作计划",
            ("中国铁路某某局集团有限公司", "青山机务段工会委员会2026年9月", "工作总结和10月工作计划"),
        ),
        (
            "清源区教育工会关于贯彻落实《中华人民共和国工会法》情况的自查报告",
            ("清源区教育工会关于贯彻落实", "《中华人民共和国工会法》情况的自查报告"),
        ),
    ],
)
def test_a_title_breaks_where_its_meaning_does(title, lines):
    assert break_title(title, ROOM) == lines


@pytest.mark.parametrize("whole", ["2026年9月", "工作总结", "工作计划", "有限公司", "工会委员会", "10月"])
@pytest.mark.parametrize("before", range(24))
def test_a_word_or_date_is_never_cut(whole, before):
    title = "天" * before + whole + "地" * (30 - before)
    assert any(whole in line for line in break_title(title, ROOM))


@pytest.mark.parametrize("name", ["人民共和国", "呼和浩特", "温和", "目的"])
def test_a_small_word_inside_a_name_is_no_place_to_break(name):
    title = f"清源区驻{name}办事处工会2026年9月工作总结和10月工作计划"
    assert name in break_title(title, ROOM)[0]


def test_three_lines_form_a_trapezoid_or_a_diamond():
    widths = [ems(line) for line in break_title("天地玄黄宇宙洪荒" * 7, ROOM)]
    assert len(widths) == 3
    assert widths[1] >= min(widths[0], widths[2])


@pytest.mark.parametrize("title", ["《" + "法" * 30 + "》", "总" * 200, ""])
def test_a_title_that_cannot_be_broken_well_stays_whole(title):
    assert break_title(title, ROOM) == (title,)


@given(st.text(alphabet="青禾纸业工会总结和的2026年9月、，《》“”（）ABC 中", max_size=90))
def test_lines_fit_and_together_are_the_title(title):
    lines = break_title(title, ROOM)
    assert "".join(lines) == title
    assert len(lines) <= MOST_LINES
    assert len(lines) == 1 or max(map(ems, lines)) <= ROOM


@given(st.text(alphabet="天地和的，。、》”）《“（", min_size=21, max_size=60))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(title):
    lines = break_title(title, ROOM)
    assert not any(line[0] in "，。、》”）" for line in lines[1:])
    assert not any(line[-1] in "《“（" for line in lines[:-1])
