"""Breaking a long title into lines: by meaning, into a trapezoid or a diamond (GB/T 9704—2012, 7.3.1).

Every place where a line may end has a price, every shape of lines too; the cheapest arrangement wins.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from bot.documents.measure import ems

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 4
"""A longer title is left to the word processor: it is no title any more."""

_WHOLE = re.compile(
    r"《[^》]*》|“[^”]*”|（[^）]*）|【[^】]*】"
    r"|\d{4}年(?:第?[一二三四1-4]季度|[上下]半年|\d{1,2}(?:月?[—–~～至-]\d{1,2})?月)?[份度]?"
    r"|\d+(?:\.\d+)?[^\W\d_]?|[A-Za-z]+"
    r"|工作(?:总结|计划|小结|安排|汇报|报告|情况|要点|材料)|经验材料|心得体会|调研报告|汇报材料"
    r"|女职工|困难职工|劳动竞赛|职工代表大会|集体协商|民主管理"
    r"|(?:集团)?(?:股份|责任)?有限(?:责任)?公司|(?:工会)?(?:委员会|联合会)"
)
"""What is never cut."""

_FREE, _FAIR, _POOR = 0.0, 2.0, 8.0
_BREAKS = (
    (_FREE, re.compile(r"(?=\d{4}年)")),
    (_FREE, re.compile(r"(?<=工会)(?!工作|联合|小组|主席|干部|会员|经费|组织|系统|法)|(?<=委员会|联合会)")),
    (_FREE, re.compile(r"(?<=[年月度份])(?=工作)")),
    (_FREE, re.compile(r"(?<![共总温柔饱呼])(?<=和)(?![谐平睦解田气好])|(?<=[暨、，：》])")),
    (_FREE, re.compile(r"(?<!目)(?<=的)(?!确)")),
    (_FAIR, re.compile(r"(?<=[及与])(?=\d|工作|下)|(?<=公司|集团|学院|大学|医院|学校|中心|街道|社区|分厂|车间)")),
    (_FAIR, re.compile(r"(?<=[省市县])(?![长级民场政直里委辖])|(?<=[局厅])(?![长级部机集])")),
    (_FAIR, re.compile(r"(?=[“《（【])|(?<=[”）】])")),
    (_FAIR, re.compile(r"(?<![集其高初空])(?<=中)(?![心国央小学层专医秋华部期队标断级止考])")),
)
_NEVER_FIRST = frozenset(" 　，。、：；！？）》”’】〕—…％%·")
_NEVER_LAST = frozenset("（《“‘【〔")

_EXTRA_LINE = 3.0
_RECTANGLE = 1.0
_HOURGLASS = 3.0
_LOPSIDED = 12.0
_FAIR_SHARE = 0.55
"""The shortest line should have at least this part of the longest one's width."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a line may end: after so many characters, at a price."""

    at: int
    price: float


_START = _Place(0, 0.0)


def break_title(title: str, room: float) -> tuple[str, ...]:
    """The lines of a title, each at most `room` ems wide; together they are the title, letter by letter.

    A title that fits is one line. One that cannot be set in four lines without cutting a date, a figure, a
    《document》 or a bracket comes back whole.
    """
    upto = [0.0, *accumulate(map(ems, title))]
    fewest = math.ceil(upto[-1] / room)
    if not 1 < fewest <= MOST_LINES:
        return (title,)
    places = _places(title)
    good = tuple(place for place in places if place.price < _POOR)
    more = min(fewest + 1, MOST_LINES)
    for choice, lines in ((good, more), (places, fewest), (places, more)):
        if arrangements := list(_arrangements(upto, choice, room, lines)):
            ends = min(arrangements, key=lambda ends: _price(upto, ends))
            return tuple(title[start.at : end.at] for start, end in pairwise((_START, *ends)))
    return (title,)


def _places(title: str) -> tuple[_Place, ...]:
    """The places in order; the last is the end of the title."""
    whole = {at for match in _WHOLE.finditer(title) for at in range(match.start() + 1, match.end())}
    prices = {
        at: _POOR + at % 2  # most Chinese words are two characters long
        for at in range(1, len(title))
        if at not in whole and title[at] not in _NEVER_FIRST and title[at - 1] not in _NEVER_LAST
    }
    for price, pattern in _BREAKS:
        for at in prices.keys() & {match.start() for match in pattern.finditer(title)}:
            prices[at] = min(prices[at], price)
    return *(_Place(at, prices[at]) for at in sorted(prices)), _Place(len(title), 0.0)


def _arrangements(
    upto: list[float], places: tuple[_Place, ...], room: float, lines: int, start: int = 0
) -> Iterator[tuple[_Place, ...]]:
    """Every way to set the rest of the title in at most so many lines, as the places where they end."""
    for index, place in enumerate(places):
        if upto[place.at] - upto[start] > room:
            return
        if place is places[-1]:
            yield (place,)
        elif upto[-1] - upto[place.at] <= room * (lines - 1):
            for rest in _arrangements(upto, places[index + 1 :], room, lines - 1, place.at):
                yield place, *rest


def _price(upto: list[float], ends: tuple[_Place, ...]) -> float:
    widths = [upto[end.at] - upto[start.at] for start, end in pairwise((_START, *ends))]
    shortest, longest = min(widths), max(widths)
    price = sum(end.price for end in ends) + _EXTRA_LINE * len(ends)
    price += _LOPSIDED * max(0.0, _FAIR_SHARE - shortest / longest)
    if longest - shortest < 1:
        price += _RECTANGLE
    if any(width < min(max(widths[:at]), max(widths[at + 1 :])) for at, width in _inner(widths)):
        price += _HOURGLASS
    return price


def _inner(widths: list[float]) -> list[tuple[int, float]]:
    return list(enumerate(widths))[1:-1]
