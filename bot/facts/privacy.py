"""Numbers that lead to a person: identity cards, phones, bank cards, passports. Pure.

Found however they are written (`signs.py`), and told from ordinary figures by their form: the check digits of
GB 11643—1999 and of Luhn, a birthday, how the figures are grouped, and what is said before and behind them. A label
is stronger than a wrong check digit: a mistyped number leads to a person too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of
from bot.facts.identifiers import (
    has_right_check_digit,
    is_card,
    is_grouped_card,
    is_grouped_identity,
    is_grouped_mobile,
    is_identity,
    is_landline,
    is_mobile,
    is_old_identity,
    is_passport,
    without_country,
)
from bot.facts.signs import folded
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.facts.signs import Folded

Words = tuple[str, ...]

_RUN = re.compile(r"\d+(?:[ \-._/]{0,2}[xX](?![A-Za-z]))?")
_GAP = re.compile(r"[ \-._/()]{1,3}")
_LABELLED_GAP = re.compile(r"[ \-._/(),，]{1,3}")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,2}[ \-.]?\d(?:[ \-.]?\d){6,9})(?![A-Za-z0-9])")
_NEAR = 24
_LABELLED_IDENTITY, _LABELLED_CARD = range(14, 21), range(12, 22)
_LOCAL = (7, 8)
"""Figures of a landline without its area code."""
_LONGEST = 21


class Kind(StrEnum):
    """What a number is; the keys of `[placeholders]`."""

    IDENTITY = "identity"
    MOBILE = "mobile"
    PHONE = "phone"
    CARD = "card"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Placeholders:
    """What stands in place of a number."""

    identity: str
    mobile: str
    phone: str
    card: str
    passport: str


@dataclass(frozen=True, slots=True)
class Labels:
    """What is said before a number."""

    identity: Words
    phone: Words
    card: Words
    passport: Words
    things: Words


@dataclass(frozen=True, slots=True)
class Measures:
    """What is said round a sum or a measure."""

    behind: Words
    before: Words


@dataclass(frozen=True, slots=True)
class NumberWords:
    """`knowledge/privacy.toml`."""

    placeholders: Placeholders
    labels: Labels
    measures: Measures


@dataclass(frozen=True, slots=True)
class Found:
    """A number at `start`:`end` of a text."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text whose numbers are placeholders, and what was taken out, each kind once, in order."""

    text: str
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, slots=True)
class _Number:
    """Figures that may be one number: all of them, how they are grouped, what is said before and behind."""

    figures: str
    groups: tuple[int, ...]
    label: Kind | None
    called: bool
    thing: bool
    measured: bool

    @property
    def whole(self) -> bool:
        return len(self.groups) == 1


class Privacy:
    """Finds and hides numbers of people. The same text gives the same."""

    def __init__(self, words: NumberWords) -> None:
        self._placeholders = {kind: str(getattr(words.placeholders, kind)) for kind in Kind}
        labels = words.labels
        named = {
            Kind.IDENTITY: labels.identity,
            Kind.CARD: labels.card,
            Kind.PASSPORT: labels.passport,
            Kind.PHONE: labels.phone,
        }
        # Between a label and its number: 号码是, （微信同号）; no other figure and no end of a clause.
        between = r"[^\d，,。；;\n]{0,8}$"
        self._labels = {kind: re.compile(f"(?:{one_of(words)}){between}") for kind, words in named.items()}
        self._called = re.compile(rf"(?:{one_of(labels.phone)})[号码是为]{{0,3}}[ :：(（]{{0,2}}$")
        self._things = re.compile(rf"(?:{one_of(labels.things)})(?:号码|号|码)?[为是]?[ :：]{{0,2}}$")
        self._behind = re.compile(rf" ?(?:{one_of(words.measures.behind)})")
        self._before = re.compile(rf"(?:{one_of(words.measures.before)})[为是共约达]{{0,2}}[ :：]?$")

    @classmethod
    def open(cls, knowledge: Path) -> Privacy:
        """Read `privacy.toml`.

        Raises:
            TableError: the file is missing or wrong.
        """
        return cls(read(knowledge / "privacy.toml", NumberWords))

    def hide(self, text: str) -> Hidden:
        """The text with a placeholder for each number. Hiding twice changes nothing."""
        found = self.find(text)
        for one in reversed(found):
            text = text[: one.start] + self._placeholders[one.kind] + text[one.end :]
        return Hidden(text, tuple(dict.fromkeys(one.kind for one in found)))

    def placeholder(self, kind: Kind) -> str:
        """What stands in place of a number of this kind."""
        return self._placeholders[kind]

    def find(self, text: str) -> tuple[Found, ...]:
        """All numbers in their order, none overlapping."""
        found: list[Found] = []
        for words in (False, True):  # 周三13812345678: a figure in words beside one is seldom a part of it
            plain = folded(text, words=words)
            for kind, *span in self._in(plain):
                start, end = _with_signs(text, *plain.place(*span))
                if all(end <= one.start or one.end <= start for one in found):
                    found.append(Found(kind, start, end))
        return tuple(sorted(found, key=lambda one: one.start))

    def _in(self, plain: Folded) -> Iterator[tuple[Kind, int, int]]:
        """Whole runs of figures before grouped ones: a group may end where another number begins."""
        runs = [match.span() for match in _RUN.finditer(plain.text)]
        for start, end in runs:
            if kind := _kind_of(self._number(plain.text, [(start, end)])):
                yield kind, start, end
        for match in _PASSPORT.finditer(plain.text):
            label = self._label(plain.text, match.start())
            if is_passport(match[1], labelled=label is Kind.PASSPORT) and not self._is_thing(plain.text, match.start()):
                yield Kind.PASSPORT, *match.span()
        for chain in self._chains(plain.text, runs):
            yield from self._in_chain(plain.text, chain)

    def _in_chain(self, text: str, chain: list[tuple[int, int]]) -> Iterator[tuple[Kind, int, int]]:
        first = 0
        while first < len(chain):
            for last in range(len(chain), first + 1, -1):
                groups = chain[first:last]
                if kind := _kind_of(self._number(text, groups)):
                    yield kind, groups[0][0], groups[-1][1]
                    first = last - 1
                    break
            first += 1

    def _chains(self, text: str, runs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        """Runs of figures with nothing but a separator between them; commas part sums, unless a label stands before."""
        chain = runs[:1]
        for (_, end), following in pairwise(runs):
            gap = _LABELLED_GAP if self._label(text, chain[0][0]) else _GAP
            if gap.fullmatch(text, end, following[0]):
                chain.append(following)
            else:
                yield chain
                chain = [following]
        yield chain

    def _number(self, text: str, groups: list[tuple[int, int]]) -> _Number:
        start, end = groups[0][0], groups[-1][1]
        figures = tuple("".join(char for char in text[a:b] if char.isalnum()) for a, b in groups)
        return _Number(
            figures="".join(figures),
            groups=tuple(map(len, figures)),
            label=self._label(text, start),
            called=self._called.search(text, max(0, start - _NEAR), start) is not None,
            thing=self._is_thing(text, start),
            measured=bool(self._behind.match(text, end) or self._before.search(text, max(0, start - _NEAR), start)),
        )

    def _label(self, text: str, at: int) -> Kind | None:
        before = text[max(0, at - _NEAR) : at]
        return next((kind for kind, pattern in self._labels.items() if pattern.search(before)), None)

    def _is_thing(self, text: str, at: int) -> bool:
        return self._things.search(text[max(0, at - _NEAR) : at]) is not None


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """A number with what opens it: + before the country, the bracket round an area code."""
    opened = text[start - 1 : start] in {"(", "（"} and re.search("[)）]", text[start:end])
    return start - bool(opened or text[start - 1 : start] in {"+", "＋"}), end


def _kind_of(number: _Number) -> Kind | None:
    if len(number.figures) > _LONGEST:
        return None
    looks = (_is_identity, _is_named_card, _is_mobile, _is_landline, _is_old_identity, _is_card)
    kinds = (Kind.IDENTITY, Kind.CARD, Kind.MOBILE, Kind.PHONE, Kind.IDENTITY, Kind.CARD)
    return next((kind for kind, looks_so in zip(kinds, looks, strict=True) if looks_so(number)), None)


def _is_identity(number: _Number) -> bool:
    if number.label is Kind.IDENTITY and len(number.figures) in _LABELLED_IDENTITY:
        return True
    likely = not number.thing and is_grouped_identity(number.groups)
    return is_identity(number.figures) and (likely or has_right_check_digit(number.figures))


def _is_named_card(number: _Number) -> bool:
    return number.label is Kind.CARD and not number.thing and len(number.figures) in _LABELLED_CARD


def _is_mobile(number: _Number) -> bool:
    """Whether it is a phone's, and no sum of eleven figures."""
    if number.thing or not is_mobile(without_country(number.figures)):
        return False
    return number.label is Kind.PHONE or (not number.measured and is_grouped_mobile(number.figures, number.groups))


def _is_landline(number: _Number) -> bool:
    if number.thing:
        return False
    if is_landline(number.figures, number.groups, labelled=number.label is Kind.PHONE):
        return True
    local = len(number.figures) in _LOCAL and number.groups in {(len(number.figures),), (3, 4), (4, 4)}
    return number.called and local and not number.measured


def _is_old_identity(number: _Number) -> bool:
    return number.whole and not number.thing and is_old_identity(number.figures)


def _is_card(number: _Number) -> bool:
    if number.thing or number.measured or not is_card(number.figures):
        return False
    return number.whole or is_grouped_card(number.figures, number.groups)
