"""What is worth asking back after an answer: one short question that settles it, never put twice.

Two answers that contradict each other come first, then what the items of a plan lack, a product that the officer left
to be computed, and what the section needs and the answer does not hold (`Follow`).
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from bot.core.checklist import reasons_wanted
from bot.core.facts import FactKind
from bot.core.heard import first_piece
from bot.core.lines import read_lines
from bot.core.outline import Form
from bot.core.path import answer_at
from bot.core.products import YUAN, products
from bot.core.state import PLAN, About, Doubt, Lack, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.core.facts import Fact
    from bot.core.lines import Line
    from bot.core.outline import Follow, Handbook, Place
    from bot.core.state import Answer, Conflict, Paper

MOST = 5
"""Missing data and products asked about in one report; more would be a burden."""
_SETTLED = frozenset({Outcome.CHOSEN, Outcome.BOTH})
_COUNTED = frozenset({About.DATA, About.PRODUCT})
_ALWAYS = frozenset({About.CONFLICT, About.REASON})


def doubt_after(book: Handbook, paper: Paper | None, place: Place) -> Doubt | None:
    """What to ask back when the officer is about to leave a question, if anything."""
    if paper is None or paper.period is None:
        return None
    asked = {settled.doubt.key for settled in paper.settled}
    return next((doubt for doubt in _allowed(book, paper, place) if doubt.key not in asked), None)


def open_conflicts(book: Handbook, paper: Paper) -> tuple[Conflict, ...]:
    """The contradictions that the officer has not settled."""
    done = {one.doubt.key for one in paper.settled if one.outcome in _SETTLED}
    found = book.understanding.conflicts(book, paper)
    return tuple(pair for pair in found if Doubt(About.CONFLICT, pair[0].place, figures=pair).key not in done)


def still_stands(book: Handbook, paper: Paper, doubt: Doubt) -> bool:
    """Whether the answers, as they are now, still leave this open."""
    return any(other.key == doubt.key for other in _all(book, paper, doubt.place))


def lacking(follows: Iterable[Follow], text: str, facts: Iterable[Fact]) -> Iterator[Follow]:
    """What an answer should hold and does not. A count without a unit (实到56) may be of any."""
    held = {name for fact in facts for name in (fact.unit, fact.kind.value)}
    counted = any(fact.kind is FactKind.COUNT and not fact.unit for fact in facts)
    for follow in follows:
        meant = not follow.when or any(word in text for word in follow.when)
        countable = {need for need in follow.needs if not need.isascii()} - {YUAN}
        told = bool(held & set(follow.needs)) or (counted and bool(countable))
        if meant and not told and not any(word in text for word in follow.unless):
            yield follow


def lacks_of(book: Handbook, lines: Iterable[Line]) -> tuple[Lack, ...]:
    """What the items of a plan do not say, those that lack nothing left out."""
    read = zip(count(1), lines)
    found = ((number, line, book.understanding.lacks(line.text, line.reading)) for number, line in read)
    return tuple(Lack(number, first_piece(line.text, line.facts), parts) for number, line, parts in found if parts)


def _allowed(book: Handbook, paper: Paper, place: Place) -> Iterator[Doubt]:
    """One question leads to one of its own; contradictions and what was not done are always asked about."""
    own = any(one.doubt.place == place and one.doubt.about not in _ALWAYS for one in paper.settled)
    full = sum(one.doubt.about in _COUNTED for one in paper.settled) >= MOST
    for doubt in _all(book, paper, place):
        if doubt.about in _ALWAYS or not (own or (full and doubt.about in _COUNTED)):
            yield doubt


def _all(book: Handbook, paper: Paper, place: Place) -> Iterator[Doubt]:
    answer = answer_at(paper.answers, place)
    for conflict in book.understanding.conflicts(book, paper):
        yield Doubt(About.CONFLICT, place, figures=conflict)
    if answer is None or answer.verdict is not Verdict.SAID:
        return
    yield from _in_answer(book, paper, answer)


def _in_answer(book: Handbook, paper: Paper, answer: Answer) -> Iterator[Doubt]:
    place = answer.place
    lines = read_lines(book, paper, place, answer.said)
    section, question = book.outlines[paper.kind].section(place.section), book.question(paper.kind, place)
    if section.form is Form.LAST_PLAN and question.gate:
        yield from reasons_wanted(paper, place)
    if section.form is Form.PLAN and question.gate:
        if lacks := lacks_of(book, [line for line in lines if line.said.to != PLAN]):
            yield Doubt(About.PLAN, place, lacks=lacks)
        return
    if section.form is Form.PLAN:
        return
    for product in products(place, lines):
        yield Doubt(About.PRODUCT, place, figures=product.figures, sign=product.sign, total=product.total)
    facts = [fact for line in lines for fact in line.facts]
    for follow in lacking(question.follow, answer.text, facts):
        yield Doubt(About.DATA, place, short=follow.short)
