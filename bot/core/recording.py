"""What the officer said goes into the session, and never out of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.path import answer_at, profile_route
from bot.core.state import Answer, Paper, Said, Session, Verdict

if TYPE_CHECKING:
    from bot.core.outline import Handbook, Place


MOST_LETTERS = 100_000
"""Signs of words kept for one report in the making: twenty times those of a long one. They are written anew with every
message, so that without an end one chat could hold up all the others."""


def letters(session: Session) -> int:
    """How many signs of words are kept for the report in hand, and for one not begun yet."""
    paper = session.paper
    given = [*session.early, *((*paper.loose, *paper.remarks) if paper else ())]
    given += [said for answer in (paper.answers if paper else ()) for said in answer.said]
    return sum(len(said.text) for said in given)


def answers_of(book: Handbook, session: Session, place: Place) -> tuple[Answer, ...]:
    """The list of answers that a place belongs to: the profile's or the report's."""
    if place in profile_route(book):
        return session.profile
    return session.paper.answers if session.paper else ()


def record(book: Handbook, session: Session, place: Place, said: Said) -> Session:
    """Add a message to a place. A line of the profile is replaced, as is an answer to be rewritten."""
    old = answer_at(answers_of(book, session, place), place)
    afresh = session.replacing or place in profile_route(book) or (old and old.verdict is not Verdict.SAID)
    kept = old.said if old and not afresh else ()
    session = _store(book, session, Answer(place, Verdict.SAID, (*kept, said)))
    if old and afresh:
        session = replace(session, withdrawn=(*session.withdrawn, *old.said))
    return replace(session, replacing=False)


def settle(book: Handbook, session: Session, place: Place, verdict: Verdict) -> Session:
    """Close a place without new words. What was said there before stays with it, out of the draft."""
    old = answer_at(answers_of(book, session, place), place)
    return replace(
        _store(book, session, Answer(place, verdict, old.said if old else ())),
        replacing=False,
    )


def choose(book: Handbook, session: Session, place: Place, areas: tuple[str, ...], said: Said | None) -> Session:
    """Close the question that chooses work areas."""
    old = answer_at(answers_of(book, session, place), place)
    kept = old.said if old else ()
    session = _store(book, session, Answer(place, Verdict.SAID, (*kept, said) if said else kept))
    return set_areas(session, areas)


def set_areas(session: Session, areas: tuple[str, ...]) -> Session:
    """Choose the work areas of the report in hand."""
    assert session.paper is not None  # noqa: S101  the areas are asked only within a report
    return replace(session, paper=replace(session.paper, areas=areas))


def edit(session: Session, message: int, text: str) -> tuple[Session, Place | None]:
    """Put new words in the place of an earlier message's. The place is None when no answer holds that message."""

    def changed(said: Said) -> Said:
        return replace(said, text=text) if said.message == message else said

    def in_answers(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
        return tuple(replace(answer, said=tuple(map(changed, answer.said))) for answer in answers)

    def in_paper(paper: Paper) -> Paper:
        loose = tuple(map(changed, paper.loose))
        settled = tuple(replace(one, said=tuple(map(changed, one.said))) for one in paper.settled)
        snaps = tuple(replace(snap, caption=text) if snap.message == message else snap for snap in paper.snaps)
        remarks = tuple(map(changed, paper.remarks))
        answers = in_answers(paper.answers)
        return replace(paper, answers=answers, loose=loose, settled=settled, snaps=snaps, remarks=remarks)

    papers = (*([session.paper] if session.paper else []), *session.shelf)
    answers = (*session.profile, *(answer for paper in papers for answer in paper.answers))
    place = next((a.place for a in answers if any(said.message == message for said in a.said)), None)
    return (
        replace(
            session,
            profile=in_answers(session.profile),
            paper=in_paper(session.paper) if session.paper else None,
            shelf=tuple(map(in_paper, session.shelf)),
        ),
        place,
    )


def _store(book: Handbook, session: Session, answer: Answer) -> Session:
    others = tuple(a for a in answers_of(book, session, answer.place) if a.place != answer.place)
    if answer.place in profile_route(book):
        return replace(session, profile=(*others, answer))
    assert session.paper is not None  # noqa: S101  a place outside the profile is one of the report in hand
    return replace(session, paper=replace(session.paper, answers=(*others, answer)))
