"""Charts that could stand in a report → a message with a button for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.finished import OfferCharts

_FULL = 3
_ON, _OFF = "☑ ", "☐ "


def offer_charts(effect: OfferCharts, words: Words) -> Outgoing:
    """What each would show, in figures; the chosen ones ticked."""
    lines, ticks = [], []
    for number, trend in enumerate(effect.trends, start=1):
        series = trend.series
        lines.append(words.text("chart_row", number=number, title=series.title, figures=series.said))
        mark = _ON if trend.id in effect.chosen else _OFF
        name = words.text("chart_button", number=number)
        ticks.append(Button(mark + name, encode(Act.CHART, f"{effect.paper}/{trend.id}")))
    after = Act.FILES if effect.chosen else Act.NO_CHARTS
    text = words.text("charts_offer", rows="\n".join(lines))
    return Outgoing(text, (*rows(ticks, _FULL), (button(words, after),)), edit=effect.message)
