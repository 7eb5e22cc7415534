"""What is kept of a chat. Answers are stored; the position is computed from them (`path.py`).

Nothing an officer said is ever removed by the engine: a replaced answer moves to `withdrawn`, words that fit
no question wait in `loose`, a report put aside stays on the `shelf`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.core.files import FileRef, Purpose
from bot.core.notice import Notice
from bot.core.outline import Outline, Place
from bot.core.period import Period


class Verdict(StrEnum):
    """What became of a question."""

    SAID = "said"
    NONE = "none"
    UNKNOWN = "unknown"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the officer: its id in the chat, its words, the day it was sent."""

    message: int
    text: str
    on: date


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


class Author(StrEnum):
    """Who wrote a section of a draft: the values of the command-line contract."""

    MODEL = "model"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One section as drafted: its text without the heading, and who wrote it."""

    id: str
    title: str
    text: str
    by: Author


@dataclass(frozen=True, slots=True)
class Rejected:
    """What the guard refused in a model's text, and why."""

    section: str
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A whole drafted report. `revision` tells drafts of one report apart."""

    revision: int
    sections: tuple[DraftSection, ...]
    missing: tuple[str, ...] = ()
    to_verify: tuple[str, ...] = ()
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A report in the making: one kind, one period, its answers, its latest draft.

    `left_at` is the question the officer was at when it was put aside; `full_names`, whether those who were helped
    are written with their names; `touched`, the last day it changed, None if that was before such days were kept.
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
    full_names: bool = False
    touched: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeInHand:
    """A notice on its way to become a kind of report: its texts as they came, and what is read from them so far.

    `adding` while a further piece of its text is awaited.
    """

    texts: tuple[str, ...] = ()
    notice: Notice = field(default_factory=Notice)
    adding: bool = True


@dataclass(frozen=True, slots=True)
class Filing:
    """The files of a chat: how many there were, those being read, one whose purpose is asked, what the next is for."""

    count: int = 0
    reading: tuple[int, ...] = ()
    pending: FileRef | None = None
    awaiting: Purpose | None = None


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
    asked, so that an old button is known as old. `kinds` are reports of one's own, made from notices.
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
    full_names: bool = False
    leaving: bool = False
    filing: Filing = Filing()
    notice: NoticeInHand | None = None
    kinds: tuple[Outline, ...] = ()
