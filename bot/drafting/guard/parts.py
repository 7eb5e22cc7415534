"""A part is never more than its whole: 查出隐患7处，整改6处 does not become 查出6处，整改7处.

Only where the officer did not say so himself: his contradictions are asked about, not hidden.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.finding import Hit
from bot.drafting.guard.spans import around
from bot.drafting.guard.surroundings import NEARNESS, meaning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.facts import Fact
    from bot.drafting.guard.case import Case
    from bot.drafting.guard.known import Given

_COUNTED = frozenset({FactKind.COUNT, FactKind.MONEY})
_OF_THEM = re.compile(r"其中|[中里]有")
_CLAUSE_START = re.compile(r"[，。；、：\n]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def parts_beyond_wholes(case: Case) -> Iterator[Hit]:
    """Figures of a part that are more than the figure of the same unit before them in the sentence."""
    firsts: dict[tuple[object, ...], Given] = {}
    wholes: dict[tuple[object, ...], Given] = {}
    for one, own in zip(case.written, case.supports, strict=True):
        fact = one.fact
        if fact.kind not in _COUNTED or fact.approx or "/" in fact.value:
            continue
        row = (fact.kind, fact.unit, around(case.sentences, fact.start))
        first, whole = firsts.setdefault(row, one), wholes.setdefault(row, one)
        of_them = _OF_THEM.search(case.text, whole.fact.end, fact.start) is not None and not _is_whole(fact, case)
        if not of_them:
            wholes[row] = one
        beyond = whole if of_them else first
        if own and Decimal(fact.value) > Decimal(beyond.fact.value) and not _is_said(one, own, case, of_them=of_them):
            yield Hit("swap", fact.start, fact.end, kind=fact.kind.value, given=beyond.fact.text)


def _is_whole(fact: Fact, case: Case) -> bool:
    """Whether its own clause calls it a total: 新会员31人，其中司机12人，会员总数达870人."""
    clause = _CLAUSE_START.split(case.text[: fact.start])[-1]
    return any(word in clause for word in case.lexicon.around.wholes)


def _is_said(one: Given, own: tuple[Given, ...], case: Case, *, of_them: bool) -> bool:
    """Whether a figure is written as no part, or was said as that part."""
    if of_them:
        number = _NUMBER.search(one.fact.text)
        said = (
            re.compile(rf"(?:{_OF_THEM.pattern})[^。；\n]{{0,12}}(?<![\d.]){re.escape(number[0])}") if number else None
        )
        return said is None or any(said.search(text) for text in case.known.said.texts)
    words = [meaning(word) for word in case.lexicon.around.parts]
    part = next((word for word in words if one.around.get(word, 0.0) >= NEARNESS[0]), None)
    return part is None or any(given.around.get(part, 0.0) >= 1 for given in own)
