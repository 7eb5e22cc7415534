"""Numerals as officers write them → exact values and the figures that a report prints.

`cn2an` reads Chinese and mixed numerals; it is imported nowhere else. Own code reads what it does not, or not
exactly: thousands separators, w for 万, decimals before 万, and vague numerals (十几, 三四百), whose value is the
least they can mean. Figures follow GB/T 15835—2011: 万 and 亿 may follow Arabic figures, 百 and 千 may not.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ONES = "一二两三四五六七八九"
CHINESE_SIGNS = f"零{ONES}十百千万亿廿卅"
_TENS = {"廿": "二十", "卅": "三十"}
_BIG = {"万": 10_000, "亿": 100_000_000, "w": 10_000}
_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {"两": "2"}
_PAIRS = "一两|一二|二三|两三|三四|三五|四五|五六|六七|七八|八九"
# Longer ones are account numbers or noise.
LONGEST = 24
# Beyond it a number is noise, and `cn2an`, which reckons in floats, no longer exact.
_MOST = Decimal(10) ** 15

_PLAIN = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?!,?[0-9])|[0-9]+)(?:\.[0-9]+)?"
# 26千克 are kilograms, not 26 thousand.
_THOUSAND = "千(?![克米瓦卡伏])"
_SCALE = f"(?:[百万亿]|{_THOUSAND})"
_PLACE = f"(?:[十百万亿]|{_THOUSAND})"
_SIGN = f"(?:[零{ONES}十百万亿廿卅]|{_THOUSAND})"
_TAIL = rf"(?:(?:[0-9]{{1,4}}|[{ONES}]){_SCALE}{{1,2}}){{0,3}}(?:[0-9]{{1,4}}(?![0-9.])|[{ONES}])?"
ARABIC = rf"{_PLAIN}(?:{_SCALE}{{1,2}}{_TAIL}|[wW](?![A-Za-z]))?"
CHINESE = rf"{_SIGN}+(?:点[零一二三四五六七八九]+[万亿]?)?"
VAGUE = (
    rf"(?:好几|几|数)(?:{_PLACE}+|千)|"
    rf"[{ONES}十百千万零]*(?:十几|[{ONES}]百好?几十|[{ONES}]千几百|[{ONES}]万几千)[万亿]?|"
    rf"{_SIGN}*?(?:{_PAIRS}){_PLACE}*(?!{_SIGN})|"
    rf"百八?十|(?<![以晚早马网线路车身会台班场])上(?:[百万]|{_THOUSAND})+(?![{ONES}])"
)
# 七、八个; 3、4个 only within running words, for after a pause 3、 numbers an item.
_SPACED_FIGURES = "|".join("、".join(pair) for pair in pairwise("123456789"))
_SPACED_WORDS = "|".join("、".join(pair) for pair in _PAIRS.split("|"))
SPACED = (
    rf"(?:(?<=[\u4e00-\u9fff])(?:{_SPACED_FIGURES})(?![0-9])"
    rf"|(?<![{CHINESE_SIGNS}])(?:{_SPACED_WORDS})(?![{CHINESE_SIGNS}]))"
)

_GROUPED = re.compile(_PLAIN)
_SCALED = re.compile(rf"({_PLAIN})([万亿w])")
_DECIMAL = re.compile(rf"([{CHINESE_SIGNS}]+)点([零一二三四五六七八九]+)([万亿]?)")
_VAGUE = re.compile(VAGUE)
_PAIR = re.compile(rf"({_PAIRS})")
_PLACELESS = re.compile(rf"[{ONES}]{{2,}}|零{{2,}}")


@cache
def _library() -> Callable[[str, str], float]:
    # Importing it takes some 0.2 s, which a command that reads no Chinese numeral need not wait for.
    from cn2an import cn2an  # noqa: PLC0415  late for the reason above

    read: Callable[[str, str], float] = cn2an
    return read


@lru_cache(maxsize=4096)
def value_of(words: str) -> Decimal | None:
    """Read an exact numeral: 436, 1,200, 3.15万, 2千, 四百三十六, 三万一千五, 三点五万.

    Returns:
        The value, or None if the words are no numeral or one that nobody means.
    """
    value = _read(words)
    return value if value is not None and value < _MOST else None


def _read(words: str) -> Decimal | None:
    said = words.replace(",", "").lower()
    if len(said) > LONGEST:
        return None
    if _GROUPED.fullmatch(said):
        return Decimal(said)
    if scaled := _SCALED.fullmatch(said):
        return Decimal(scaled[1]) * _BIG[scaled[2]]
    if decimal := _DECIMAL.fullmatch(said):
        whole = value_of(decimal[1])
        part = Decimal("0." + "".join(_DIGITS[sign] for sign in decimal[2]))
        return None if whole is None else (whole + part) * _BIG.get(decimal[3], 1)
    # 一二三 counts nothing; 一〇八 spells a number out.
    if _PLACELESS.fullmatch(said):
        return None
    for sign, full in _TENS.items():
        said = said.replace(sign, full)
    try:
        return Decimal(str(_library()(said, "smart")))
    except (ValueError, KeyError, IndexError):
        return None


def is_vague(words: str) -> bool:
    """Tell 十几, 几十, 三四百, 上百 from an exact numeral."""
    return _VAGUE.fullmatch(words) is not None


def least(words: str) -> Decimal | None:
    """The least that a vague numeral can mean: 10 for 十几, 20 for 几十, 300 for 三四百, 100 for 上百."""
    said = words.removeprefix("上").removeprefix("好")
    said = _PAIR.sub(lambda pair: pair[1][0], said, count=1)
    if said[0] in "几数":
        said = "两" + said[1:]
    elif said in {"百十", "百八十"}:
        said = "一百"
    elif said[0] in "百千万":
        said = "一" + said
    # 二十几万 is at least 二十万, 一百几十 at least 一百.
    said = re.sub(r"好?几[十百千]?", "", said)
    return value_of(said)


def figures_of(words: str) -> str:
    """The figures printed for an exact numeral: 3.15万 stays, 2千 is 2000, 二十万 is 20万, 三万一千五 is 31500."""
    said = words.replace(",", "").lower()
    if _GROUPED.fullmatch(said):
        return _without_leading_zeros(said)
    if scaled := _SCALED.fullmatch(said):
        return _without_leading_zeros(scaled[1]) + scaled[2].replace("w", "万")
    value = value_of(words)
    if value is None:
        return words
    if said.endswith(("万", "亿")) and "点" in said:
        return plain(value / _BIG[said[-1]]) + said[-1]
    return shortened(value)


def shortened(value: Decimal) -> str:
    """Whole 万 as such (20万), from 亿 on in 亿 (3.2亿), anything else in full (31500)."""
    if value and not value % _BIG["万"]:
        sign = "亿" if value >= _BIG["亿"] else "万"
        return plain(value / _BIG[sign]) + sign
    return plain(value)


def plain(value: Decimal) -> str:
    """A decimal without exponent, trailing zeros or a trailing point."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _without_leading_zeros(digits: str) -> str:
    return re.sub(r"^0+(?=[0-9])", "", digits)
