"""Asking back: what leaving a question leads to, and what becomes of what was asked."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.doubts import doubt_after, still_stands
from bot.core.effects import Say
from bot.core.facts import Fact, FactKind
from bot.core.going import Step, go_on, moved
from bot.core.heard import heard_at
from bot.core.lines import reading_at
from bot.core.path import next_place
from bot.core.recording import record
from bot.core.state import PLAN, About, Outcome, Settled
from bot.core.typed import plain

if TYPE_CHECKING:
    from datetime import date

    from bot.core.outline import Handbook, Place
    from bot.core.state import Doubt, Paper, Said, Session


Choice = tuple[Outcome, str]
"""What became of a choice, and the figure chosen."""


class Reply(StrEnum):
    """What a word means that answers a choice: see `[reply]` in `prompts/officer.toml`."""

    YES = "yes"
    NO = "no"
    BOTH = "both"


PASSES = {Act.SKIP: Outcome.PASSED, Act.NEXT: Outcome.PASSED, Act.NONE: Outcome.PASSED, Act.UNKNOWN: Outcome.UNKNOWN}
"""Acts that leave open what is being asked back."""
_FIGURES = frozenset({FactKind.COUNT, FactKind.MONEY})
_CHOICES = frozenset({About.CONFLICT, About.PRODUCT})
_LONGEST_CHOICE = 8
"""Characters beside the figure; a longer reply says more than which one is right."""


def leave(book: Handbook, session: Session, place: Place, on: date, heard: tuple[str, ...] = ()) -> Step:
    """Go on from a question: what is doubtful about the answers is asked first."""
    paper = session.paper
    doubt = doubt_after(book, paper, place)
    if doubt and paper:
        paper = replace(paper, settled=(*paper.settled, Settled(doubt)))
        return go_on(book, replace(moved(session, place), paper=paper, doubt=doubt), on, heard=heard)
    return go_on(book, moved(session, next_place(book, session, place)), on, heard=heard)


def passed(book: Handbook, session: Session, doubt: Doubt, outcome: Outcome, on: date) -> Step:
    """Leave it open, or settle it by an act."""
    return leave(book, settled(session, doubt, outcome), doubt.place, on)


def taken(book: Handbook, session: Session, doubt: Doubt, value: str, on: date) -> Step:
    """A button with a choice: the number of a figure, or a `Reply`."""
    if value.isdecimal() and doubt.about is About.CONFLICT and int(value) < len(doubt.figures):
        choice: Choice | None = (Outcome.CHOSEN, doubt.figures[int(value)].words)
    else:
        choice = _meant(doubt, value)
    if choice is None:
        return go_on(book, session, on)
    return leave(book, settled(session, doubt, *choice), doubt.place, on)


def is_choice(book: Handbook, doubt: Doubt, said: Said) -> bool:
    """Whether words answer a choice that elsewhere stand for an act (好的)."""
    reply = book.replies.get(plain(said.text))
    return reply is not None and _meant(doubt, reply) is not None


def said_to(book: Handbook, session: Session, doubt: Doubt, said: Said) -> Step:
    """Words for what was asked back. None are lost: what answers nothing else adds to the answer."""
    place = doubt.place
    if doubt.about in _CHOICES and session.paper:
        if choice := _choice(book, session.paper, doubt, said):
            return leave(book, settled(session, doubt, *choice, said), place, said.on)
        outcome = Outcome.PASSED
    else:
        outcome, said = Outcome.SAID, replace(said, to=doubt.short or PLAN)
    session = settled(record(book, session, place, said), doubt, outcome)
    return leave(book, session, place, said.on, heard_at(book, session.paper, place, said))


def before_it_was_asked(book: Handbook, session: Session, doubt: Doubt, said: Said) -> Step:
    """Words sent before what is asked back was on the screen: they go on with the answer, and may settle it."""
    session = record(book, session, doubt.place, said)
    if session.paper and still_stands(book, session.paper, doubt):
        return Step(session, (Say("noted_before"),))
    return leave(book, settled(session, doubt, Outcome.SAID), doubt.place, said.on)


def edited(book: Handbook, session: Session, on: date) -> Step | None:
    """Go on where an edited answer has settled what was being asked back."""
    doubt, paper = session.doubt, session.paper
    if doubt is None or paper is None or still_stands(book, paper, doubt):
        return None
    return leave(book, settled(session, doubt, Outcome.SAID), doubt.place, on)


def choice_edited(book: Handbook, session: Session, message: int) -> Session | None:
    """The session with a typed choice as it reads now; None where the message is no choice of the report in hand."""
    paper = session.paper
    for one in paper.settled if paper else ():
        for said in one.said:
            if paper and said.message == message:
                choice = _choice(book, paper, one.doubt, said) or (Outcome.PASSED, "")
                return replace(settled(session, one.doubt, *choice, said), doubt=session.doubt)
    return None


def settled(session: Session, doubt: Doubt, outcome: Outcome, value: str = "", said: Said | None = None) -> Session:
    """The session that knows what became of a doubt, and is no longer at it."""
    session = replace(session, doubt=None)
    if session.paper is None:
        return session
    mark = Settled(doubt, outcome, value, (said,) if said else ())
    marks = tuple(mark if one.doubt.key == doubt.key else one for one in session.paper.settled)
    return replace(session, paper=replace(session.paper, settled=marks))


def _choice(book: Handbook, paper: Paper, doubt: Doubt, said: Said) -> Choice | None:
    """A choice in words: one of the figures, another one of its unit, or a word for yes, no, both."""
    if reply := book.replies.get(plain(said.text)):
        return _meant(doubt, reply)
    if doubt.about is About.CONFLICT and (value := _figure_in(book, paper, doubt, said)):
        return Outcome.CHOSEN, value
    return None


def _meant(doubt: Doubt, reply: str) -> Choice | None:
    if doubt.about is About.PRODUCT and reply == Reply.YES:
        return Outcome.CHOSEN, doubt.total
    if doubt.about is About.PRODUCT and reply == Reply.NO:
        return Outcome.PASSED, ""
    if doubt.about is About.CONFLICT and reply == Reply.BOTH:
        return Outcome.BOTH, ""
    return None


def _figure_in(book: Handbook, paper: Paper, doubt: Doubt, said: Said) -> str:
    """The figure that a short reply names (54人, 是54, 应该是56人), in standard form; "" for a longer one or none."""
    asked = [_figure(book, paper, doubt.place, replace(said, text=figure.words)) for figure in doubt.figures]
    named = _figure(book, paper, doubt.place, said)
    if named is None or len(said.text) - len(named.text) > _LONGEST_CHOICE:
        return ""
    for figure, one in zip(doubt.figures, asked, strict=True):
        if one and one.value == named.value and named.unit in {one.unit, ""}:
            return figure.words
    known = asked[0]
    return named.standard if known and (named.kind, named.unit) == (known.kind, known.unit) else ""


def _figure(book: Handbook, paper: Paper, place: Place, said: Said) -> Fact | None:
    """The one count or sum of some words."""
    if paper.period is None:
        return None
    reading = reading_at(book.outlines[paper.kind], paper.period, place, said.on)
    text = said.text.strip()
    if text.isdecimal():
        return Fact(
            FactKind.COUNT, str(int(text)), "", approx=False, of="", text=text, standard=text, start=0, end=len(text)
        )
    found = [fact for fact in book.understanding.read(text, reading) if fact.kind in _FIGURES]
    return found[0] if len(found) == 1 else None
