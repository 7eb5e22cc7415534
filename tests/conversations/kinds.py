"""Whole interviews of any kind of report, without a screen: in full, in one line, refused."""

from __future__ import annotations

from functools import cache

from bot.core.acts import Act
from bot.core.engine import step
from bot.core.events import Commanded, Texted
from bot.core.going import doubt_here
from bot.core.path import here, question_here, route
from bot.core.state import Session
from tests.conftest import handbook
from tests.conversations.stage import ON

BOOK = handbook()
KINDS = tuple(BOOK.outlines)
PERIODS = {
    "month": "2026-09",
    "quarter": "2026-Q3",
    "half_year": "2026-01..2026-06",
    "year": "2026",
    "event": "2026-09",
}
PROFILE = ("宏泰纺织有限公司工会", "周敏 副主席", "区总工会", "28号前")


class Talk:
    """An interview without a screen; every effect is kept."""

    def __init__(self, kind):
        self.kind = kind
        self.session = Session()
        self.effects = []
        self.message = 0
        self.do(Act.START)
        for words in PROFILE:
            self.say(words)
        self.do(Act.KIND, kind)
        self.do(Act.PERIOD, PERIODS[BOOK.outlines[kind].span])

    def happen(self, event):
        self.session, effects = step(BOOK, self.session, event)
        self.effects += effects

    def do(self, act, words=""):
        self.happen(Commanded(act, words, ON))

    def say(self, words):
        self.message += 1
        self.happen(Texted(self.message, words, ON))

    @property
    def place(self):
        return here(BOOK, self.session)

    @property
    def question(self):
        return question_here(BOOK, self.session, self.place)

    def tick(self, ids):
        for choice in set(self.session.paper.areas) ^ set(ids):
            self.do(Act.PICK, choice)
        self.do(Act.NEXT)

    def answer(self, words):
        place, many = self.place, self.question.many
        self.say(words)
        if many:
            self.do(Act.NEXT)
        self.leave_open()
        assert self.place != place

    def leave_open(self):
        """Whatever is asked back is left as it is."""
        while doubt_here(BOOK, self.session):
            self.do(Act.SKIP)


@cache
def full(kind):
    """Everything ticked, every question answered with its own example."""
    talk = Talk(kind)
    while talk.place is not None:
        if talk.question.areas:
            talk.tick([choice.id for choice in BOOK.choices(kind)])
        else:
            talk.answer(talk.question.example)
    return talk


@cache
def sparse(kind):
    """One answer in the middle of the report, the rest skipped."""
    talk = Talk(kind)
    wanted = None
    while talk.place is not None:
        if talk.question.areas:
            talk.tick([BOOK.choices(kind)[0].id])
            continue
        places = [place for place in route(BOOK, talk.session.paper) if not BOOK.question(kind, place).areas]
        wanted = wanted or places[len(places) // 2]
        if talk.place == wanted:
            talk.answer(talk.question.example)
        else:
            talk.do(Act.SKIP)
    return talk


@cache
def refused(kind):
    """无 to everything that may be refused, 不清楚 to the rest."""
    talk = Talk(kind)
    while talk.place is not None:
        if talk.question.areas:
            talk.tick([choice.id for choice in BOOK.choices(kind)][:3])
        else:
            talk.do(Act.NONE if talk.question.gate else Act.UNKNOWN)
    return talk


TALKS = {"full": full, "sparse": sparse, "refused": refused}
