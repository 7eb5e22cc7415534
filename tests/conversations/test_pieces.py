"""Each piece of the client's sample has its kind, and a finished draft made through the interview (pieces.py)."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document

from bot.core.facts import Reading
from bot.core.papers import profile_words
from bot.documents import docx
from bot.drafting.knowing import known_messages
from bot.drafting.material import portions
from tests.conversations.pieces import PIECES, drafted, finished, interviewed, read_piece

KINDS = {
    "1-reflection-method": "reflection",
    "2-annual-bureau": "annual",
    "3-reflection-officer": "reflection",
    "4-annual-system": "annual_system",
    "5-reflection-park": "reflection",
    "6-branch-annual": "branch_annual",
    "7-women-outline": "women",
    "8-feature-zone": "feature",
}


@pytest.fixture(scope="module", params=PIECES, ids=lambda path: path.stem)
def told(request, house):
    """A piece's file, what was said, the stage after the interview, the finished draft."""
    piece = read_piece(request.param)
    stage = interviewed(house, piece)
    return request.param, piece, stage, drafted(stage)


def figures(text):
    return set(re.findall(r"\d+(?:\.\d+)?", text))


def lost_figures(said, text):
    return figures(said) - figures(text)


def test_every_piece_has_its_kind():
    assert {path.stem: read_piece(path).kind for path in PIECES} == KINDS


def test_the_finished_draft_is_the_one_kept(told):
    path, _, _, text = told
    assert text == finished(path).read_text(encoding="utf-8")


def test_every_figure_given_stands_in_the_draft(told):
    _, piece, _, text = told
    assert lost_figures(piece.said, text) == set()


def test_the_check_for_lost_figures_catches_one():
    """Control."""
    assert lost_figures("看望24户，慰问款20110元", "看望24户，慰问款2011元") == {"20110"}


def test_nothing_is_made_up_and_no_sentence_stands_twice(told, house):
    _, _, stage, text = told
    paper, profile = stage.session.paper, dict(profile_words(stage.session))
    parts = portions(house.book, paper, paper.period)
    known = house.guard.known(known_messages(parts, profile, paper.period), parts)
    assert house.guard.check(text, Reading(paper.period, paper.period.end), known) == ()
    assert house.guard.whole(house.book.outlines[paper.kind], {s.id: s.text for s in paper.draft.sections}) == ()
    sentences = [one for one in re.split(r"[。\n]", text) if one and "【" not in one]
    assert len(sentences) == len(set(sentences))


def test_the_guard_sees_a_figure_put_into_a_finished_draft(told, house):
    """Control: one more household than anybody said."""
    _, _, stage, text = told
    paper, profile = stage.session.paper, dict(profile_words(stage.session))
    parts = portions(house.book, paper, paper.period)
    known = house.guard.known(known_messages(parts, profile, paper.period), parts)
    assert house.guard.check(f"{text}另走访77户。", Reading(paper.period, paper.period.end), known)


def test_the_word_file_holds_the_same_words(told):
    _, _, stage, text = told
    paper = stage.session.paper
    report = stage.house.drafter.report(paper, paper.draft, dict(profile_words(stage.session)))
    document = Document(io.BytesIO(docx.render(report)))
    bare = re.sub(r"\s", "", "".join(paragraph.text for paragraph in document.paragraphs))
    assert [line for line in text.splitlines() if re.sub(r"\s", "", line) not in bare] == []
