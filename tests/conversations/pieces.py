"""The eight pieces of the client's sample, written through the interview: answers here, finished drafts beside them.

`python -m tests.conversations.pieces` writes the drafts anew; a change of them is to be read like a change of code.
"""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from bot.app import build
from bot.config import read_config
from bot.core.going import doubt_here
from bot.core.papers import profile_words
from bot.core.path import here, question_here
from bot.drafting.compose import plain_text
from tests.conversations.stage import Stage

FOLDER = Path(__file__).parent / "pieces"
PIECES = sorted(FOLDER.glob("*.toml"))
PROFILE = ("周敏 工会副主席", "区总工会", "无")


@dataclass(frozen=True)
class Piece:
    """Who reports, on what, and what the officer answers to each question; the rest is 无."""

    kind: str
    period: str
    unit: str
    answers: dict[str, list[str]]
    ticks: list[str] = field(default_factory=list)

    @property
    def said(self) -> str:
        return "\n".join(line for lines in self.answers.values() for line in lines)


def read_piece(path: Path) -> Piece:
    return Piece(**tomllib.loads(path.read_text(encoding="utf-8")))


def finished(path: Path) -> Path:
    """Where the finished draft of a piece stands."""
    return path.with_suffix(".draft.txt")


def interviewed(house, piece: Piece) -> Stage:
    """Hold the whole interview and have the report written.

    Raises:
        AssertionError: an answer is given to a question that is not asked.
    """
    stage = Stage(house)
    button = house.book.outlines[piece.kind].button
    for line in ("/start", piece.unit, *PROFILE, f"[{button}]", piece.period):
        stage.officer(line)
    asked = set()
    while (place := here(house.book, stage.session)) is not None:
        asked.add(str(place))
        question = question_here(house.book, stage.session, place)
        if question.areas:
            _tick(stage, set(piece.ticks))
            continue
        answers = piece.answers.get(str(place), ["无"])
        assert len(answers) == 1 or question.many, f"one message only: {place}"
        for line in answers:
            stage.officer(line)
        if here(house.book, stage.session) == place and not doubt_here(house.book, stage.session):
            stage.officer("下一题")
        while doubt_here(house.book, stage.session):  # the sample says no more than this
            stage.officer("跳过")
    assert not set(piece.answers) - asked, f"never asked: {set(piece.answers) - asked}"
    stage.officer("出稿")
    return stage


def _tick(stage: Stage, wanted: set[str]) -> None:
    paper = stage.session.paper
    for choice in stage.house.book.choices(paper.kind):
        if (choice.id in wanted) != (choice.id in paper.areas):
            stage.officer(f"[{choice.button}]")
    stage.officer("[选好了]")


def drafted(stage: Stage) -> str:
    """The finished report as text."""
    paper = stage.session.paper
    return plain_text(stage.house.drafter.report(paper, paper.draft, dict(profile_words(stage.session)))) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        HOUSE = build(read_config(environment={"BIGANZI_DATA_DIR": data}))
        for path in PIECES:
            finished(path).write_text(drafted(interviewed(HOUSE, read_piece(path))), encoding="utf-8")
