"""Nothing said is lost: at least 95 % of the figures, and every name that is not masked, stand in the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.guard.case import DATES, FIGURES, NAMES
from bot.drafting.guard.finding import STYLE, Hit
from bot.drafting.guard.honours import is_honour_said
from bot.drafting.guard.said import Said
from bot.drafting.guard.support import TASKS, is_the_same
from bot.drafting.guard.unread import short_day
from bot.facts.support import unsupported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Fact, Reading
    from bot.drafting.guard.known import Known
    from bot.drafting.guard.lexicon import Around, Honours, Lexicon

KEPT = 0.95
HALF = 0.5
"""The share of an organisation's name that is enough: 区总 for 区总工会."""
_ARTICLE = re.compile("一[次场个项遍下趟回堂]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WRITTEN_SO = frozenset({TASKS, ("家", "户")})
_MONTH = len("2026-09")


def lost_facts(text: str, written: Sequence[Fact], given: Known, reading: Reading, lexicon: Lexicon) -> Iterator[Hit]:
    """Each fact that was said and is not written. Up to 5 % of the figures are a matter of style."""
    figures = [fact for fact in given.facts if fact.kind in FIGURES and not _goes_without_saying(fact, reading, text)]
    lost = (*_lost_figures(figures, written, text, lexicon.around), *_lost_numbers(text, written, given))
    few = len(lost) <= (1 - KEPT) * len(figures)
    for fact in lost:
        yield Hit("lost", kind=STYLE if few else "", found=fact.text)
    told = Said((text,))
    for fact in given.facts:
        if fact.kind in NAMES and not _is_kept(fact, told, text, lexicon.honours):
            yield Hit("lost", kind=STYLE if fact.kind is FactKind.ORG else "", found=fact.text)


def _goes_without_saying(fact: Fact, reading: Reading, text: str) -> bool:
    """An article (搞了一次演练), the measure of a rate (一户350元 is 每户, 户均), and the report's own month."""
    rates = (f"每{fact.unit}", f"各{fact.unit}", f"{fact.unit}均")
    if fact.text == f"一{fact.unit}" and any(rate in text for rate in rates):
        return True
    months = {day.isoformat()[:_MONTH] for day in (reading.period.start, reading.period.end)}
    return bool(_ARTICLE.fullmatch(fact.text)) or fact.value in months


def _lost_figures(figures: Sequence[Fact], written: Sequence[Fact], text: str, words: Around) -> tuple[Fact, ...]:
    """A figure given without a unit (实到56) may have got one, one of the generic unit (5个) a particular one.

    Without a unit it may also be the number of an item (2没完成), which stands in front of it.
    """
    values = {(fact.value, fact.approx) for fact in written if fact.kind in FIGURES}
    numbers = set(_NUMBER.findall(text))
    days = {fact.value[-len("09-08") :] for fact in written if fact.kind in DATES}
    strict = [
        fact
        for fact in figures
        if (fact.unit not in {"", "个"} or (fact.value, fact.approx) not in values)
        and not (not fact.unit and not fact.approx and fact.value in numbers)
        and not (fact.unit and not fact.approx and f"{fact.value}{fact.unit}" in text)
        and not ((day := short_day(fact)) and f"{day[0]:02}-{day[1]:02}" in days)
    ]
    missed = unsupported(strict, [fact for fact in written if fact.kind in FIGURES])
    same = [(fact, other) for fact in missed for other in written if fact.value == other.value]
    spoken = {id(fact) for fact, other in same if (fact.unit, other.unit) in _WRITTEN_SO}
    kept = spoken | {id(fact) for fact, other in same if is_the_same(other, fact, words)}
    return tuple(fact for fact in missed if id(fact) not in kept)


def _lost_numbers(text: str, written: Sequence[Fact], given: Known) -> Iterator[Fact]:
    """Numbers that the reader left alone stand in the text in some form: as digits, as a value, as a day."""
    values = {fact.value for fact in written} | set(_NUMBER.findall(text))
    days = {end[-len("09-08") :] for fact in written if fact.kind in DATES for end in fact.value.split("/")}
    for one in given.givens:
        if not one.sure and one.fact.kind is FactKind.COUNT:
            day = short_day(one.fact)
            if not {one.fact.value, one.fact.text} & values and not (day and f"{day[0]:02}-{day[1]:02}" in days):
                yield one.fact


def _is_kept(fact: Fact, told: Said, text: str, honours: Honours) -> bool:
    """Whether a name stands in the text, if need be masked (王某 for 王强) or in other words (区里 for 区级)."""
    if told.has(fact.value):
        return True
    if fact.kind is FactKind.HONOUR:
        return is_honour_said(fact.value, told, honours)
    if fact.kind is FactKind.ORG:
        return told.share(fact.value) >= HALF
    return fact.kind is FactKind.NAME and re.search(f"{re.escape(fact.value[0])}[某×]", text) is not None
