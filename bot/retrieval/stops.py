"""Full stops inside phrases: left by conversions in the place of a sign, or of nothing.

Conservative: only where the left half cannot end a sentence or the right half cannot start one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.retrieval.characters import CJK

if TYPE_CHECKING:
    from bot.retrieval.rules import Stops

Repair = tuple[re.Pattern[str], str]


def drop_stray_stops(text: str, rules: Stops) -> str:
    """The text with only those full stops that end a sentence."""
    for pattern, put in _repairs(rules):
        text = pattern.sub(put, text)
    return text


@lru_cache(maxsize=4)
def _repairs(rules: Stops) -> tuple[Repair, ...]:
    within = rules.within
    lost = [(re.compile(f"(?<![{rule.unless}]){rule.sign}。(?={rule.then})"), rule.whole) for rule in rules.lost]
    no_end = [
        (re.compile(f"(?<=[{CJK}])(?<![{rule.unless}]){rule.sign}。(?=[{CJK}“《])"), rule.sign) for rule in rules.no_end
    ]
    return (
        *lost,
        *no_end,
        (re.compile(f"(?<=[{CJK}])。(?={within.no_start})"), ""),
        (re.compile(rf"({within.before_sum})。(?=\d[\d.,]*[多余]?[百千万亿]?(?![\d{within.years}]))"), r"\1"),
    )
