"""Numbers of headings and list items: 一、 （一） 1. （1） ① and 第一章 (GB/T 9704—2012, 7.3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CHINESE = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩"
_MARKERS = (
    (0, re.compile(rf"第([{_CHINESE}]{{1,3}})[章节编](?=[\s：:、]|[^\s的]{{2}})[\s：:、]*")),
    (1, re.compile(rf"([{_CHINESE}]{{1,3}})\s*[、.．](?![{_CHINESE}]{{1,2}}[、等是])\s*")),
    (2, re.compile(rf"[（(]([{_CHINESE}]{{1,3}})[）)]\s*[、.]?\s*")),
    (3, re.compile(r"(\d{1,2})\s*(?:[、．)）](?!\d+[、月日])|\.(?!\d))\s*")),
    (4, re.compile(rf"[（(](\d{{1,2}})[）)]\s*[、.]?\s*|([{_CIRCLES}])\s*")),
)


@dataclass(frozen=True, slots=True)
class Marker:
    """A number at a line's head: `level` as in GB/T 9704 (0 a chapter), `rest` what follows it."""

    level: int
    number: int
    rest: str

    @property
    def standard(self) -> str:
        """The number as the standards write it (GB/T 15834—2011, B.3): 一、（一）1.（1）."""
        if self.level == 0:
            return ""
        return (f"{chinese(self.number)}、", f"（{chinese(self.number)}）", f"{self.number}.", f"（{self.number}）")[
            self.level - 1
        ]


def marker(text: str) -> Marker | None:
    """The number that opens a line, if one does and something follows it."""
    for level, pattern in _MARKERS:
        if (match := pattern.match(text)) and match.end() < len(text):
            digits = next(group for group in match.groups() if group)
            return Marker(level, _value(digits), text[match.end() :])
    return None


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if digits in _CIRCLES:
        return _CIRCLES.index(digits) + 1
    tens, ten, ones = digits.rpartition("十")
    return (_CHINESE.index(tens) + 1 if tens else 1) * 10 * bool(ten) + (_CHINESE.index(ones) + 1 if ones else 0)


def chinese(number: int) -> str:
    """A whole number from 1 to 99 in Chinese: 3 → 三, 12 → 十二."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else ("" if tens == 1 else _CHINESE[tens - 1]) + "十"
    return lead + (_CHINESE[ones - 1] if ones else "")
