"""Effects about changing a draft: what is shown of it, what is asked, the slow work of writing anew."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.drafted import DraftSection
from bot.core.redline import Change
from bot.core.state import Paper
from bot.core.wishes import Wish


@dataclass(frozen=True, slots=True)
class ReviseSection:
    """Slow work: change what is drafted, then report back with `SectionRevised` or `ReviseFailed`."""

    paper: Paper
    profile: tuple[tuple[str, str], ...]
    wish: Wish
    number: int


@dataclass(frozen=True, slots=True)
class DropRevision:
    """Slow work no longer wanted."""

    paper: int
    number: int


@dataclass(frozen=True, slots=True)
class OfferSections:
    """Ask which section of a draft is to be changed; `rows` are id, button, number of the heading, count of versions.

    `writes`: there is a model.
    """

    paper: int
    rows: tuple[tuple[str, str, int, int], ...]
    writes: bool = False


@dataclass(frozen=True, slots=True)
class ShowWording:
    """Show a section of a draft as it is now, to be changed.

    `changed` is what differs from the version before, or from the one that was left for it: `undone`, -1 for none.
    `writes` is whether there is a model; `note` the key of a sentence that stands on top; `plan`: it can be a table.
    """

    paper: int
    section: DraftSection
    versions: int = 0
    changed: tuple[Change, ...] = ()
    undone: int = -1
    writes: bool = False
    note: str = ""
    plan: bool = False


@dataclass(frozen=True, slots=True)
class AskUnsaid:
    """Ask whether what an officer's own wording brings, and nobody had said, is right."""

    paper: int
    section: str
    unsaid: tuple[str, ...]


Revising = ReviseSection | DropRevision | OfferSections | ShowWording | AskUnsaid
