"""One answer as material: its messages, what was added when something was asked back, and what was confirmed.

What was said stays in the session as it was said; here a confirmed product stands behind its parts, and the figure
chosen between two stands in the place of the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.doubts import lacking
from bot.core.lines import Line, read_lines, reading_at
from bot.core.outline import Question
from bot.core.path import answer_at
from bot.core.pictographs import paused
from bot.core.products import products
from bot.core.state import PLAN, REASON, About, Doubt, Outcome, Verdict
from bot.core.typed import only_names_areas
from bot.drafting.checked import reasons
from bot.drafting.pieces import Message, Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.outline import Handbook, Place
    from bot.core.state import Answer, Paper

_FIGURE = "{}"
TOTAL = "{said}，共计{total}"


def told_at(book: Handbook, paper: Paper, question: Question, place: Place) -> Told:
    """What was told at a place."""
    answer = answer_at(paper.answers, place)
    if answer is None:
        return Told(question, None)
    if answer.verdict is not Verdict.SAID:
        return Told(question, answer.verdict)
    asked_back = {follow.short for follow in question.follow} | {PLAN}
    own = [said for said in answer.said if said.to not in asked_back and not said.to.startswith(REASON)]
    if own and not any(paused(said.text) for said in own):
        return Told(question, Verdict.UNKNOWN)  # a raised thumb says something, but nothing that could be written
    lines, choices = read_lines(book, paper, place, own), book.choices(paper.kind)
    lines = tuple(line for line in lines if not (question.areas and only_names_areas(choices, line.text)))
    totals = _confirmed(paper, place, lines)
    messages = (_message(line, totals.get((line.said.message, line.text), "")) for line in lines)
    return Told(question, Verdict.SAID, tuple(messages), tuple(_further(book, paper, question, answer)))


def _further(book: Handbook, paper: Paper, question: Question, answer: Answer) -> Iterator[Told]:
    """What was asked back: told, or known to be unknown and still missing."""
    lines = read_lines(book, paper, answer.place, answer.said)
    missing = set(lacking(question.follow, answer.text, [fact for line in lines for fact in line.facts]))
    for follow in question.follow:
        asked = Question(f"{question.id}+{follow.short}", follow.short, follow.ask, "")
        said = tuple(_reply(line, follow.bare) for line in lines if line.said.to == follow.short)
        if said:
            yield Told(asked, Verdict.SAID, said)
        elif follow in missing and _outcome(paper, Doubt(About.DATA, answer.place, follow.short)) is Outcome.UNKNOWN:
            yield Told(asked, Verdict.UNKNOWN)
    yield from reasons(book, paper, question, answer)
    outline, period = book.outlines[paper.kind], paper.period
    whole = tuple(
        Message(paused(one.text), reading_at(outline, period, answer.place, one.on), one.message)
        for one in answer.said
        if one.to == PLAN and period
    )
    if whole:  # not item by item: the numbers in it name items of the plan
        yield Told(replace(question, id=PLAN, follow=()), Verdict.SAID, whole)


def _confirmed(paper: Paper, place: Place, lines: Sequence[Line]) -> dict[tuple[int, str], str]:
    """The totals that the officer had written in, by the item they follow from."""
    return {
        (product.figures[0].message, product.figures[0].near): product.total
        for product in products(place, lines)
        if _outcome(paper, Doubt(About.PRODUCT, place, figures=product.figures)) is Outcome.CHOSEN
    }


def _reply(line: Line, bare: str) -> Message:
    """What was said to what was asked back; a figure alone, or in front, with the words that say what it is."""
    lone = len(line.facts) == 1 and line.facts[0].text == line.text.strip()
    leads = bool(line.facts) and line.facts[0].start == 0 and bare.endswith(_FIGURE)
    text = bare.replace(_FIGURE, line.text) if bare and (lone or leads) else line.text
    return Message(paused(text), line.reading, line.said.message)


def _message(line: Line, total: str = "") -> Message:
    text = TOTAL.format(said=line.text, total=total) if total else line.text
    return Message(paused(text), line.reading, line.said.message)


def _outcome(paper: Paper, doubt: Doubt) -> Outcome | None:
    return next((one.outcome for one in paper.settled if one.doubt.key == doubt.key), None)
