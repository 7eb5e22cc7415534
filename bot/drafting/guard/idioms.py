"""Numerals of a message that stand in fixed words: 提前一个月, 一周一次, 一人一份, 下午两点半.

The fact reader leaves them alone, for they mostly count nothing. A text may print them all the same (提前1个月,
每人1份, 14:30), so they support that number of that unit, and nothing more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.unread import between
from bot.facts.numerals import CHINESE_SIGNS, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Fact
    from bot.drafting.material import Message
    from bot.facts.reader import Reader

Idiom = tuple[str, str, bool]
"""A value, its unit, and whether it is a rate (一周一次)."""

_ALONE = re.compile(rf"(?<![0-9第{CHINESE_SIGNS}])[一两二三四五六七八九](?![0-9是、{CHINESE_SIGNS}])")
_RATE = re.compile("[一每][\u3400-\u9fff]{1,2}$")
_HOUR = re.compile(rf"(?<![0-9第{CHINESE_SIGNS}])([{CHINESE_SIGNS}]{{1,3}})(?:点钟?|时)(半|一刻|三刻)?")
_MINUTES = {"半": "30", "一刻": "15", "三刻": "45"}


def idioms(reader: Reader, message: Message, facts: Sequence[Fact], idle: re.Pattern[str]) -> frozenset[Idiom]:
    """The counts that the reader sees once a numeral is written as a figure, but for those in `idle` words (一起)."""
    rest = idle.sub(_blank, between(message.text, facts))
    places = {found.start() for found in _ALONE.finditer(rest)}
    if not places:
        return frozenset()
    figures = "".join(str(value_of(sign)) if at in places else sign for at, sign in enumerate(message.text))
    return frozenset(
        (one.value, one.unit, _RATE.search(message.text, 0, one.start) is not None)
        for one in reader.read(figures, message.reading)
        if one.kind is FactKind.COUNT and one.unit and not one.approx and places & set(range(one.start, one.end))
    )


def hours(text: str) -> Iterator[str]:
    """The signs of clock times in words: 4 and 4:30 of 四点半."""
    for found in _HOUR.finditer(text):
        if value := value_of(found[1]):
            yield str(value)
            if found[2]:
                yield f"{value}:{_MINUTES[found[2]]}"


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])
