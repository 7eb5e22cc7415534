"""Charts: offered once after a draft, picked and taken back by a tap, never forced."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.effects import Say
from bot.core.finished import OfferCharts, SendChart
from bot.core.going import Step, go_on
from bot.core.papers import keep
from bot.core.trends import charts, offered

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.core.outline import Handbook
    from bot.core.request import Request
    from bot.core.state import Paper, Session
    from bot.core.trends import Trend


def offer(book: Handbook, session: Session, request: Request) -> Step:
    """What can be shown of the report in hand. Who asks wants them offered again."""
    paper = session.paper
    if paper is None or paper.draft is None:
        return go_on(book, session, request.on, Say("no_draft_yet"))
    session = replace(session, no_charts=False)
    trends = offered(book, session, paper)
    if not trends:
        return Step(session, (Say("charts_none", offer=(Act.RESUME,)),))
    session = keep(session, replace(paper, charts_offered=True))
    return Step(session, (OfferCharts(paper.id, trends, paper.charts),))


def pick(book: Handbook, session: Session, request: Request) -> Step:
    """Take one, named as report/trend, or take it back."""
    paper = session.paper
    number, _, wanted = request.words.partition("/")
    if paper is None or paper.draft is None or number != str(paper.id):
        return go_on(book, session, request.on, Say("other_report", offer=(Act.REPORTS,)))
    trends = offered(book, session, paper)
    if wanted not in {trend.id for trend in trends}:
        return Step(session, (Say("chart_gone", offer=(Act.CHARTS, Act.RESUME)),))
    taken = wanted not in paper.charts
    chosen = (*paper.charts, wanted) if taken else tuple(one for one in paper.charts if one != wanted)
    paper = replace(paper, charts=chosen)
    session = keep(session, paper)
    shown = _shown(book, session, paper, wanted, trends) if taken else ()
    return Step(session, (OfferCharts(paper.id, trends, chosen, request.pressed), *shown))


def refuse(session: Session) -> Step:
    """None, now and later. Those that a report has stay in it."""
    return Step(replace(session, no_charts=True), (Say("charts_not", offer=(Act.RESUME,)),))


def _shown(
    book: Handbook, session: Session, paper: Paper, wanted: str, trends: tuple[Trend, ...]
) -> tuple[SendChart | Say, ...]:
    """The picture of the one just taken, and how it comes into the file."""
    series = next(trend.series for trend in trends if trend.id == wanted)
    chart = next(chart for _, chart in charts(book, session, paper) if chart.series == series)
    return SendChart(chart), Say("chart_taken", (("caption", chart.text),), (Act.FILES,))


ACTS: dict[Act, Callable[[Handbook, Session, Request], Step]] = {
    Act.CHARTS: offer,
    Act.CHART: pick,
    Act.NO_CHARTS: lambda _, session, __: refuse(session),
}
