"""Files as officers send them: readable ones are read, each bad one says what to do."""

from __future__ import annotations

import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.uploads.door import read_path
from bot.uploads.encoding import decode
from bot.uploads.errors import UnreadableFile

WORDS = "工会慰问困难职工三户，发放慰问金九百元。"
OFFICE_SIGNS = st.sampled_from("工会职慰问困难组织开展活动民主管理提案经费审查女乒乓球比赛，。、：；（）“”《》123月日")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_text_is_read_in_every_office_encoding(tmp_path, encoding):
    path = tmp_path / "小结.txt"
    path.write_bytes(WORDS.encode(encoding))
    assert read_path(path).text == WORDS


@pytest.mark.parametrize("words", ["工会", "慰问", "9月小结", "一、学习", "看望2人。"])
def test_a_few_signs_in_gb18030_are_read_right(words):
    assert decode(words.encode("gb18030")) == words


def test_traditional_text_in_big5_is_read():
    words = "工會在九月舉辦勞動競賽，職工踴躍報名，成績公布在宣傳欄。工會慰問困難職工，並舉行座談會聽取意見。" * 3
    assert decode(words.encode("big5")) == words


@given(st.text(OFFICE_SIGNS, min_size=1, max_size=80), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_office_text_survives_its_encoding(text, encoding):
    if any("\u4e00" <= sign <= "\u9fff" for sign in text):
        assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data):
    text = decode(data)
    assert text is None or isinstance(text, str)


def word_file(path, fill):
    document = docx.Document()
    fill(document)
    document.save(path)
    return path


def test_word_headings_lists_and_tables_are_read_in_order(tmp_path):
    def fill(document):
        document.add_heading("车间工会小结", 0)
        document.add_heading("一、竞赛", 1)
        document.add_paragraph("九月比武一场，四十人参加。")
        document.add_paragraph("装配组第一名", style="List Bullet")
        table = document.add_table(1, 3)
        for cell, text in zip(table.rows[0].cells, ["事项", "时间", "责任人"], strict=True):
            cell.text = text
        document.add_paragraph("十月再办一场。")

    lines = [line for line in read_path(word_file(tmp_path / "小结.docx", fill)).text.split("\n") if line]
    assert lines == [
        "# 车间工会小结",
        "# 一、竞赛",
        "九月比武一场，四十人参加。",
        "- 装配组第一名",
        "事项｜时间｜责任人",
        "十月再办一场。",
    ]


def zipped(path, entries):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


def missing(folder):
    return folder / "没有.txt"


def a_folder(folder):
    (folder / "材料.txt").mkdir()
    return folder / "材料.txt"


def empty(folder):
    (folder / "空.txt").touch()
    return folder / "空.txt"


def blank(folder):
    (folder / "白.txt").write_text(" \n\u3000\n", encoding="utf-8")
    return folder / "白.txt"


def other_kind(folder):
    (folder / "片.pptx").write_bytes(b"PK")
    return folder / "片.pptx"


def picture_named_txt(folder):
    (folder / "图.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    return folder / "图.txt"


def too_large(folder):
    with (folder / "大.txt").open("wb") as file:
        file.truncate(20 * 1024 * 1024 + 1)
    return folder / "大.txt"


def no_zip(folder):
    (folder / "假.docx").write_text(WORDS, encoding="utf-8")
    return folder / "假.docx"


def old_word(folder):
    (folder / "旧.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    return folder / "旧.docx"


def zip_without_body(folder):
    return zipped(folder / "包.docx", {"readme.txt": WORDS})


def broken_body(folder):
    return zipped(folder / "坏.docx", {"word/document.xml": "<w:document"})


def bomb(folder):
    return zipped(folder / "弹.docx", {"word/document.xml": b"0" * (8 * 1024 * 1024)})


def endless_bomb(folder):
    return zipped(folder / "弹.docx", {"word/document.xml": b"0", **{f"{n}.xml": bytes(9_000_000) for n in range(6)}})


def crowded_zip(folder):
    return zipped(folder / "多.docx", {"word/document.xml": "", **{f"{number}.xml": "" for number in range(2000)}})


@pytest.mark.parametrize(
    ("make", "mend"),
    [
        (missing, "请核对文件名"),
        (a_folder, "请逐个给出里面的文件"),
        (empty, "请确认内容已保存"),
        (blank, "请确认内容已保存"),
        (other_kind, "请另存为 .docx、.txt 或 .md"),
        (picture_named_txt, "另存为 UTF-8"),
        (too_large, "拆成几个文件"),
        (no_zip, "另存为 .docx"),
        (old_word, "旧的 .doc 格式"),
        (zip_without_body, "没有 Word 正文"),
        (broken_body, "另存为新的 .docx"),
        (bomb, "大得异常"),
        (endless_bomb, "大得异常"),
        (crowded_zip, "多得异常"),
    ],
)
def test_a_bad_file_is_one_sentence_with_the_mend(tmp_path, make, mend):
    path = make(tmp_path)
    with pytest.raises(UnreadableFile) as caught:
        read_path(path)
    sentence = str(caught.value)
    assert mend in sentence
    assert path.name in sentence
    assert "\n" not in sentence
    assert "Error" not in sentence
