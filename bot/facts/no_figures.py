"""Numerals that are no figures: list marks, clock times, ordinals, telephone numbers, labels, fixed words.

They are passed over before anything is read, so fixed words always win (一线, 五一, 十五五, 一函两书).
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of
from bot.facts.forms import unit_begins
from bot.facts.numerals import CHINESE_SIGNS, SPACED
from bot.facts.page import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.facts import Reading
    from bot.facts.page import Page
    from bot.facts.units import Units

_ADDRESS = r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9_.-]+"
_STANDARD = r"[A-Z]{1,4}(?:/[A-Z])? ?[0-9]{3,}(?:\.[0-9]+)?[-:][0-9]{4}(?![0-9])"
_NUMBER_OF_SOMEONE = (
    r"(?<![0-9])(?:1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4}|0[0-9]{2,3}[- ][0-9]{7,8}|[48]00-[0-9]{3,4}-[0-9]{3,4}"
    r"|[0-9]{17}[Xx]|[0-9]{15,}+)(?![0-9])"
)
# 15、16号 at the start of a line are days: lists on the phone are short.
_TWO_DAYS = "[123][0-9]、[123][0-9] ?[号日]"
# So are 7、8月份 two months.
_TWO_MONTHS = rf"(?:{'|'.join(f'{month}、{month + 1}' for month in range(1, 12))}) ?月(?! ?[0-9{CHINESE_SIGNS}])"
_LIST_MARK = (
    rf"^ *(?:[-*•·] *)?(?:\((?:[0-9]{{1,2}}|[{CHINESE_SIGNS}]{{1,3}})\)"
    rf"|(?!{_TWO_DAYS}|{_TWO_MONTHS})[0-9]{{1,2}}(?:、|\)|\.(?![0-9]))"
    rf"|(?!{SPACED})[{CHINESE_SIGNS}]{{1,3}}、)"
)
_HOUR = rf"(?<![0-9.{CHINESE_SIGNS}])(?<!分之)(?:[01]?[0-9]|2[0-4]|二?十[一二三四五六七八九]?|[一两二三四五六七八九])"
_DIGITAL = (
    r"(?<![0-9:])(?<!比)(?<!比例)(?<!比例为)(?<!比分)(?<!比分为)(?<!以)(?<!按)"
    r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:])"
)
_MINUTES = r"(?:[0-5][0-9]|零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)"
_NOT_TIMES = "候|间|段|刻|期|代|常|而|不|有|隔|事|效|令|装|节"
_RANK_LEFT = "目之以日年会提事此当先生眼节月天号期面班饭午岗训底末初周旬"


class NoFigures:
    """Masks what must never be read."""

    def __init__(self, units: Units) -> None:
        forms = [form for unit in units.unit for form in unit.forms]
        unit = unit_begins(units)
        self._patterns = [
            re.compile(pattern, re.MULTILINE)
            for pattern in (
                _ADDRESS,
                _STANDARD,
                _NUMBER_OF_SOMEONE,
                rf"(?<![0-9.,])[0-9]{{7,}}+(?![.,][0-9]| ?(?:元|块|万|亿|{unit}))",
                rf"(?:{one_of(units.fixed.labels)})(?:为|是|号|:| )*[0-9-]{{3,}}+(?! ?(?:[余多来]|元|万|{unit}))",
                _LIST_MARK,
                _DIGITAL,
                _clock(forms, unit),
                rf"[0-9{CHINESE_SIGNS}]{{1,4}}届[0-9{CHINESE_SIGNS}]{{1,4}}次",
                rf"第 ?(?:[0-9]+|[{CHINESE_SIGNS}]+)(?:届|季度|号|{unit})?",
                r"一(?<=([\u4e00-\u9fff])一)\1",  # 提一提
                rf"(?<![{_RANK_LEFT}])前(?:[0-9]+|[{CHINESE_SIGNS}]+)(?:名|强|位)",
            )
        ]
        self._words = re.compile(_fixed(units.fixed.words, {form[0] for form in forms}))

    def read(self, page: Page, _: Reading) -> None:
        """Pass over every stretch that holds no figure."""
        for pattern in self._patterns:
            for match in pattern.finditer(page.rest):
                page.pass_over(*match.span())
        for match in self._words.finditer(page.rest):
            page.pass_over(*match.span(), WORD)


def _clock(forms: Iterable[str], unit: str) -> str:
    """下午3点, 8点半, 9时30分, 8到10点; but 3点建议 are counted, and 三点五万 is a decimal."""
    points = one_of(form[1:] for form in forms if form[0] == "点" and len(form) > 1)
    minutes = rf"(?:半|整|[一三]刻|{_MINUTES}(?:分|(?! ?(?:[0-9.]|{unit})))|多)?"
    decimal = rf"[零一二三四五六七八九]+(?:[万亿千百元块%]|{unit})"
    return rf"(?:{_HOUR}(?: ?[-~到至] ?))?{_HOUR}(?:点钟?(?!{points}|{decimal})|时(?!{_NOT_TIMES})){minutes}"


def _fixed(words: Iterable[str], units: set[str]) -> str:
    """A pattern for the fixed words that are not part of a longer numeral (五一 in 二十五一, 一起 in 二十一起).

    Grouped by their first sign, so that at most places one look decides, and neighbours share their guard.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    for word in sorted(words, key=lambda word: (-len(word), word)):
        groups.setdefault(word[0], []).append(_guarded(word, units))
    return "|".join(f"{re.escape(first)}(?:{_joined(rest)})" for first, rest in groups.items())


def _joined(words: Iterable[tuple[str, str]]) -> str:
    runs = groupby(words, key=lambda word: word[0])
    return "|".join(f"{guard}(?:{'|'.join(rest for _, rest in run)})" for guard, run in runs)


def _guarded(word: str, units: set[str]) -> tuple[str, str]:
    """What may not stand before a word, and its pattern after its first sign, which has been read."""
    signs = f"{CHINESE_SIGNS}0-9"
    numeric = all(sign in CHINESE_SIGNS for sign in word)
    starts, ends = (re.match(f"[{signs}]", sign) is not None for sign in (word[0], word[-1]))
    before = ""
    # 一共 may follow a numeral (两万三一共), 一起 may not, for 起 is a unit.
    if starts and (numeric or word[0].isdecimal() or word[1] in units):
        before = f"(?<![{signs}]{word[0]})"
    if starts and word[1] in "日号":
        before += f"(?<!月{word[0]})"
    after = f"(?![{signs}])" if ends and (numeric or word[-1].isdecimal()) else ""
    if ends and not after:
        after = "(?![十百千万亿])"  # 名单上一百零三人
    return before, re.escape(word[1:]) + after
