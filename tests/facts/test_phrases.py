"""The labelled table: every phrase yields exactly its facts, no more and no fewer."""

from __future__ import annotations

import pytest

from tests.facts.labels import label, tables

PHRASES = tables("phrases")


@pytest.mark.parametrize(("phrase", "facts"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_phrase_is_read_as_labelled(reader, september, phrase, facts):
    assert [label(fact) for fact in reader.read(phrase, september)] == facts


def test_table_is_large_and_has_no_phrase_twice():
    phrases = [phrase for phrase, _ in PHRASES]

    assert len(phrases) >= 500
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize(
    ("phrase", "counted"),
    [
        ("走访困难职工5户", "困难职工"),
        ("慰问5户困难职工", "困难职工"),
        ("看了3个住院的", "住院"),
        ("新建38个班组", "班组"),
        ("62名职工参加了", "职工"),
        ("其中女职工20人", "女职工"),
        ("查出隐患11处", "隐患"),
        ("隐患整改10处", "隐患"),
        ("提案征集21件", "提案"),
        ("一线职工45名", "一线职工"),
        ("安全检查2次", "安全检查"),
        ("2次走访", "走访"),
        ("慰问金3600元", "慰问金"),
        ("发放500元慰问金", "慰问金"),
        ("每人500", "每人"),
        ("500元/户", "每户"),
        ("满意率97%", "满意率"),
        ("参与率百分百", "参与率"),
        ("参加62人", ""),
    ],
)
def test_what_is_counted_is_the_noun_beside_the_figure(reader, september, phrase, counted):
    assert reader.read(phrase, september)[-1].of == counted


def test_figures_side_by_side_keep_their_own_nouns(reader, september):
    facts = reader.read("安全检查两次查出隐患七处整改六处", september)

    assert [(fact.of, fact.standard) for fact in facts] == [("安全检查", "2次"), ("隐患", "7处"), ("", "6处")]
