"""Blanks of sample texts (20xx年, xx人) → slots 〔年份〕〔数量〕〔日期〕〔届次〕〔单位〕, so that none is printed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.retrieval.rules import Blanks

Repair = tuple[re.Pattern[str], str]
_X = "[xX×ＸｘХх]"
_BLANK = rf"(?:(?<![A-Za-z\d]){_X}{{1,4}}(?![A-Za-z])|_{{2,}})"
_MANY = rf"(?:(?<![A-Za-z]){_X}{{2,4}}(?![A-Za-z])|_{{2,}})"


def fill_blanks(text: str, rules: Blanks) -> str:
    """The text with slots; 20xx before a unit that is no year is a spoiled 2000."""
    for pattern, put in _repairs(rules):
        text = pattern.sub(put, text)
    return text


@lru_cache(maxsize=4)
def _repairs(rules: Blanks) -> tuple[Repair, ...]:
    return tuple(
        (re.compile(pattern), put)
        for pattern, put in (
            (rf"20{_X}{{2}}(?=(?:{rules.counted}))", "2000"),
            (rf"20{_X}{{2}}", "〔年份〕"),
            (rf"{_MANY}(?=年)", "〔年份〕"),
            (rf"{_BLANK}月(?:{_BLANK}|\d{{1,2}})[日号]|\d{{1,2}}月{_BLANK}[日号]", "〔日期〕"),
            (rf"{_BLANK}月份?", "〔日期〕"),
            (rf"{_BLANK}[日号](?!召开|下午|上午|文)", "〔日期〕"),
            (rf"第{_BLANK}(?={rules.ordinal})", "第〔届次〕"),
            (rf"{_MANY}(?={rules.congress})", "〔届次〕"),
            (rf"{_BLANK}(?=(?:{rules.people}))", "××"),
            (rf"(?:{_MANY}(?:{rules.organisations}))+", "〔单位〕"),
            (rf"{_BLANK}(?=(?:{rules.counted}))", "〔数量〕"),
            (rf"{_MANY}", "××"),
        )
    )
