"""A small chart of one item over several periods, in greys that a printer keeps.

The only file that knows matplotlib; it is imported when a chart is first drawn.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from bot.documents.fonts import best
from bot.documents.photos import Prepared
from bot.documents.plain import one_line
from bot.documents.profile import FANGSONG

if TYPE_CHECKING:
    from bot.core.report import Series

_INCHES = (4.8, 1.9)
_DOTS_PER_INCH = 200
_GREY, _DARK = "0.75", "0.25"
_SIZE = 10.5
_REMEMBERED = 8
FEWEST_POINTS = 2


@lru_cache(maxsize=_REMEMBERED)
def draw(series: Series) -> Prepared:
    """Bars with their figures above them, the newest one dark; a PNG, the same for the same figures.

    Raises:
        ValueError: fewer than two periods, which no chart makes clearer.
    """
    if len(series.points) < FEWEST_POINTS:
        raise ValueError("a chart needs at least two periods")
    from matplotlib.figure import Figure  # noqa: PLC0415  half a second that only a chart should cost
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  same

    file = best(FANGSONG)
    font = FontProperties(fname=file, size=_SIZE) if file else FontProperties(size=_SIZE)
    names = [_plain(period) for period, _ in series.points]
    values = [value for _, value in series.points]
    figure = Figure(figsize=_INCHES, dpi=_DOTS_PER_INCH, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(names))
    colours = [_GREY] * (len(names) - 1) + [_DARK]
    bars = axes.bar(places, values, width=0.55, color=colours, edgecolor=_DARK, linewidth=0.6)
    axes.bar_label(bars, labels=[f"{value:,.10g}".replace(",", "") for value in values], fontproperties=font, padding=2)
    axes.set_xticks(places, names, fontproperties=font)
    axes.set_yticks([])
    axes.margins(y=0.15)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.axhline(0, color=_DARK, linewidth=0.8)
    written = BytesIO()
    figure.savefig(written, format="png", metadata={"Software": None})
    width, height = (round(inches * _DOTS_PER_INCH) for inches in _INCHES)
    return Prepared(written.getvalue(), width, height)


def _plain(text: str) -> str:
    """Without the signs that matplotlib would read as mathematics."""
    return one_line(text).replace("$", r"\$")
