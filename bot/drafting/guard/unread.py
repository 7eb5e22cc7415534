"""Numbers of a message that the fact reader left alone, as what they may be: figures (木工58钢筋工71), days (9.12换届).

They support what a text says of them, nothing more: a text is not asked to keep them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bot.core.facts import Fact, FactKind
from bot.facts.numerals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Reading

_SHORT_DAY = re.compile(r"(1[0-2]|0?[1-9])[.．/](3[01]|[12]\d|0?[1-9])")
_NUMBER = re.compile(r"(?<![\d.:：第前#A-Za-z-])\d{1,6}(?:[.．/]\d{1,4})?万?(?![\d.:：号楼届点%％-])")
_SIGNS = re.compile(r"\d+(?:[:.]\d+)*")
_TEN_THOUSAND = 10_000


def number_signs(text: str) -> list[str]:
    """The numbers of a text as they stand, a time as one (8:30; 9:00 is 9)."""
    return [found.removesuffix(":00") for found in _SIGNS.findall(unicodedata.normalize("NFKC", text))]


def short_day(fact: Fact) -> tuple[int, int] | None:
    """Month and day of a lone figure that may be meant as a date (健步走9.6，1100人)."""
    found = _SHORT_DAY.fullmatch(fact.text) if fact.kind is FactKind.COUNT and not fact.unit else None
    return (int(found[1]), int(found[2])) if found else None


def counts_something(fact: Fact) -> bool:
    """Months and years stand everywhere; only days and ranges of days belong to one event."""
    return fact.kind not in {FactKind.DATE, FactKind.DATE_RANGE} or len(fact.value) >= len("2026-09-08")


def lone_numbers(text: str, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The numbers between the facts, as counts without a unit."""
    for found in _NUMBER.finditer(between(text, facts)):
        number = found[0].removesuffix("万").replace("．", ".")
        scale = _TEN_THOUSAND if found[0].endswith("万") else 1
        value = number if "/" in number else plain(Decimal(number) * scale)
        yield Fact(
            FactKind.COUNT,
            value,
            "",
            approx=False,
            of="",
            text=found[0],
            standard=found[0],
            start=found.start(),
            end=found.end(),
        )


def as_day(fact: Fact, reading: Reading) -> Fact | None:
    """The day that a lone figure may be."""
    day = short_day(fact)
    if not day:
        return None
    value = f"{reading.period.start.year}-{day[0]:02}-{day[1]:02}"
    return replace(fact, kind=FactKind.DATE, value=value, standard=f"{day[0]}月{day[1]}日", of="")


def between(text: str, facts: Sequence[Fact]) -> str:
    """The text with every fact made blank, each place where it was."""
    parts, at = [], 0
    for fact in facts:
        parts += [text[at : fact.start], " " * (fact.end - fact.start)]
        at = fact.end
    return "".join(parts) + text[at:]
