"""The position is computed: which questions a report has, which are open, which is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.effects import Progress, Row
from bot.core.outline import Form, Place
from bot.core.state import Answer, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.outline import Area, Handbook, Outline, Question, Section
    from bot.core.state import Paper, Session


def answer_at(answers: Iterable[Answer], place: Place) -> Answer | None:
    """What was answered at a place, if anything."""
    return next((answer for answer in answers if answer.place == place), None)


def section_places(book: Handbook, paper: Paper, section: Section) -> tuple[Place, ...]:
    """The questions of a section that are asked, given the answers: a gate not passed closes the rest.

    A checklist ticked to its end does, too: the reasons were asked item by item.
    """
    places: list[Place] = []
    for place, question in book.questions(section, paper.areas):
        places.append(place)
        gate = answer_at(paper.answers, place) if question.gate else None
        ticked = section.form is Form.LAST_PLAN and paper.checked
        if gate and (gate.verdict is not Verdict.SAID or ticked):
            break
    return tuple(places)


def route(book: Handbook, paper: Paper) -> tuple[Place, ...]:
    """All questions of a report, in the order they are asked."""
    sections = book.outlines[paper.kind].asked(paper.areas)
    return tuple(place for section in sections for place in section_places(book, paper, section))


def profile_route(book: Handbook) -> tuple[Place, ...]:
    """The questions that are asked once."""
    return tuple(Place(book.profile.id, question.id) for question in book.profile.question)


def first_open(places: Iterable[Place], answers: Iterable[Answer]) -> Place | None:
    """The first place without any answer."""
    answered = {answer.place for answer in answers}
    return next((place for place in places if place not in answered), None)


def here(book: Handbook, session: Session) -> Place | None:
    """The question the officer is at, or None: no report in hand, no period yet, or all is answered."""
    reachable = profile_route(book) + _paper_route(book, session)
    if session.focus in reachable:
        return session.focus
    if place := first_open(profile_route(book), session.profile):
        return place
    if session.paper is None:
        return None
    return first_open(_paper_route(book, session), session.paper.answers)


def next_place(book: Handbook, session: Session, after: Place) -> Place | None:
    """Where to go from a question: to the next open one behind it, else to the first open one of all.

    Inside the profile simply the next in order, so that every line of it can be looked through.
    """
    lines = profile_route(book)
    if after in lines[:-1]:
        return lines[lines.index(after) + 1]
    if session.paper is None:
        return None
    places = _paper_route(book, session)
    behind = places[places.index(after) + 1 :] if after in places else ()
    answers = session.paper.answers
    return first_open(behind, answers) or first_open(places, answers)


def place_before(book: Handbook, session: Session, place: Place | None) -> Place | None:
    """The question asked before this one; the last of all when there is none in hand."""
    places = profile_route(book) if place in profile_route(book) else _paper_route(book, session)
    if place not in places:
        return places[-1] if places else None
    index = places.index(place)
    return places[index - 1] if index else None


def step_of(outline: Outline, chosen: tuple[str, ...], place: Place) -> tuple[int, int]:
    """Which section this is, counted from 1, of how many that are asked about."""
    ids = [section.id for section in outline.asked(chosen)]
    return ids.index(place.section) + 1, len(ids)


def progress(places: tuple[Place, ...], paper: Paper) -> Progress:
    """How far these questions are answered; one passed over is not."""
    answers = (answer_at(paper.answers, place) for place in places)
    answered = sum(answer is not None and answer.verdict is not Verdict.SKIPPED for answer in answers)
    if answered == len(places):
        return Progress.DONE
    return Progress.PARTLY if answered else Progress.OPEN


def table(book: Handbook, paper: Paper) -> tuple[Row, ...]:
    """The table of contents: every section that is asked about, and under the work section every chosen area."""
    rows: list[Row] = []
    for section in book.outlines[paper.kind].asked(paper.areas):
        places = section_places(book, paper, section)
        if not places:
            continue
        rows.append(Row(section.title, section.button, progress(places, paper), section.id))
        for area in dict.fromkeys(place.area for place in places if place.area):
            own = tuple(place for place in places if place.area == area)
            rows.append(_area_row(book.areas[area], section.id, progress(own, paper)))
    return tuple(rows)


def _area_row(area: Area, section: str, progress: Progress) -> Row:
    return Row(area.title, area.button, progress, f"{section}.{area.id}", area=True)


def places_of(book: Handbook, paper: Paper, target: str) -> tuple[Place, ...]:
    """The questions that a target names: a section, an area of it, or one question (w1.contests).

    Empty for a target of another outline.
    """
    section, _, part = target.partition(".")
    own = (place for place in route(book, paper) if place.section == section)
    return tuple(place for place in own if part in ("", place.area or place.question))


def question_here(book: Handbook, session: Session, place: Place) -> Question:
    """The question at a place of this session."""
    return book.question(session.paper.kind if session.paper else "", place)


def _paper_route(book: Handbook, session: Session) -> tuple[Place, ...]:
    return route(book, session.paper) if session.paper and session.paper.period else ()
