"""Figures that are no facts (第3届, 8:30, 二等奖, 3号楼) must have been said as well: an invented one is as false."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.finding import Hit
from bot.drafting.guard.unread import between, number_signs
from bot.facts.numerals import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.drafting.guard.case import Case

_NUMERAL = "(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
# 第一，第二， make a list; 第一时间 and its like are words.
_RANK = re.compile(
    rf"(?P<lead>[第前])(?P<place>{_NUMERAL})(?!(?<=第一)次|[，,、：:时线责手书性要课]|项(?:的|任务|工作))"
    rf"|(?<![0-9一二三四五六七八九十])(?P<grade>{_NUMERAL})(?P<tail>等奖|级工|号楼)"
)
# Said, a comma behind it parts it from what follows (公司第三，厂里评的), where it opens no list.
_SAID_RANK = re.compile(rf"(?<=[\u3400-\u9fff])(?P<lead>第)(?P<place>{_NUMERAL})(?=[，,、。；;\s]|$)")
# 一期22个娃，二期25个: 第一期 and 第二期.
_SAID_PART = re.compile(rf"(?<![0-9第一二三四五六七八九十])(?P<place>{_NUMERAL})(?=[期批轮组届队])")
_DIGITS = re.compile(r"\d+(?:[:：.．]\d+)*")
_BROKEN = re.compile(r"\d+[.．]\d+")
_LIST_MARK = re.compile(
    r"^\s*(?:附件[：:]\s*)?[（(]?\d{1,2}(?:[.．、)）](?!\d)|(?=[）)]))|(?<=[：:；;。，,])[（(]?\d{1,2}[.．)）](?!\d)",
    re.MULTILINE,
)


def loose_digits(case: Case) -> Iterator[Hit]:
    """Digits outside facts, and ranks in words, that were not said."""
    rest = _LIST_MARK.sub(_blank, between(case.text, [one.fact for one in case.written]))
    said = ranks(case.known.said.texts)
    for found in _RANK.finditer(rest):
        if _rank(found) not in said:
            yield Hit("digit", found.start(), found.end(), kind="number")
    for found in _DIGITS.finditer(_RANK.sub(_blank, rest)):
        # 其余2处于10月完成: a unit that the reader takes for a part of a word stands there all the same.
        word = case.text[found.start() : found.end() + 1]
        if word[-1:].isalpha() and case.known.said.literally(word):
            continue
        if not case.known.numbers.issuperset(number_signs(found[0])) or _counts_anew(found[0], found.end(), case):
            yield Hit("digit", found.start(), found.end(), kind="number")
    for one in case.written:
        if one.fact.kind is FactKind.DATE and _counts_anew(one.fact.text, one.fact.end, case):
            yield Hit("digit", one.fact.start, one.fact.end, kind="number")


def ranks(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """The ranks that were said."""
    found: set[tuple[str, str]] = set()
    for text in texts:
        found |= {_rank(one) for pattern in (_RANK, _SAID_RANK) for one in pattern.finditer(text)}
        found |= {("第", str(value_of(one["place"]))) for one in _SAID_PART.finditer(text)}
    return frozenset(found)


def _counts_anew(words: str, end: int, case: Case) -> bool:
    """Whether a broken number (2.3份, 9.27人) stands before another word than when it was said (2.3个百分点)."""
    after = case.text[end : end + 1]
    return bool(_BROKEN.fullmatch(words)) and after.isalpha() and not case.known.said.literally(f"{words}{after}")


def _rank(found: re.Match[str]) -> tuple[str, str]:
    """第三 and 第3 are one, 二等奖 and 第二 are two."""
    groups = found.groupdict()
    numeral = groups["place"] or groups["grade"]
    return groups["lead"] or groups["tail"], str(value_of(numeral) or numeral)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
