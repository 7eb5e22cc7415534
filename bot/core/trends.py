"""What has become of a figure over several reports of one kind: matched, offered as a chart, never made up.

The figures are the officer's own, read anew from the stored answers each time, and count once the draft tells them: so
a chart never says another figure than the text above it. A month without the figure is a gap, never a zero.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.core.outline import Place
from bot.core.report import Chart, Series
from bot.core.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.core.outline import Handbook
    from bot.core.period import Period
    from bot.core.state import Paper, Session

MOST_PERIODS = 6
"""Bars that stay readable across a page."""
MOST_OFFERED = 6
"""Figures offered in one message: two rows of buttons."""
FEWEST = 2
"""Figures that make a series."""
ID_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a report. `key` is the same in another report only where the same is counted.

    `title` are the officer's words for it, `standard` the figure as it is printed, `message` where it was said.
    """

    key: str
    place: Place
    title: str
    unit: str
    value: float
    standard: str
    message: int


@dataclass(frozen=True, slots=True)
class Trend:
    """One thing that is counted in several reports, this one the last; `id` is short and stands for its key."""

    id: str
    section: str
    series: Series


Charts = tuple[tuple[str, Chart], ...]
"""Each with the section behind whose text it stands."""


def trends(book: Handbook, session: Session, paper: Paper) -> tuple[Trend, ...]:
    """What can be shown of this report and those before it, what is known for longest first."""
    if paper.period is None or paper.kind not in book.outlines or book.outlines[paper.kind].span is Span.EVENT:
        return ()
    reports = _reports(session, paper, paper.period)
    figures = {
        period: {one.key: one for one in book.understanding.counted(book, report) if _is_told(report, one)}
        for period, report in reports.items()
    }
    found = [
        Trend(_id(key), one.place.section, series)
        for key, one in figures[paper.period].items()
        if (series := _series(one, figures))
    ]
    return tuple(sorted(found, key=lambda trend: -_known(trend.series)))


def offered(book: Handbook, session: Session, paper: Paper) -> tuple[Trend, ...]:
    """The first of them, for one message."""
    return trends(book, session, paper)[:MOST_OFFERED]


def charts(book: Handbook, session: Session, paper: Paper) -> Charts:
    """The charts that the officer wants in a report, numbered as they stand in it."""
    chosen = [trend for trend in trends(book, session, paper) if trend.id in paper.charts] if paper.charts else []
    order = [section.id for section in book.outlines[paper.kind].sections] if chosen else []
    chosen.sort(key=lambda trend: (order.index(trend.section), paper.charts.index(trend.id)))
    return tuple((trend.section, Chart(trend.series, number)) for number, trend in enumerate(chosen, start=1))


def _is_told(report: Paper, figure: Counted) -> bool:
    texts = (section.text for section in report.draft.sections) if report.draft else ()
    return any(re.search(rf"(?<![\d.]){re.escape(figure.standard)}", text) for text in texts)


def _reports(session: Session, paper: Paper, period: Period) -> dict[Period, Paper]:
    """This report and the drafted ones of its kind in the months before; of two for the same, the later."""
    near = set(_backwards(period))
    held = (*session.shelf, *([session.paper] if session.paper else []))
    reports = {
        one.period: one
        for one in sorted(held, key=lambda one: one.id)
        if one.kind == paper.kind and one.draft and one.period and one.period.months == period.months
    }
    return {**{when: one for when, one in reports.items() if when in near}, period: paper}


def _series(now: Counted, figures: Mapping[Period, Mapping[str, Counted]]) -> Series | None:
    """The figure over the last months, oldest first; None where it was said only once."""
    found = [(month, figures.get(month, {}).get(now.key)) for month in reversed(list(_backwards(max(figures))))]
    known = [(month, one.value if one else None) for month, one in found]
    while known and known[0][1] is None:
        known.pop(0)
    if sum(value is not None for _, value in known) < FEWEST:
        return None
    years = len({month.year for month, _ in known}) > 1
    points = tuple((str(month) if years else month.words, value) for month, value in known)
    return Series(now.title, now.unit, points)


def _backwards(latest: Period) -> Iterator[Period]:
    month = latest
    for _ in range(MOST_PERIODS):
        yield month
        month = month.preceding()


def _known(series: Series) -> int:
    return sum(value is not None for _, value in series.points)


def _id(key: str) -> str:
    return sha256(key.encode()).hexdigest()[:ID_LENGTH]
