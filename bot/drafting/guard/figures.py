"""Every number with its unit, date, sum and share must have been said.

A report is defended figure by figure, so a right number with another unit (人 for 人次) is as wrong as an invented one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.case import FIGURES
from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case
    from bot.drafting.guard.known import Given

_ARTICLE, _ONE = "一", "1"
_ANY_UNIT = "个"
_PAIR = 2
_ARTICLE_UNITS = frozenset({"次", "场", "个", "项"})


def unsupported_figures(case: Case) -> Iterator[Hit]:
    """Figures that nothing said supports."""
    for one, support in zip(case.written, case.supports, strict=True):
        fact = one.fact
        if fact.kind in FIGURES and not support and not _is_article(one, case) and not _is_structure(one, case):
            yield Hit("figure", fact.start, fact.end, kind=fact.kind.value)


def _is_structure(one: Given, case: Case) -> bool:
    """Whether it counts parts of the text itself: 从三个方面开展工作."""
    return one.fact.kind is FactKind.COUNT and case.text.startswith(case.lexicon.around.structure, one.fact.end)


def _is_article(one: Given, case: Case) -> bool:
    """Whether it is no figure but an article: 举办了一场读书会, where 读书会 was said and not counted otherwise."""
    fact = one.fact
    if fact.kind is not FactKind.COUNT or fact.value != _ONE or fact.unit not in _ARTICLE_UNITS:
        return False
    if not fact.text.startswith(_ARTICLE):
        # 水杯1个, where 发了个水杯 was said.
        thing = case.text[max(0, fact.start - (len(fact.of) or _PAIR)) : fact.start]
        return fact.unit == _ANY_UNIT and case.known.said.has(f"{fact.unit}{thing}")
    if not case.known.said.has(fact.of):
        return False
    others = (given for given in case.known.givens if given.fact.kind is fact.kind and given.fact.unit == fact.unit)
    return not any(given.fact.of and (given.fact.of in fact.of or fact.of in given.fact.of) for given in others)
