"""Places and parts by number: 第3届, 前三, 二等奖, 3号楼, 第一名; and how they are said (公司第三，…; 一期, 二期)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.facts.numerals import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Rank = tuple[str, str]
"""What leads it or follows it (第, 等奖), and its number."""

_NUMERAL = "(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
# 第一，第二， make a list; 第一时间 and its like are words.
RANK = re.compile(
    rf"(?P<lead>[第前])(?P<place>{_NUMERAL})(?!(?<=第一)次|[，,、：:时线责手书性要课]|项(?:的|任务|工作))"
    rf"|(?<![0-9一二三四五六七八九十])(?P<grade>{_NUMERAL})(?P<tail>等奖|级工|号楼)"
)
# Said, a comma behind it parts it from what follows (公司第三，厂里评的), where it opens no list.
_SAID_RANK = re.compile(rf"(?<=[\u3400-\u9fff])(?P<lead>第)(?P<place>{_NUMERAL})(?=[，,、。；;\s]|$)")
# 一期22个娃，二期25个: 第一期 and 第二期.
_SAID_PART = re.compile(rf"(?<![0-9第一二三四五六七八九十])(?P<place>{_NUMERAL})(?=[期批轮组届队])")


def ranks(texts: Iterable[str]) -> frozenset[Rank]:
    """The ranks that were said."""
    found: set[Rank] = set()
    for text in texts:
        found |= {rank_of(one) for pattern in (RANK, _SAID_RANK) for one in pattern.finditer(text)}
        found |= {("第", str(value_of(one["place"]))) for one in _SAID_PART.finditer(text)}
    return frozenset(found)


def rank_of(found: re.Match[str]) -> Rank:
    """第三 and 第3 are one, 二等奖 and 第二 are two."""
    groups = found.groupdict()
    numeral = groups["place"] or groups["grade"]
    return groups["lead"] or groups["tail"], str(value_of(numeral) or numeral)
