"""Answering an officer: the reviewer's side. Remarks section by section, then one word for the whole."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import Say
from bot.core.going import Step, go_on
from bot.core.letters import GiveOpinion, SendReading, ShowReview, ShowSection
from bot.core.redline import redline
from bot.core.review import Opinion, Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.effects import Effect
    from bot.core.events import Texted
    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.review import Reading, Review, ReviewAsked, ReviewWithdrawn, SectionShown
    from bot.core.state import Session

_NUMERALS = "一二三四五六七八九十"
_NUMBERED = re.compile(
    rf"\s*第?(?P<number>\d{{1,2}}|[{_NUMERALS}]{{1,2}})(?:节|部分)\s*[：:，,、\s]\s*(?P<words>\S.*)", re.DOTALL
)


def asked(session: Session, event: ReviewAsked) -> Step:
    """A report has come. One that was here before shows what changed since; a second copy changes nothing."""
    new = event.review
    before = next((one for one in session.reviews if (one.officer, one.paper) == (new.officer, new.paper)), None)
    if before and before.id == new.id:
        return Step(session)
    if before:
        said = (*before.earlier, *before.remarks)
        new = replace(new, shown=before.shown, earlier=said)
    others = tuple(one for one in session.reviews if one != before)
    shown = _shown(new, before)
    card = _card(new, changed=len(shown) if before else None)
    return Step(
        replace(session, reviews=(*others, new)),
        (SendReading(new.officer, new.asker, new.report, new.period), *shown, card),
    )


def withdrawn(session: Session, event: ReviewWithdrawn) -> Step:
    """The officer took it back: nothing of it stays here."""
    gone = [one for one in session.reviews if one.officer == event.officer and event.paper in {0, one.paper}]
    session = replace(session, reviews=tuple(one for one in session.reviews if one not in gone))
    waiting = [one for one in gone if one.opinion is None]
    return Step(session, tuple(_say("review_withdrawn", one) for one in waiting))


def section_shown(session: Session, event: SectionShown) -> Session:
    """Which message holds which section: replies to it are remarks on it."""
    shown = (event.message, event.section)
    return _changed(session, event.review, lambda one: replace(one, shown=(*one.shown, shown)))


def words(session: Session, event: Texted, *, meant: bool) -> Step | None:
    """What a reviewer types: a remark on a section by reply or by number, or on the whole; None for other words.

    `meant` says that the words stand for an act. Who writes no reports has nothing else to speak of.
    """
    waiting = _waiting(session)
    if not waiting:
        return None
    for one in waiting:
        if section := dict(one.shown).get(event.reply_to):
            return _remarked(session, one, section, event.text, event.message)
    newest = waiting[-1]
    found = None if session.notice else _NUMBERED.fullmatch(event.text)  # a notice in hand has sections of its own
    if found and (section := _section(newest, found["number"])):
        return _remarked(session, newest, section, found["words"], event.message)
    returning = next((one for one in waiting if one.returning), None)
    if meant or not (returning or only_reviews(session)):
        return None
    session, effects = _remarked(session, returning or newest, "", event.text, event.message)
    return _given(session, returning.id, Opinion.RETURNED, event) if returning else Step(session, effects)


def only_reviews(session: Session) -> bool:
    """Whether this is the chat of somebody who has never written a report."""
    return not (session.profile or session.paper or session.shelf)


def welcome(session: Session) -> Step:
    """Greet a reviewer: with what waits, or with how it will come."""
    return Step(session, (Say("welcome_reviewer"), *(_card(one) for one in _waiting(session))))


def edited(session: Session, message: int, text: str) -> Session | None:
    """A remark with new words, while it was not sent; None for a message that is none."""
    for one in _waiting(session):
        if any(remark.message == message for remark in one.remarks):
            remarks = tuple(replace(held, text=text) if held.message == message else held for held in one.remarks)
            return replace(
                session, reviews=tuple(replace(r, remarks=remarks) if r.id == one.id else r for r in session.reviews)
            )
    return None


def give(book: Handbook, session: Session, request: Request, opinion: Opinion) -> Step:
    """The reviewer's answer. What is returned says what to mend."""
    waiting = _waiting(session)
    one = next((one for one in waiting if one.id == request.words or not request.words), None)
    if one is None:
        known = any(one.id == request.words for one in session.reviews)
        return _nothing_waits(book, session, request, "review_done" if known else "no_reviews")
    if opinion is Opinion.RETURNED and not one.remarks:
        session = _changed(session, one.id, lambda held: replace(held, returning=True))
        return Step(session, (Say("review_why"),))
    return _given(session, one.id, opinion, request)


def reviews(book: Handbook, session: Session, request: Request) -> Step:
    """What waits for an answer."""
    waiting = _waiting(session)
    if not waiting:
        return _nothing_waits(book, session, request, "no_reviews")
    return Step(session, tuple(_card(one) for one in waiting))


def _nothing_waits(book: Handbook, session: Session, request: Request, key: str) -> Step:
    """Say so; who writes reports himself goes on with them."""
    if only_reviews(session):
        return Step(session, (Say(key),))
    return go_on(book, session, request.on, Say(key))


def _given(session: Session, review: str, opinion: Opinion, request: Request | Texted) -> Step:
    session = _changed(session, review, lambda held: replace(held, opinion=opinion, returning=False))
    one = next(one for one in session.reviews if one.id == review)
    given = GiveOpinion(one.officer, one.id, one.paper, opinion, one.remarks, request.on)
    return Step(session, (given, _say(f"review_{opinion}", one)))


def _remarked(session: Session, one: Review, section: str, text: str, message: int) -> Step:
    title = next((held.title for held in one.sections if held.id == section), "")
    remark = Remark(section, title, text.strip(), message)
    session = _changed(session, one.id, lambda held: replace(held, remarks=(*held.remarks, remark)))
    card = ShowReview(one.id, one.asker, one.report.title, remarks=len(one.remarks) + 1, remarked=title)
    return Step(session, (card,))


def _shown(new: Review, before: Review | None) -> tuple[ShowSection, ...]:
    """Every section; in a further round those that changed, with what changed."""
    old = {held.id: held.text for held in before.sections} if before else {}
    found = []
    for number, held in enumerate(new.sections, start=1):
        changed = redline(old.get(held.id, ""), held.text) if before else ()
        if changed or not before:
            found.append(ShowSection(new.id, held.id, number, held.title, held.text, changed))
    return (*found, *_gone(new, before)) if before else tuple(found)


def _gone(new: Review, before: Review) -> tuple[ShowSection, ...]:
    """Sections that the new version has no more."""
    kept = {held.id for held in new.sections}
    gone = [(number, held) for number, held in enumerate(before.sections, start=1) if held.id not in kept]
    return tuple(ShowSection(new.id, held.id, number, held.title, "", redline(held.text, "")) for number, held in gone)


def _section(one: Review, number: str) -> str:
    at = int(number) if number.isdecimal() else _value(number)
    held: tuple[Reading, ...] = one.sections[at - 1 : at] if at else ()
    return held[0].id if held else ""


def _value(numeral: str) -> int:
    """十二 is 12."""
    tens, ten, ones = numeral.rpartition("十")
    if not ten:
        return _NUMERALS.index(numeral) + 1 if len(numeral) == 1 else 0
    return (_NUMERALS.index(tens) + 1 if tens else 1) * 10 + (_NUMERALS.index(ones) + 1 if ones else 0)


def _waiting(session: Session) -> tuple[Review, ...]:
    return tuple(one for one in session.reviews if one.opinion is None)


def _changed(session: Session, review: str, change: Callable[[Review], Review]) -> Session:
    return replace(session, reviews=tuple(change(one) if one.id == review else one for one in session.reviews))


def _card(one: Review, *, changed: int | None = None) -> ShowReview:
    return ShowReview(one.id, one.asker, one.report.title, changed, len(one.remarks))


def _say(key: str, one: Review) -> Effect:
    return Say(key, (("name", one.asker), ("title", one.report.title)))


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.REVIEWS: reviews,
    Act.APPROVE: lambda book, session, request: give(book, session, request, Opinion.PASSED),
    Act.RETURN: lambda book, session, request: give(book, session, request, Opinion.RETURNED),
}
