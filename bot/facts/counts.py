"""Counts with their unit and what they count: 62人, 3场, 困难职工5户. Units are never mixed or guessed."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import FactKind
from bot.facts.amounts import apart
from bot.facts.forms import any_unit, forms_of, infix_of, unit_begins, unit_like
from bot.facts.numerals import CHINESE_SIGNS, ONES, plain, value_of
from bot.facts.page import TAKEN

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.facts.amounts import Amount, Amounts
    from bot.facts.nouns import Nouns
    from bot.facts.page import Page
    from bot.facts.units import Unit, Units

# 3个住院的 is printed 3名住院的, and 5个困难职工家庭 5户困难职工家庭.
PEOPLE, PERSON = "人", "名"
HOUSEHOLDS = "户"
# These units say themselves what they count: the noun is the one before them.
_SELF_SPEAKING = frozenset({"time", "measure", "score"})
_PEOPLE_KIND, _EVENTS = "people", "events"
# 十人一桌.
_GROUPS, _MEMBERS = frozenset("组队桌间班车批"), frozenset("人名个户")
_TAKERS = frozenset({"people", "households"})
_ITEM = "个"
_EACH = "每"
# 他俩 are they.
_PAIR = re.compile("(?<![他她咱我你们哥姐娘爷妻口])[俩仨](?!人)")
_PAIRS = {"俩": "2", "仨": "3"}
# 近三年 are the last three, 近300天 nearly three hundred.
_RECENTLY, _FEW = "近", 10
_HALF = Decimal("0.5")
# 3斤6两.
_TENTHS = Decimal(10)


class Named(NamedTuple):
    """The canonical unit, its printed form, and what is counted."""

    unit: str
    printed: str
    of: str


class Counts:
    """Reads numerals that stand before a known unit."""

    def __init__(self, units: Units, amounts: Amounts, nouns: Nouns) -> None:
        self._forms = forms_of(units)
        self._amounts = amounts
        self._nouns = nouns
        partible = "".join(sorted({form[-1] for form, unit in self._forms.items() if unit.fraction}))
        rest = rf"(?:(?<=[{partible}])(?P<rest>半|多(?![数次种样家人少元])))?"
        rest += rf"(?:(?<=[0-9{CHINESE_SIGNS}]斤)(?P<tenth>[0-9{ONES}])两(?![{ONES}]|{unit_begins(units)}))?"
        self._count = re.compile(amounts.pattern(f"(?P<unit>{any_unit(units)}){rest}", unit_like(units)))

    def read(self, page: Page, _: Reading) -> None:
        """Take every count."""
        for match in chain.from_iterable(apart(self._count, page, one) for one in self._count.finditer(page.rest)):
            unit = self._forms[match["unit"]]
            amount = self._amounts.read(match)
            if amount and not _is_other(match, amount, unit) and not self._is_each(page, match, unit):
                self._take(page, match, amount, unit)
        self._take_pairs(page)

    def _take_pairs(self, page: Page) -> None:
        """俩活动 and 仨病号 hold their 个."""
        for match in _PAIR.finditer(page.text):
            named = self._by_noun(page, match.end()) or Named(_ITEM, _ITEM, self._nouns.after(page, match.end()))
            if page.is_free(*match.span()) and named.of:
                value = _PAIRS[match[0]]
                page.take(match.span(), FactKind.COUNT, value, value + named.printed, unit=named.unit, of=named.of)

    def _is_each(self, page: Page, match: re.Match[str], unit: Unit) -> bool:
        """一户20斤 and 三人一组 give a rate, not one household or group."""
        if match["num"] != "一" or match["low"] or match["more"] or match["before"]:
            return False
        if unit.kind in _TAKERS:
            return page.plain.startswith(_EACH, match.end()) or self._count.match(page.rest, match.end()) is not None
        at = match.start() - 1
        return unit.name in _GROUPS and page.rest[at:][:1] == TAKEN and page.plain[at] in _MEMBERS

    def _take(self, page: Page, match: re.Match[str], amount: Amount, unit: Unit) -> None:
        start = match.start()
        if unit.recent and match["before"] == _RECENTLY and _least(amount) <= _FEW:
            amount = replace(amount, before="", approx=bool(match["more"] or match["after"]))
            start = match.start("low") if match["low"] else match.start("num")
        named = self._named(page, match, unit)
        part = match["rest"] or infix_of(match["unit"], unit)
        value, standard = amount.value, amount.written(named.printed)
        if part == "多":
            standard = amount.written(
                f"{named.printed}多" if match["rest"] else f"个多{named.printed.removeprefix('个')}"
            )
        elif part == "半":
            value = "/".join([*value.split("/")[:-1], plain(Decimal(value.split("/")[-1]) + _HALF)])
            standard = replace(amount, figures=value.split("/")[-1]).written(named.printed)
        elif match["tenth"]:
            value = plain(Decimal(value) + (value_of(match["tenth"]) or Decimal()) / _TENTHS)
            standard = f"{value}{named.printed}"
        approx = amount.approx or part == "多"
        page.take((start, match.end()), FactKind.COUNT, value, standard, unit=named.unit, of=named.of, approx=approx)

    def _named(self, page: Page, match: re.Match[str], unit: Unit) -> Named:
        """The unit and what is counted: the noun after it, else the noun before."""
        at, printed = match.end("unit"), unit.written(match["unit"])
        before = self._nouns.before(page, match.start())
        if unit.kind in _SELF_SPEAKING:
            return Named(unit.name, printed, before)
        if unit.generic and (named := self._by_noun(page, at)):
            return named
        people = self._nouns.person(page.plain, at, within=True) if unit.kind == _PEOPLE_KIND else ""
        after = people or self._nouns.after(page, match.end())
        if unit.generic and not after and (before == PEOPLE or self._nouns.is_people(before)):
            return Named(PEOPLE, PERSON, before)
        if not after and not before and unit.kind == _EVENTS:
            after = self._nouns.after(page, match.end(), doing=True)
        return Named(unit.name, printed, after or before)

    def _by_noun(self, page: Page, at: int) -> Named | None:
        """What 个 counts, where the noun after it tells."""
        if people := self._nouns.person(page.plain, at):
            return Named(PEOPLE, PERSON, people)
        if households := self._nouns.household(page, at):
            return Named(HOUSEHOLDS, HOUSEHOLDS, households)
        return None


def _least(amount: Amount) -> Decimal:
    return Decimal(amount.value.partition("/")[0])


def _is_other(match: re.Match[str], amount: Amount, unit: Unit) -> bool:
    """Whether it is no count after all: 9.8场地 is a date, 二期 an ordinal."""
    whole = all(Decimal(part) % 1 == 0 for part in amount.value.split("/"))
    return not (whole or unit.fraction) or (match["num"] == "二" and not unit.counts_two)
