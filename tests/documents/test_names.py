import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.names import LONGEST, file_name

TITLE = "青禾纸业有限公司工会2026年9月工作总结和10月工作计划"


def test_an_ordinary_title_is_its_own_name():
    assert file_name(TITLE, ".docx") == f"{TITLE}.docx"


def test_a_long_unit_is_cut_in_its_middle_and_the_months_stay():
    name = file_name("清源区北岸街道青山社区" * 5 + "工会2026年9月工作总结和10月工作计划", ".docx")
    assert len(name) == LONGEST
    assert name.startswith("清源区北岸")
    assert "…" in name
    assert name.endswith("社区工会2026年9月工作总结和10月工作计划.docx")


def test_a_long_ending_of_the_title_is_cut_after_the_months():
    name = file_name("青禾工会2026年9月工作总结和10月工作计划" + "及说明" * 30, ".pdf")
    assert name.startswith("2026年9月工作总结和10月工作计划及说明")
    assert name.endswith("….pdf")


def test_a_long_title_without_a_year_loses_its_middle():
    assert file_name("甲" * 50 + "乙" * 50, ".docx") == "甲" * 27 + "…" + "乙" * 27 + ".docx"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etcpasswd.docx"),
        ('a<b>:c"d/e\\f|g?h*i', "abcdefghi.docx"),
        ("“安康杯”《总结》（一）", "“安康杯”《总结》（一）.docx"),
        (" 总结 . . ", "总结.docx"),
        (".隐藏", "隐藏.docx"),
        ("总结\u202excod.exe\n", "总结xcod.exe.docx"),
        ("con", "_con.docx"),
        ("COM1.总结", "_COM1.总结.docx"),
        ("comet", "comet.docx"),
        ("？?", "？.docx"),
        ("/", "未命名材料.docx"),
        ("", "未命名材料.docx"),
    ],
)
def test_names_are_safe_on_windows_and_android(title, name):
    assert file_name(title, ".docx") == name


@given(st.text(max_size=150), st.sampled_from([".docx", ".pdf", "（第2稿）.docx"]))
def test_any_title_gives_a_storable_name(title, ending):
    name = file_name(title, ending)
    assert 0 < len(name) <= LONGEST
    assert name.endswith(ending)
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\n\r\t\0')
    assert name.strip(" .") == name
    assert file_name(name.removesuffix(ending), ending) == name
