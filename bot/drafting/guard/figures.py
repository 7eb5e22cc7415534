"""Every number with its unit, date, sum and share must have been said.

A report is defended figure by figure, so a right number with another unit (人 for 人次) is as wrong as an invented one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.case import FIGURES
from bot.drafting.guard.counted_here import is_counted_here, is_end_of_change
from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case
    from bot.drafting.guard.known import Given

_ARTICLE, _ONE = "一", "1"
_ANY_UNIT = "个"
_PAIR, _LONG = 2, 8
_PERSON = "人"
_CLAUSE = re.compile(r"[，,。；;\n]")
_SPEAKS = re.compile(r"[^，。；：“”\n]{0,8}?(?:说|表示|反映|感慨|坦言|谈到|笑道)")
_ARTICLE_UNITS = frozenset({"次", "场", "个", "项"})


def unsupported_figures(case: Case) -> Iterator[Hit]:
    """Figures that nothing said supports."""
    for one, support in zip(case.written, case.supports, strict=True):
        fact = one.fact
        if fact.kind in FIGURES and not support and not _goes_without(one, case):
            yield Hit("figure", fact.start, fact.end, kind=fact.kind.value)


def _goes_without(one: Given, case: Case) -> bool:
    """Whether it may stand although no figure of an answer supports it."""
    return (
        _is_article(one, case)
        or _is_structure(one, case)
        or _is_idiom(one, case)
        or is_counted_here(one, case)
        or is_end_of_change(one, case)
    )


def _is_idiom(one: Given, case: Case) -> bool:
    """Whether it was said in fixed words (提前一个月); of a rate (一周一次) it must say as much."""
    fact = one.fact
    if fact.approx:
        return False
    if (fact.value, fact.unit, False) in case.known.idioms:
        return True
    begun = max((found.end() for found in _CLAUSE.finditer(case.text, 0, fact.start)), default=0)
    rated = any(sign in case.text[begun : fact.start] for sign in "每各均")
    return rated and (fact.value, fact.unit, True) in case.known.idioms


def _is_structure(one: Given, case: Case) -> bool:
    """Whether it counts parts of the text itself: 从三个方面开展工作."""
    return one.fact.kind is FactKind.COUNT and case.text.startswith(case.lexicon.around.structure, one.fact.end)


def _is_article(one: Given, case: Case) -> bool:
    """Whether it is no figure but an article: 举办了一场读书会, where 读书会 was said and not counted otherwise."""
    fact = one.fact
    if fact.kind is not FactKind.COUNT or fact.value != _ONE:
        return False
    if fact.unit == _PERSON and not fact.text.startswith(_ARTICLE):
        # 指导员1名, where 派个指导员 was said.
        things = (case.text[max(0, fact.start - many) : fact.start] for many in range(_PAIR, _LONG))
        return any(case.known.said.has(f"{_ANY_UNIT}{thing}") for thing in things)
    if fact.unit == _PERSON:
        # 一位职工说：“…”
        return fact.text.startswith(_ARTICLE) and _SPEAKS.match(case.text, fact.end) is not None
    if fact.unit not in _ARTICLE_UNITS:
        return False
    if not fact.text.startswith(_ARTICLE):
        # 水杯1个, where 发了个水杯 was said.
        thing = case.text[max(0, fact.start - (len(fact.of) or _PAIR)) : fact.start]
        return fact.unit == _ANY_UNIT and case.known.said.has(f"{fact.unit}{thing}")
    if not case.known.said.has(fact.of):
        return False
    others = (given for given in case.known.givens if given.fact.kind is fact.kind and given.fact.unit == fact.unit)
    return not any(given.fact.of and (given.fact.of in fact.of or fact.of in given.fact.of) for given in others)
