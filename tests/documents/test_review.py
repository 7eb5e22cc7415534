"""The review copy (核对稿): the clean copy's text, and beside each sentence where it comes from."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from bot.core.report import Note, Paragraph, Report, Signature
from bot.documents.docx import render
from bot.documents.docx_text import read_text
from tests.documents.sample import BLOCKS, PLAN, REPORT

SENTENCE = "9月3日至9日，在食堂设意见台，收到职工意见14条，其中通风9条、倒班3条、食堂2条。"
NOTE = Note(SENTENCE, "职工诉求收了几条、回复几条？", "意见14条，通风9 倒班3 食堂2", date(2026, 9, 21))
MARKED = Note("看望住院职工【待核实：3人／4人】，", "看了谁？", "看了3个住院的", date(2026, 9, 20))


def comments(data):
    return [comment.text for comment in docx.Document(BytesIO(data)).comments]


def commented(data):
    """The text under each comment, by its number."""
    found, at = {}, set()
    for element in docx.Document(BytesIO(data)).element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            at.add(element.get(qn("w:id")))
        elif element.tag == qn("w:commentRangeEnd"):
            at.discard(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for number in at:
                found[number] = found.get(number, "") + element.text
    return [found[number] for number in sorted(found)]


def test_a_comment_gives_question_words_and_day():
    assert comments(render(REPORT, notes=(NOTE,))) == [
        "问：职工诉求收了几条、回复几条？\n您说（2026年9月21日）：意见14条，通风9 倒班3 食堂2"
    ]


def test_a_comment_stands_at_its_sentence_and_at_nothing_else():
    assert commented(render(REPORT, notes=(NOTE, MARKED))) == [SENTENCE, MARKED.sentence]


def test_a_sentence_may_have_several_comments_and_sentences_may_overlap():
    longer = replace(NOTE, sentence=BLOCKS[8].text)
    assert commented(render(REPORT, notes=(NOTE, NOTE, longer))) == [SENTENCE, SENTENCE, BLOCKS[8].text]


def test_a_cell_of_the_plan_can_be_commented():
    report = replace(REPORT, blocks=(*BLOCKS, PLAN))
    assert commented(render(report, notes=(replace(NOTE, sentence="上架1500册"),))) == ["上架1500册"]


def test_what_was_said_of_a_row_stands_at_its_matter():
    row = "3. 秋季健步走｜10月24日｜郑晓岚｜江滩公园，5公里｜350人参加"
    data = render(replace(REPORT, blocks=(*BLOCKS[:2], PLAN)), notes=(replace(NOTE, sentence=row),))
    assert commented(data) == ["秋季健步走"]
    assert not comments(data)[0].startswith("句子：")


def test_a_note_whose_sentence_was_rewritten_is_not_lost():
    data = render(REPORT, notes=(replace(NOTE, sentence="收到意见十四条。"),))
    assert comments(data)[0].startswith("句子：收到意见十四条。\n问：")
    assert len(commented(data)) == 1


@pytest.mark.parametrize("notes", [(NOTE,), (NOTE, MARKED)])
def test_text_is_that_of_the_clean_copy(tmp_path, notes):
    texts = []
    for name, given_notes in (("clean.docx", ()), ("review.docx", notes)):
        (tmp_path / name).write_bytes(render(REPORT, notes=given_notes))
        texts.append(read_text(tmp_path / name))
    assert texts[0] == texts[1]


def test_the_clean_copy_has_marks_but_no_comments():
    data = render(REPORT)
    assert comments(data) == []
    assert b"comments.xml" not in data
    assert len(docx.Document(BytesIO(data)).element.body.xpath("//w:highlight")) == 2


def test_same_notes_give_the_same_bytes():
    assert render(REPORT, notes=(NOTE,)) == render(REPORT, notes=(NOTE,))


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=40))
def test_any_words_can_be_commented(sentence, question, said, body):
    report = Report("题目", (Paragraph(f"{body}{sentence}{body}"),), Signature("工会"))
    data = render(report, notes=(Note(sentence, question, said), Note(body, question, said)))
    assert len(comments(data)) == 2
