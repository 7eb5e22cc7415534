"""Effects that concern reports as a whole, their days, and the office: parts of `effects.Effect`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.core.acts import Act
from bot.core.files import Weighed
from bot.core.outline import Outline
from bot.core.period import Period
from bot.core.review import Happened
from bot.core.roles import Role


@dataclass(frozen=True, slots=True)
class MakeInvite:
    """Make an invitation to this role and show its link; into the organisation of that name, "" for the admin's own."""

    role: Role
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ShowMembers:
    """Show who was let in."""


@dataclass(frozen=True, slots=True)
class RemoveMember:
    """Let somebody in no more."""

    user: int


@dataclass(frozen=True, slots=True)
class ShowUsage:
    """Show what was used in the month of a day: by everybody, some at a time, or by the one who asks."""

    on: date
    everybody: bool = True
    page: int = 0


@dataclass(frozen=True, slots=True)
class ActFor:
    """Act for the organisation of that name from now on; "" asks for whom one acts."""

    unit: str = ""


class Status(StrEnum):
    """How far a report is."""

    BEGUN = "begun"
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in the list of all."""

    id: int
    title: str
    period: Period | None
    status: Status
    history: tuple[Happened, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowReports:
    """Show the reports of a chat, the latest first."""

    rows: tuple[ReportRow, ...]


@dataclass(frozen=True, slots=True)
class ShowReport:
    """Show one report with what can be done; `sure`: ask whether to delete it."""

    row: ReportRow
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind the officer of a report on these days, and on no others."""

    paper: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class ShowReminder:
    """Tell the officer that a report is due; `left` are the days until then, below 0 when it is over."""

    row: ReportRow
    due: date
    left: int


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """Show help on a situation with the acts that lead on from there; "" offers those `situations` there is help on."""

    situation: str
    situations: tuple[str, ...] = ()
    offer: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowPlan:
    """Show the plan that was read from last month's report, to be confirmed."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShowTaken:
    """Show what a file would bring into the library; `fresh`: something, so that it can be kept."""

    documents: tuple[Weighed, ...]
    left_out: tuple[str, ...]
    fresh: bool


@dataclass(frozen=True, slots=True)
class ListDocuments:
    """Show the organisation's own documents, and ask for another."""


@dataclass(frozen=True, slots=True)
class AskRemoval:
    """Ask whether to remove the document of that id."""

    id: str


@dataclass(frozen=True, slots=True)
class RemoveDocument:
    """Remove a document of the organisation's own."""

    id: str


@dataclass(frozen=True, slots=True)
class ShowTemplate:
    """Show which template the organisation has, and ask for another."""


@dataclass(frozen=True, slots=True)
class DropTemplate:
    """Use no template any more."""


@dataclass(frozen=True, slots=True)
class ShareKind:
    """Give a kind of report to the whole organisation."""

    outline: Outline


@dataclass(frozen=True, slots=True)
class ListKinds:
    """Show which kinds the organisation has of its own."""


@dataclass(frozen=True, slots=True)
class RemoveKind:
    """Offer a kind to nobody any more; reports begun along it go on."""

    id: str


Affair = MakeInvite | ShowMembers | RemoveMember | ShowUsage | ActFor
Shelf = ShowReports | ShowReport | ShowReminder | ShowHelp
Brought = ShowPlan | ShowTaken
Owning = ListDocuments | AskRemoval | RemoveDocument | ShowTemplate | DropTemplate | ShareKind | ListKinds | RemoveKind
"""What an admin does with the things that the organisation owns."""
