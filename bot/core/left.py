"""How much of a report is left, counted from its open questions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.core.path import answer_at, route

if TYPE_CHECKING:
    from bot.core.outline import Handbook
    from bot.core.state import Paper

MINUTE = 60


class Left(NamedTuple):
    """Sections with an open question, and the minutes that all open questions will take, rounded up."""

    sections: int
    minutes: int


def left(book: Handbook, paper: Paper) -> Left:
    """What is left of a report."""
    places = [place for place in route(book, paper) if answer_at(paper.answers, place) is None]
    questions = [(place, question) for place in places if not (question := book.question(paper.kind, place)).areas]
    seconds = sum(book.pace.several if question.many else book.pace.one for _, question in questions)
    return Left(len({place.section for place, _ in questions}), -(-seconds // MINUTE))
