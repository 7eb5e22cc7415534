"""Counts of what the text itself tells, so that nobody must have said them: 三件事：A、B和C; 各1轮 of 两轮.

Each thing listed and each day is checked by itself; what is left to check is that the number is theirs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.case import DATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.facts import Fact
    from bot.drafting.guard.case import Case
    from bot.drafting.guard.known import Given

_FEWEST, _MOST = 2, 9
_NUMERALS = "零一二三四五六七八九十"
_CLAUSE = re.compile(r"[，,。；;：:！？!?\n]")
_LISTS_ON = re.compile(r"[^，,。；;：:！？!?\n]{0,12}(?:[：:]|——|，(?:即|分别是|包括|一是)|是(?!否)|为)")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_ITEMS = tuple(map(re.compile, ("[；;]", "[，,；;]", "、|和|与|及|以及|并|，|；", "、|和|与|以及|及")))
_LISTED = frozenset({"、", "和", "与", "及", "，", "以及"})
_EACH = "各"
_PERSON, _NAMED_WITHIN = "人", 60
_FROM = frozenset("由从")
_TO = re.compile(r"[^，,。；;\n]{0,8}(?:至|到|为)")
_PICKED_OUT = re.compile(r"(?:最|仅有)[^，。；\n]{1,6}的$")


def is_counted_here(one: Given, case: Case) -> bool:
    """Whether a count is that of the things listed around it, or the share of each of them."""
    fact = one.fact
    if fact.kind is not FactKind.COUNT or fact.approx or not fact.value.isdecimal():
        return False
    return (
        _counts_a_list(one, case)
        or _counts_the_named(one, case)
        or _is_share_of_each(one, case)
        or (fact.text.startswith("一") and _PICKED_OUT.search(case.text, 0, fact.start) is not None)
    )


def is_change(one: Fact, two: Fact, text: str) -> bool:
    """由100元提高至150元."""
    alike = one.kind is two.kind and one.unit == two.unit and one.kind not in DATES
    begun = alike and text[one.start - 1 : one.start] in _FROM
    return begun and _TO.fullmatch(text, one.end, two.start) is not None


def is_end_of_change(one: Given, case: Case) -> bool:
    """由93.5%提高到95%, where 93.5%到95% was said and read as a range."""
    at = case.written.index(one)
    pairs = [case.written[at - 1 : at + 1], case.written[at : at + 2]] if at else [case.written[:2]]
    return any(
        is_change(first.fact, last.fact, case.text)
        and any(
            given.fact.kind is one.fact.kind and given.fact.value == f"{first.fact.value}/{last.fact.value}"
            for given in case.known.givens
        )
        for first, last in (pair for pair in pairs if len(pair) == _FEWEST)
    )


def _counts_the_named(one: Given, case: Case) -> bool:
    """两人 behind two names."""
    fact = one.fact
    if fact.unit != _PERSON:
        return False
    names = {
        other.fact.value
        for other in case.written
        if other.fact.kind is FactKind.NAME and 0 <= fact.start - other.fact.end <= _NAMED_WITHIN
    }
    return len(names) == int(fact.value) >= _FEWEST


def _counts_a_list(one: Given, case: Case) -> bool:
    number = int(one.fact.value)
    if not _FEWEST <= number <= _MOST or one.fact.unit not in case.lexicon.around.list_units:
        return False
    return any(_holds(stretch, number) for stretch in _stretches(case.text, one.fact.start, one.fact.end))


def _stretches(text: str, start: int, end: int) -> Iterator[str]:
    """Where the list may stand: behind the colon, or right before the count in its clause."""
    if lead := _LISTS_ON.match(text, end):
        until = _SENTENCE_END.search(text, lead.end())
        yield text[lead.end() : until.start() if until else len(text)]
    begun = max((found.end() for found in _CLAUSE.finditer(text, max(0, start - 80), start)), default=0)
    yield text[begun:start]


def _holds(stretch: str, number: int) -> bool:
    """Whether it lists so many things."""
    marks = [sign for sign in _NUMERALS[1:] if f"{sign}是" in stretch]
    if marks:
        return len(marks) == number
    return any(len([part for part in items.split(stretch) if part.strip()]) == number for items in _ITEMS)


def _is_share_of_each(one: Given, case: Case) -> bool:
    """各1轮 of two days are the 两轮 that were said."""
    fact, text = one.fact, case.text
    at = text.rfind(_EACH, 0, fact.start)
    if at < 0 or _CLAUSE.search(text, at, fact.start):
        return False
    things, since = 0, at
    for other in sorted((other.fact for other in case.written if other.fact.end <= at), key=lambda fact: -fact.end):
        if things and text[other.end : since].strip() not in _LISTED:
            break
        if not things and _CLAUSE.search(text, other.end, at):
            break
        things, since = things + 1, other.start
    total = Decimal(fact.value) * things
    return things >= _FEWEST and any(
        given.fact.unit == fact.unit and given.fact.value.isdecimal() and Decimal(given.fact.value) == total
        for given in case.known.givens
        if given.fact.kind is FactKind.COUNT
    )
