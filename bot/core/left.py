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
    several = sum(book.question(paper.kind, place).many for place in places)
    seconds = several * book.pace.several + (len(places) - several) * book.pace.one
    return Left(len({place.section for place in places}), -(-seconds // MINUTE))
