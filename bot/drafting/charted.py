"""Charts on their way into a report: each behind the text of its section, with the photos that stand there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.drafting.compose import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.core.report import Chart, Photo
    from bot.core.trends import Charts


def beside(charts: Charts, pictures: Mapping[Spot, tuple[Photo, ...]]) -> dict[Spot, tuple[Photo | Chart, ...]]:
    """What stands beside the text, by its spot."""
    shown: dict[Spot, tuple[Photo | Chart, ...]] = dict(pictures)
    for section, chart in charts:
        spot = Spot(section)
        shown[spot] = (*shown.get(spot, ()), chart)
    return shown


def titled(chart: Chart, title: str) -> Chart:
    """The same chart under other words."""
    return replace(chart, series=replace(chart.series, title=title))
