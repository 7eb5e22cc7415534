"""Effects about a draft that is finished: its files, its text, where it comes from, its charts."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.drafted import Draft
from bot.core.report import Chart
from bot.core.state import Paper
from bot.core.trends import Charts, Trend


@dataclass(frozen=True, slots=True)
class SendFiles:
    """Make the files of a draft and send them. `shown`: its text was sent just before."""

    paper: Paper
    draft: Draft
    profile: tuple[tuple[str, str], ...]
    shown: bool = False
    charts: Charts = ()


@dataclass(frozen=True, slots=True)
class SendText:
    """Send a draft as plain messages, to be read in the chat."""

    paper: Paper
    draft: Draft
    profile: tuple[tuple[str, str], ...]
    charts: Charts = ()


@dataclass(frozen=True, slots=True)
class ShowEvidence:
    """Show where the sentences of a drafted section come from; "" asks for which section."""

    paper: Paper
    draft: Draft
    profile: tuple[tuple[str, str], ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class PointTo:
    """Lead to a message of the officer's own: what was said there."""

    message: int
    text: str


@dataclass(frozen=True, slots=True)
class OfferCharts:
    """Offer charts for a report; `chosen` are the ids of those it has.

    `message` is the one to redraw, None for a new one.
    """

    paper: int
    trends: tuple[Trend, ...]
    chosen: tuple[str, ...] = ()
    message: int | None = None


@dataclass(frozen=True, slots=True)
class SendChart:
    """Send a chart as a picture."""

    chart: Chart


Finished = SendFiles | SendText | ShowEvidence | PointTo | OfferCharts | SendChart
