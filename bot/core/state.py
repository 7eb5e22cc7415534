"""What is kept of a chat. Answers are stored; the position is computed from them (`path.py`).

Nothing an officer said is ever removed by the engine: a replaced answer moves to `withdrawn`, words that fit
no question wait in `loose`, a report put aside stays on the `shelf`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.drafted import Draft, Version
from bot.core.files import FileRef, Filing
from bot.core.notice import NoticeInHand
from bot.core.outline import Outline, Place
from bot.core.period import Period
from bot.core.review import Happened, Review, Sent


class Verdict(StrEnum):
    """What became of a question."""

    SAID = "said"
    NONE = "none"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the officer: its id in the chat, its words, the day it was sent.

    `to` names what had been asked back, where it answers that and not the question itself: the short name of a
    `Follow`, or `PLAN`.
    """

    message: int
    text: str
    on: date
    to: str = ""


PLAN = "plan"
"""In `Said.to`: what items of a plan had lacked."""
REASON = "reason:"
"""In `Said.to`, before the number of an item from 1: why it was not done, and what becomes of it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """All that was said to one question. `SAID` has words; the other verdicts may keep earlier ones."""

    place: Place
    verdict: Verdict
    said: tuple[Said, ...] = ()

    @property
    def text(self) -> str:
        """The words, one message a line; "" unless the question was answered with words."""
        return "\n".join(said.text for said in self.said) if self.verdict is Verdict.SAID else ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of an answer: in which message, in standard form (54人), with the words around it as they are shown."""

    place: Place
    message: int
    words: str
    near: str = ""


Conflict = tuple[Figure, Figure]
"""Two figures for one thing."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What an item of a plan does not say: its number from 1, its first words, its missing `Part`s."""

    number: int
    matter: str
    parts: tuple[str, ...]


class About(StrEnum):
    """What is asked back about answers."""

    DATA = "data"
    PLAN = "plan"
    CONFLICT = "conflict"
    PRODUCT = "product"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about the answers that one short question would settle, asked after the answer at `place`.

    `short` is the name of the `Follow` (DATA) or what `Said.to` will be (REASON), `lacks` what items lack (PLAN) or the
    item and what became of it (REASON), `figures` are those that differ (CONFLICT) or are put together (PRODUCT),
    `sign` is how and `total` what they make.
    """

    about: About
    place: Place
    short: str = ""
    lacks: tuple[Lack, ...] = ()
    figures: tuple[Figure, ...] = ()
    sign: str = ""
    total: str = ""

    @property
    def key(self) -> str:
        """What it is known by. An answer that changes makes another conflict and another product of it."""
        figures = "/".join(f"{figure.words}@{figure.message}" for figure in self.figures)
        where = "" if self.about is About.CONFLICT else self.place
        return f"{self.about}:{where}:{self.short}{figures}"


class Outcome(StrEnum):
    """What became of a doubt. `OPEN`: asked, and not answered yet or never."""

    OPEN = "open"
    SAID = "said"
    UNKNOWN = "unknown"
    PASSED = "passed"
    CHOSEN = "chosen"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Settled:
    """A doubt that was put to the officer, and what became of it. `value` is the figure `CHOSEN`, in standard form.

    `said` are the words typed for a choice. Words that answer for missing data belong to the answer (`Said.to`).
    """

    doubt: Doubt
    outcome: Outcome = Outcome.OPEN
    value: str = ""
    said: tuple[Said, ...] = ()


class Became(StrEnum):
    """What became of an item of last month's plan, as the officer ticks it."""

    DONE = "done"
    PARTLY = "partly"
    UNDONE = "undone"
    POSTPONED = "postponed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Snap:
    """A photo of a report: its number in the chat, under which it is kept, the message it came in, its section.

    `section` is "" where no question was open, `area` and `question` are those it was sent at; `album` names those it
    was sent with, `kept` tells it lies in the store.
    """

    number: int
    message: int
    section: str
    file: FileRef
    caption: str = ""
    album: str = ""
    kept: bool = False
    area: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A report in the making: one kind, one period, its answers, its latest draft.

    `left_at` is the question the officer was at when it was put aside, `due` the day it is to be handed in, `quiet`
    whether the officer wants no reminder of it; `full_names`, whether those who were helped are written with their
    names; `touched`, the last day it changed, None if that was before such days were kept. `checks` are what became of
    the first items of `last_plan`, as ticked; `plans_before` what the two reports before it planned, the nearer first.
    `sent` is the last round before a superior, `history` all steps of all rounds.
    `remarks` are what was said about the draft (`Said.to` names the section): wishes, and its own words for a section.
    `wishes` counts the changes asked for; `revising` while the last of them is made. `charts` are the ids of the
    `Trend`s that the officer wants shown, `charts_offered` whether any were offered yet; `plan_as` is the
    `PlanForm` of its plan, "" where none was chosen.
    """

    id: int
    kind: str
    period: Period | None = None
    areas: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    last_plan: tuple[str, ...] = ()
    loose: tuple[Said, ...] = ()
    revision: int = 0
    drafting: bool = False
    draft: Draft | None = None
    left_at: Place | None = None
    due: date | None = None
    quiet: bool = False
    settled: tuple[Settled, ...] = ()
    full_names: bool = False
    touched: date | None = None
    checks: tuple[Became, ...] = ()
    plans_before: tuple[tuple[str, ...], ...] = ()
    sent: Sent | None = None
    history: tuple[Happened, ...] = ()
    remarks: tuple[Said, ...] = ()
    wishes: int = 0
    revising: bool = False
    snaps: tuple[Snap, ...] = ()
    charts: tuple[str, ...] = ()
    charts_offered: bool = False
    plan_as: str = ""

    @property
    def checked(self) -> bool:
        """Whether every item of last month's plan was ticked."""
        return bool(self.last_plan) and len(self.checks) == len(self.last_plan)


@dataclass(frozen=True, slots=True)
class Revision:
    """The officer is looking at a draft, at one of its sections ("" at the list of them).

    `awaiting` is the `How` whose words come next. `own` is a wording of the officer's own that waits to be confirmed,
    `unsaid` what in it was not said before.
    """

    section: str = ""
    awaiting: str = ""
    own: Version | None = None
    unsaid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """The question on the officer's screen: which, under which turn, in which message."""

    place: Place
    turn: int
    message: int


@dataclass(frozen=True, slots=True)
class Session:
    """All that is kept of one chat.

    `focus` is the question the officer is at by choice (a jump, a step back, an answer of several messages); without
    one the first open question is next. `early` are words said before there was a report. `turn` counts questions
    asked, so that an old button is known as old. `doubt` is what is being asked back at `focus`. `kinds` are reports of
    one's own, made from notices. `heard` are the words of a voice message, or read from a photo, that wait to be
    confirmed. `snaps` counts the photos that came, `album` is the last group of them that was refused. `reviews` are
    others' reports, sent here to be reviewed. `revision` is set while a draft is looked at to be changed. `plan` are
    the items read from last month's report that wait to be confirmed, `last_plan` those that wait for the next one.
    `counsels` numbers what a model was asked for beside writing, `advice` is the one that is awaited, 0 for none.
    `no_charts`: the officer wants none offered. `plan_as` is how plans are printed, as a `PlanForm`, "" by default.
    """

    profile: tuple[Answer, ...] = ()
    paper: Paper | None = None
    shelf: tuple[Paper, ...] = ()
    early: tuple[Said, ...] = ()
    withdrawn: tuple[Said, ...] = ()
    focus: Place | None = None
    replacing: bool = False
    paused: bool = False
    turn: int = 0
    shown: Shown | None = None
    before: Shown | None = None
    papers: int = 0
    examples_seen: int = 0
    doubt: Doubt | None = None
    full_names: bool = False
    leaving: bool = False
    filing: Filing = field(default_factory=Filing)
    notice: NoticeInHand | None = None
    heard: Said | None = None
    kinds: tuple[Outline, ...] = ()
    plan: tuple[str, ...] | None = None
    last_plan: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    revision: Revision | None = None
    snaps: int = 0
    album: str = ""
    counsels: int = 0
    advice: int = 0
    no_charts: bool = False
    plan_as: str = ""
