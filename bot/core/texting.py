"""What words mean: an answer to the question on the screen, to what is asked back, or an act typed out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core import asking, hearing, importing, judging, mine, noticing, papers, reminding, revising
from bot.core.acting import ABOUT_REVIEWS, ABOUT_WHAT_WAITS, act
from bot.core.acts import Act
from bot.core.asking import Reply, leave
from bot.core.effects import Say
from bot.core.events import Texted
from bot.core.going import Step, doubt_here, go_on
from bot.core.heard import heard_at
from bot.core.path import answer_at, here, question_here
from bot.core.recording import answers_of, choose, record
from bot.core.request import Request
from bot.core.state import Said
from bot.core.typed import areas_named, kind_named, only_names_areas, plain, typed_act

if TYPE_CHECKING:
    from bot.core.outline import Handbook, Place
    from bot.core.state import Doubt, Session

AGREES = frozenset({Act.AGREE, Act.DRAFT_AFTER})
"""With these, what was heard is right."""


def text(book: Handbook, session: Session, event: Texted) -> Step:
    """Words: an act typed out, or an answer to the question on the screen (or to the one before it)."""
    said = Said(event.message, event.text, event.on)
    meant = _meant(book, session, event.text)
    if judged := judging.words(session, event, meant=meant is not None):
        return judged
    if meant and meant[0] in AGREES and session.heard:
        return heard_right(book, session, session.heard, Request(meant[0], "", event.on))
    waits = session.notice or session.plan is not None
    if not waits and (changed := revising.said(book, session, said, meant[0] if meant else None)):
        return _after(session, Step(mine.thinks_again(hearing.withdraw(changed.session), None), changed.effects))
    doubt = None if waits or session.revision else doubt_here(book, session)
    if doubt and (not meant or asking.is_choice(book, doubt, said)):
        return _asked_back(book, session, doubt, said)
    if meant:
        return act(book, session, Request(meant[0], meant[1], event.on, said=said))
    if session.filing.listening and book.replies.get(plain(event.text)) == Reply.YES:
        return hearing.not_yet(session)
    return _after(session, _answer(book, mine.thinks_again(hearing.withdraw(session), None), event, said))


def _after(before: Session, step: Step) -> Step:
    """The step with a word about what was heard and has given way to it."""
    return Step(step.session, (*hearing.instead(before), *step.effects))


def _answer(book: Handbook, session: Session, event: Texted, said: Said) -> Step:
    """Words that answer: what waits for them, or the question on the screen."""
    if session.notice or session.plan is not None:
        return _to_what_waits(book, session, said)
    if session.turn == 0:  # the very first words, before any greeting
        session = session if kind_named(book, event.text) else _keep_loose(session, said)
        return act(book, session, Request(Act.START, "", event.on))
    place = here(book, session)
    if place is None:
        return _words_without_question(book, session, said)
    late = _sent_before_the_question(session, event.message, place)
    if late is not None:
        return Step(record(book, session, late, said), (Say("noted_before"),))
    question = question_here(book, session, place)
    if question.areas:
        return _areas_typed(book, session, place, said)
    session = record(book, session, place, said)
    if question.many:
        given = answer_at(answers_of(book, session, place), place)
        count = str(len(given.said) if given else 0)
        session = replace(session, focus=place, paused=False)
        heard = heard_at(book, session.paper, place, said)
        return Step(session, (Say("noted", (("count", count),), (Act.NEXT,), session.turn, heard),))
    return leave(book, session, place, event.on, heard_at(book, session.paper, place, said))


def _to_what_waits(book: Handbook, session: Session, said: Said) -> Step:
    """Words while a plan or a notice that was read is on the screen."""
    if session.plan is not None:
        return importing.told(session, session.plan, said)
    return noticing.told(book, session, said)


def _meant(book: Handbook, session: Session, words: str) -> tuple[Act, str] | None:
    """The act that the words stand for; what is said to something that waits means nothing without it."""
    meant = typed_act(book, words)
    if meant and meant[0] in ABOUT_REVIEWS and not session.reviews:
        return None
    reply, filing = book.replies.get(plain(words)), session.filing
    if session.heard and reply == Reply.YES and (meant is None or meant[0] is Act.RESUME):
        return Act.AGREE, ""
    if session.heard and reply == Reply.NO and meant is None:
        return Act.DROP, ""
    waits = session.notice or session.heard or session.plan is not None or filing.awaiting or filing.weighed
    if filing.listening and meant and meant[0] is not Act.ADD:
        return meant
    return None if meant and not waits and meant[0] in ABOUT_WHAT_WAITS else meant


def heard_right(book: Handbook, session: Session, heard: Said, request: Request) -> Step:
    """What was heard is right: it counts as if it had been typed. A draft may be asked for in the same breath."""
    step = text(book, replace(session, heard=None), Texted(heard.message, heard.text, heard.on))
    if request.act is not Act.DRAFT_AFTER:
        return step
    session, effects = act(book, step.session, Request(Act.DRAFT, "", request.on))
    return Step(session, (*step.effects, *effects))


def _asked_back(book: Handbook, session: Session, doubt: Doubt, said: Said) -> Step:
    """Words while something is being asked back; those sent before it was shown do not answer it."""
    shown = session.shown
    if shown and shown.turn == session.turn and said.message < shown.message:
        return asking.before_it_was_asked(book, session, doubt, said)
    return asking.said_to(book, session, doubt, said)


def _sent_before_the_question(session: Session, message: int, place: Place) -> Place | None:
    """Words sent before a question was on the screen cannot answer it: they go on with the one before.

    Message ids tell, not clocks: the ids of a chat rise in the order in which messages reached it.
    """
    shown, before = session.shown, session.before
    if not (shown and before and shown.place == place and shown.turn == session.turn):
        return None
    return before.place if message < shown.message and before.place != place else None


def _words_without_question(book: Handbook, session: Session, said: Said) -> Step:
    paper = session.paper
    named = kind_named(book, said.text) if paper is None or paper.period is None else None
    if named:
        return papers.kind(book, session, named, said.on)
    if paper is None:
        return _nothing_in_hand(book, session, said)
    if paper.period is None:
        return reminding.period(book, session, said.text, said.on)
    session = _keep_loose(session, said)
    return go_on(book, session, said.on)


def _nothing_in_hand(book: Handbook, session: Session, said: Said) -> Step:
    return go_on(book, _keep_loose(session, said), said.on, Say("kept_for_later"))


def _areas_typed(book: Handbook, session: Session, place: Place, said: Said) -> Step:
    """Work areas by name, beside those already ticked. Words that say more than names wait for their place."""
    choices = book.choices(session.paper.kind) if session.paper else ()
    if not only_names_areas(choices, said.text):
        session = _keep_loose(session, said)
    named = areas_named(choices, said.text)
    if not named or session.paper is None:
        return go_on(book, replace(session, focus=place), said.on, Say("no_area_named"))
    areas = tuple(choice.id for choice in choices if choice.id in {*named, *session.paper.areas})
    return leave(book, choose(book, session, place, areas, said), place, said.on)


def _keep_loose(session: Session, said: Said) -> Session:
    if session.paper is None:
        return replace(session, early=(*session.early, said))
    return replace(session, paper=replace(session.paper, loose=(*session.paper.loose, said)))
