"""What the shell shall do. Effects carry keys and places, never wording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.affairs import Affair, Brought, Owning, Remind, Shelf
from bot.core.albums import Photographic
from bot.core.counsel import Counsel
from bot.core.files import FileRef, Purpose
from bot.core.finished import Finished
from bot.core.letters import Letter
from bot.core.notice import Notice
from bot.core.outline import Place
from bot.core.period import Period
from bot.core.planning import AskCheck, Suggest
from bot.core.review import Remark
from bot.core.revisals import Revising
from bot.core.state import Doubt, Paper


class Progress(StrEnum):
    """How far a section is."""

    OPEN = "open"
    PARTLY = "partly"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Row:
    """One section (or chosen area) in the table of contents; `target` is what its button carries."""

    title: str
    button: str
    progress: Progress
    target: str
    area: bool = False


@dataclass(frozen=True, slots=True)
class Ask:
    """Put a question. `step` of `steps` sections; `given` is what was answered to it so far.

    `left` are the sections and minutes left, where the kind is a long one.
    `heard`, here and below, is what was understood of the answer before, in a few words.
    """

    kind: str
    place: Place
    turn: int
    step: int
    steps: int
    given: tuple[str, ...] = ()
    last_plan: tuple[str, ...] = ()
    left: tuple[int, int] = (0, 0)
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskBack:
    """Ask back about answers."""

    kind: str
    doubt: Doubt
    turn: int
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskAreas:
    """Put the question that chooses work areas or sections; `message` is the one to redraw, None for a new one."""

    kind: str
    place: Place
    turn: int
    step: int
    steps: int
    chosen: tuple[str, ...]
    message: int | None = None
    left: tuple[int, int] = (0, 0)
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskKind:
    """Offer the kinds of report; `own` are those made from notices, each with its title."""

    own: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AskPeriod:
    """Offer periods for a kind."""

    kind: str
    choices: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class Say:
    """Say a fixed sentence of `prompts/officer.toml`. `offer` are the acts put under it as buttons."""

    key: str
    values: tuple[tuple[str, str], ...] = ()
    offer: tuple[str, ...] = ()
    turn: int = 0
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Stop the waiting sign of a tapped button, with a short note if there is a key."""

    tap: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class ShowMenu:
    """Show the table of contents of the report in hand, and how many photos it has."""

    kind: str
    period: Period | None
    rows: tuple[Row, ...]
    loose: int = 0
    left: tuple[int, int] = (0, 0)
    photos: int = 0
    photos_asked: tuple[int | None, int | None] | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowReady:
    """All is answered: say what is still open and offer the draft."""

    open_sections: tuple[str, ...]
    drafted: bool
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferPlaces:
    """Ask under which section the words that fit no question belong."""

    text: str
    rows: tuple[Row, ...]
    heard: tuple[str, ...] = ()


class Want(StrEnum):
    """Which examples of a place: any in their usual order, the shortest first, or only those with figures."""

    ANY = ""
    SHORTER = "shorter"
    FIGURES = "figures"


@dataclass(frozen=True, slots=True)
class ShowExamples:
    """Show example passages: for a place of the interview, or for the officer's own words."""

    kind: str
    place: Place | None
    words: str
    skip: int
    want: Want = Want.ANY


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """Slow work: draft a report, then report back with `DraftReady` or `DraftFailed`."""

    paper: Paper
    profile: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class OfferPurposes:
    """Ask what a file is for."""

    name: str
    purposes: tuple[Purpose, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Slow work: fetch and read a file, then report back with `FileRead` or `FileRefused`.

    `seconds` is how long it sounds, for a voice message.
    """

    number: int
    file: FileRef
    purpose: Purpose
    message: int
    on: date
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class ShowNotice:
    """Show what was read from a notice, to be corrected and confirmed."""

    notice: Notice


@dataclass(frozen=True, slots=True)
class DropDraft:
    """Slow work no longer wanted."""

    paper: int
    revision: int


@dataclass(frozen=True, slots=True)
class SendMine:
    """Send all that is held about the chat."""


@dataclass(frozen=True, slots=True)
class Forget:
    """Remove all that is held about the chat, before any other effect of this step."""


Effect = (
    Ask
    | AskCheck
    | Suggest
    | AskBack
    | AskAreas
    | AskKind
    | AskPeriod
    | Say
    | Acknowledge
    | ShowMenu
    | ShowReady
    | OfferPlaces
    | ShowExamples
    | OfferPurposes
    | Affair
    | Letter
    | Shelf
    | Brought
    | Owning
    | Remind
    | Photographic
    | ReadFile
    | ShowNotice
    | Counsel
    | WriteDraft
    | DropDraft
    | Revising
    | Finished
    | SendMine
    | Forget
)
