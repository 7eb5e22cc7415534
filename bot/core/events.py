"""What can happen in a chat. `on` is the officer's local day; message ids rise within a chat, whoever sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.acts import Act
from bot.core.counsel import Given
from bot.core.drafted import Draft, DraftSection, Rejected
from bot.core.files import FileRef, Purpose, Weighed
from bot.core.review import Post
from bot.core.wishes import Wish


@dataclass(frozen=True, slots=True)
class Texted:
    """The officer sent words, `reply_to` a message or to none in particular (0)."""

    message: int
    text: str
    on: date
    reply_to: int = 0


@dataclass(frozen=True, slots=True)
class Edited:
    """The officer changed a message sent before."""

    message: int
    text: str
    on: date


@dataclass(frozen=True, slots=True)
class Commanded:
    """The officer gave a command, with the words after it."""

    act: Act
    words: str
    on: date
    admin: bool = False
    reviewer: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """The officer pressed a button: its act and value, the turn it was made for, the tap to be acknowledged."""

    act: Act
    value: str
    turn: int
    message: int
    tap: str
    on: date
    admin: bool = False


@dataclass(frozen=True, slots=True)
class PressedUnknown:
    """The officer pressed a button that no version of the bot can read any more."""

    tap: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """The officer sent something that cannot be an answer. `what` names it (sticker, photo); words with it count."""

    what: str
    words: Texted | None = None


@dataclass(frozen=True, slots=True)
class Attached:
    """The officer sent a file. `words` stood with it; `admin` says whether the sender is one."""

    message: int
    file: FileRef
    on: date
    words: Texted | None = None
    admin: bool = False


@dataclass(frozen=True, slots=True)
class Spoke:
    """The officer sent a voice message."""

    message: int
    file: FileRef
    seconds: int
    on: date


@dataclass(frozen=True, slots=True)
class Snapped:
    """The officer sent a photo. `words` stood under it; `album` names those it was sent with, "" for none."""

    message: int
    file: FileRef
    on: date
    words: Texted | None = None
    album: str = ""


@dataclass(frozen=True, slots=True)
class SnapKept:
    """Slow work has ended well: a photo is kept."""

    snap: int


@dataclass(frozen=True, slots=True)
class SnapRefused:
    """A photo could not be kept. `key` names the sentence that says why; none: a fault of ours."""

    snap: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """Slow work has ended well: the text of a file.

    Of one meant for the library `documents` tell what came of it, and `left_out` in words what was not read.
    """

    number: int
    purpose: Purpose
    name: str
    text: str
    message: int
    on: date
    file: FileRef | None = None
    documents: tuple[Weighed, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileRefused:
    """A file could not be read. `why` is a sentence for the officer, or `key` names one; neither: a fault of ours.

    `renews` is the day from which it can be, where the month's budget for models was used up.
    """

    number: int
    why: str = ""
    key: str = ""
    renews: date | None = None


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question reached the officer's screen."""

    turn: int
    message: int


@dataclass(frozen=True, slots=True)
class Reminded:
    """The day has come on which the officer is to be reminded of a report."""

    paper: int
    on: date


@dataclass(frozen=True, slots=True)
class DraftReady:
    """Slow work has ended well. `seen`: the officer could watch it being written."""

    paper: int
    draft: Draft
    seen: bool = False


@dataclass(frozen=True, slots=True)
class DraftFailed:
    """Slow work has ended badly, by a fault of ours."""

    paper: int
    revision: int


@dataclass(frozen=True, slots=True)
class SectionRevised:
    """Slow work has ended well: sections written anew to a wish, only those that changed.

    `unsaid` is what an officer's own wording holds and nobody had said; `refused` what was not let into a model's.
    `renews` is the day from which a model can be asked, where the month's budget was used up.
    """

    paper: int
    number: int
    wish: Wish
    sections: tuple[DraftSection, ...] = ()
    unsaid: tuple[str, ...] = ()
    refused: tuple[Rejected, ...] = ()
    renews: date | None = None


@dataclass(frozen=True, slots=True)
class ReviseFailed:
    """Slow work has ended badly, by a fault of ours."""

    paper: int
    number: int


Event = (
    Texted
    | Edited
    | Commanded
    | Pressed
    | PressedUnknown
    | Unsupported
    | Attached
    | Spoke
    | Snapped
    | SnapKept
    | SnapRefused
    | FileRead
    | FileRefused
    | QuestionShown
    | Reminded
    | DraftReady
    | DraftFailed
    | Post
    | SectionRevised
    | ReviseFailed
    | Given
)
