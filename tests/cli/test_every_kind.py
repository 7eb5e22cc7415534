"""ANSWERS.json of every kind: sections, areas and sub-headings by id or by title."""

from __future__ import annotations

import json

import pytest

from bot.cli.answers import fill, read_answers
from bot.cli.errors import InputError
from bot.cli.main import main
from bot.core.outline import APART, Form
from tests.conversations.kinds import BOOK, KINDS, PERIODS

every_kind = pytest.mark.parametrize("kind", KINDS)
SAID = "看望3人，每人500元"


@pytest.fixture
def read(tmp_path):
    def read(kind, answers, period=None):
        path = tmp_path / "answers.json"
        content = {"kind": kind, "period": period or PERIODS[BOOK.outlines[kind].span], "unit": "某公司工会"}
        path.write_text(json.dumps({**content, "answers": answers}, ensure_ascii=False), encoding="utf-8")
        return fill(BOOK, read_answers(path, BOOK))[0]

    return read


def said(paper):
    return {str(answer.place) for answer in paper.answers if answer.text == SAID}


def names(kind):
    """Id and title of every section that has words of its own, and of one area."""
    outline = BOOK.outlines[kind]
    named = {s.id: s.title for s in outline.sections if s.form not in {*APART, Form.AREAS}}
    if any(section.form is Form.AREAS for section in outline.sections):
        named["service"] = BOOK.areas["service"].title
    return named


@every_kind
def test_ids_and_titles_mean_the_same_and_every_section_takes_words(kind, read):
    by_id = read(kind, dict.fromkeys(names(kind), SAID))
    by_title = read(kind, dict.fromkeys(names(kind).values(), SAID))
    assert said(by_id) == said(by_title)
    assert len(said(by_id)) == len(names(kind))


@every_kind
def test_a_kind_may_be_named_as_officers_name_it(kind, read):
    outline = BOOK.outlines[kind]
    section = next(iter(names(kind)))
    for name in (outline.id, outline.title, outline.button, outline.names[0]):
        assert read(name, {section: SAID}, PERIODS[outline.span]).kind == kind


@every_kind
def test_an_unknown_key_names_the_choices(kind, read):
    with pytest.raises(InputError) as caught:
        read(kind, {"不存在的一节": "x"})
    message = str(caught.value)
    assert "不存在的一节" in message
    assert all(title in message for title in names(kind).values())
    assert "选内容" not in message


def test_a_sub_heading_is_a_key_of_its_own(read):
    paper = read("women", {"w2.rooms": SAID, "金秋助学": SAID, "w4": "应建64个"})
    assert said(paper) == {"w2.rooms", "w3.schooling"}
    assert set(paper.areas) == {"w2", "w3", "w4"}


def test_what_has_no_answer_is_not_ticked(read):
    paper = read("annual", {"merit": SAID, "highlights": SAID})
    assert set(paper.areas) == {"merit", "highlights"}


@pytest.mark.parametrize("kind", ["women", "annual", "brief"])
def test_draft_writes_the_file(kind, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("BIGANZI_DATA_DIR", str(tmp_path / "data"))
    path = tmp_path / "answers.json"
    content = {"kind": kind, "period": PERIODS[BOOK.outlines[kind].span], "unit": "某公司工会"}
    path.write_text(json.dumps({**content, "answers": dict.fromkeys(names(kind), SAID)}), encoding="utf-8")
    assert main(["draft", str(path), "-o", str(tmp_path / "out")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["files"]["docx"]
    assert printed["rejected"] == []
    assert {section["id"] for section in printed["sections"]} - {"work", "attach_sign", "name"} <= set(names(kind))
