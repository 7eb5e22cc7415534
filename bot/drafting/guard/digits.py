"""Figures that are no facts (第3届, 8:30, 二等奖, 3号楼) must have been said as well: an invented one is as false."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.finding import Hit
from bot.drafting.guard.ranks import RANK, rank_of
from bot.drafting.guard.unread import between, number_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case

_DIGITS = re.compile(r"\d+(?:[:：.．]\d+)*")
_BROKEN = re.compile(r"\d+[.．]\d+")
_LIST_MARK = re.compile(
    r"^\s*(?:附件[：:]\s*)?[（(]?\d{1,2}(?:[.．、)）](?!\d)|(?=[）)]))|(?<=[：:；;。，,])[（(]?\d{1,2}[.．)）](?!\d)",
    re.MULTILINE,
)


def loose_digits(case: Case) -> Iterator[Hit]:
    """Digits outside facts, and ranks in words, that were not said."""
    rest = _LIST_MARK.sub(_blank, between(case.text, [one.fact for one in case.written]))
    for found in RANK.finditer(rest):
        if rank_of(found) not in case.known.ranks:
            yield Hit("digit", found.start(), found.end(), kind="number")
    for found in _DIGITS.finditer(RANK.sub(_blank, rest)):
        # 其余2处于10月完成: a unit that the reader takes for a part of a word stands there all the same.
        word = case.text[found.start() : found.end() + 1]
        if word[-1:].isalpha() and case.known.said.literally(word):
            continue
        if not case.known.numbers.issuperset(number_signs(found[0])) or _counts_anew(found[0], found.end(), case):
            yield Hit("digit", found.start(), found.end(), kind="number")
    for one in case.written:
        if one.fact.kind is FactKind.DATE and _counts_anew(one.fact.text, one.fact.end, case):
            yield Hit("digit", one.fact.start, one.fact.end, kind="number")


def _counts_anew(words: str, end: int, case: Case) -> bool:
    """Whether a broken number (2.3份, 9.27人) stands before another word than when it was said (2.3个百分点)."""
    after = case.text[end : end + 1]
    return bool(_BROKEN.fullmatch(words)) and after.isalpha() and not case.known.said.literally(f"{words}{after}")


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
