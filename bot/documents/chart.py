"""A small chart of one item over several periods, in greys that a printer keeps.

The only file that knows matplotlib; it is imported when a chart is first drawn.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

from bot.core.report import figure as figure_of
from bot.documents.fonts import best
from bot.documents.photos import Prepared
from bot.documents.plain import one_line
from bot.documents.profile import FANGSONG

if TYPE_CHECKING:
    from bot.core.report import Series

_INCHES, _EDGE = (4.8, 1.9), 0.08
_DOTS_PER_INCH = 200
_GREY, _DARK = "0.75", "0.25"
_SIZE = 10.5
_REMEMBERED = 8
_GAP = "—"
_FEWEST_PLACES = 4
_one_at_a_time = Lock()
FEWEST_POINTS = 2


@lru_cache(maxsize=_REMEMBERED)
def draw(series: Series) -> Prepared:
    """Bars with their figures above them, the newest one dark; a PNG, the same for the same figures.

    A period without the figure keeps its place, with a dash. Takes some seconds the first time: not for a thread that
    answers chats.

    Raises:
        ValueError: fewer than two figures, which no chart makes clearer.
    """
    if len(series.known) < FEWEST_POINTS:
        raise ValueError("a chart needs at least two figures")
    with _one_at_a_time:  # matplotlib's fonts are not made for several threads
        return _drawn(series)


def _drawn(series: Series) -> Prepared:
    from matplotlib.figure import Figure  # noqa: PLC0415  half a second that only a chart should cost
    from matplotlib.font_manager import FontProperties  # noqa: PLC0415  same
    from matplotlib.layout_engine import ConstrainedLayoutEngine  # noqa: PLC0415  same

    file = best(FANGSONG)
    font = FontProperties(fname=file, size=_SIZE) if file else FontProperties(size=_SIZE)
    names = [_plain(period) for period, _ in series.points]
    bars = [(place, value) for place, (_, value) in enumerate(series.points) if value is not None]
    places, values = zip(*bars, strict=True)
    layout = ConstrainedLayoutEngine(w_pad=_EDGE, h_pad=_EDGE)
    figure = Figure(figsize=_INCHES, dpi=_DOTS_PER_INCH, layout=layout)
    axes = figure.add_subplot()
    colours = [_GREY] * (len(bars) - 1) + [_DARK]
    labels = [f"{figure_of(value)}{series.unit}" for value in values]
    drawn = axes.bar(places, values, width=0.55, color=colours, edgecolor=_DARK, linewidth=0.6)
    axes.bar_label(drawn, labels=labels, fontproperties=font, padding=2)
    for gap in set(range(len(names))) - set(places):
        axes.annotate(_GAP, (gap, 0), (0, 4), textcoords="offset points", ha="center", fontproperties=font)
    axes.set_xticks(range(len(names)), names, fontproperties=font)
    spare = max(_FEWEST_PLACES - len(names), 0) / 2  # two bars alone would be two walls
    axes.set_xlim(-0.6 - spare, len(names) - 0.4 + spare)
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
