"""One answer as material: its messages, what was added when something was asked back, and what was confirmed.

What was said stays in the session as it was said; here a confirmed product stands behind its parts, and the figure
chosen between two stands in the place of the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.doubts import lacking
from bot.core.lines import Line, lines_of
from bot.core.outline import Question
from bot.core.path import answer_at
from bot.core.products import products
from bot.core.state import PLAN, About, Doubt, Outcome, Verdict
from bot.core.typed import only_names_areas
from bot.drafting.pieces import Message, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Reading
    from bot.core.outline import Follow, Handbook, Place
    from bot.core.state import Answer, Paper, Said

TOTAL = "{said}，共计{total}"


def told_at(book: Handbook, paper: Paper, question: Question, place: Place, reading: Reading) -> Told:
    """What was told at a place."""
    answer = answer_at(paper.answers, place)
    if answer is None:
        return Told(question, None)
    if answer.verdict is not Verdict.SAID:
        return Told(question, answer.verdict)
    names = {follow.short for follow in question.follow} | {PLAN}
    own = [said for said in answer.said if said.to not in names]
    lines = [line for line in _lines(book, question, own, reading) if not _names_areas(book, question, line)]
    totals = _confirmed(paper, place, lines)
    messages = (_message(paper, line, totals.get(line.text, "")) for line in lines)
    return Told(question, Verdict.SAID, tuple(messages), tuple(_further(book, paper, question, answer, reading)))


def _further(book: Handbook, paper: Paper, question: Question, answer: Answer, reading: Reading) -> Iterator[Told]:
    """What was asked back: told, or known to be unknown and still missing."""
    facts = [fact for line in _lines(book, question, answer.said, reading) for fact in line.facts]
    missing = {follow.short for follow in lacking(question.follow, answer.text, facts)}
    for follow in question.follow:
        asked = _as_question(question, follow)
        said = [one for one in answer.said if one.to == follow.short]
        if said:
            lines = _lines(book, asked, said, reading)
            yield Told(asked, Verdict.SAID, tuple(_message(paper, line) for line in lines))
        elif follow.short in missing and _outcome(paper, Doubt(About.DATA, answer.place, follow.short)) is (
            Outcome.UNKNOWN
        ):
            yield Told(asked, Verdict.UNKNOWN)
    if filled := [one for one in answer.said if one.to == PLAN]:
        asked = replace(question, id=PLAN, follow=())
        whole = (Message(one.text, replace(reading, said_on=one.on), one.message) for one in filled)
        yield Told(asked, Verdict.SAID, tuple(whole))  # not by items: the numbers in it name items of the plan


def _as_question(question: Question, follow: Follow) -> Question:
    """What was asked back, as the question it is; a number alone has the unit asked for."""
    unit = next((need for need in follow.needs if not need.isascii()), "")
    return Question(f"{question.id}+{follow.short}", follow.short, follow.ask, "", bare=follow.bare, unit=unit)


def _lines(book: Handbook, question: Question, said: Sequence[Said], reading: Reading) -> list[Line]:
    return [
        Line(one, text, book.understanding.read(text, own), own)
        for one, text in lines_of(question, said)
        for own in (replace(reading, said_on=one.on),)
    ]


def _names_areas(book: Handbook, question: Question, line: Line) -> bool:
    return question.areas and only_names_areas(book, line.text)


def _confirmed(paper: Paper, place: Place, lines: Sequence[Line]) -> dict[str, str]:
    """The totals that the officer had written in, by the words they follow from."""
    found = (
        (product, Doubt(About.PRODUCT, place, figures=product.figures, total=product.total))
        for product in products(place, lines)
    )
    return {
        product.figures[0].near: product.total for product, doubt in found if _outcome(paper, doubt) is Outcome.CHOSEN
    }


def _message(paper: Paper, line: Line, total: str = "") -> Message:
    text = _with_choices(paper, line)
    return Message(TOTAL.format(said=text, total=total) if total else text, line.reading, line.said.message)


def _with_choices(paper: Paper, line: Line) -> str:
    """The words, with the chosen figure in the place of one that was said and given up."""
    text, at = "", 0
    chosen = {
        (figure.message, figure.words): one.value
        for one in paper.settled
        if one.doubt.about is About.CONFLICT and one.outcome is Outcome.CHOSEN
        for figure in one.doubt.figures
    }
    for fact in line.facts:
        if value := chosen.get((line.said.message, fact.standard), ""):
            text, at = f"{text}{line.text[at : fact.start]}{value}", fact.end
    return text + line.text[at:]


def _outcome(paper: Paper, doubt: Doubt) -> Outcome | None:
    return next((one.outcome for one in paper.settled if one.doubt.key == doubt.key), None)
