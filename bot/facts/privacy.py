"""Numbers that lead to a person: identity cards, phones, bank cards, passports. Pure.

Found however they are written (`signs.py`), and told from ordinary figures by their form: the check digits of
GB 11643—1999 and of Luhn, a birthday, how the figures are grouped, and what is said before and behind them. A label
is stronger than a wrong check digit: a mistyped number leads to a person too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.amounts import one_of
from bot.facts.identifiers import is_passport
from bot.facts.number_kinds import LONGEST, NOTHING, SHORTEST, Before, Kind, Number, kind_of
from bot.facts.signs import FIGURE, folded
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.facts.signs import Folded

Words = tuple[str, ...]

_RUN = re.compile(r"\d+(?:[ \-._/]{0,2}[xX](?![A-Za-z]))?")
_GAP = re.compile(r"(?!\. )[ \-._/()]{1,3}")
"""A dot with a blank behind it numbers a list."""
_LABELLED_GAP = re.compile(r"(?!\. )[ \-._/(),，]{1,3}")
_PASSPORT = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{1,2}[ \-.]?\d(?:[ \-.]?\d){6,9})(?![A-Za-z0-9])")
_MANY_FIGURES = re.compile(rf"(?:{FIGURE}[\W_]*){{{SHORTEST}}}")
"""Without so many figures in a row, whatever stands between them, there is nothing to look at."""
_LIKELY = re.compile(r"(?:0086|86|0)?1[3-9]\d{9}|0\d{9,11}|\d{16,19}|\d{17}[xX]")
"""What figures in groups must look like without a label."""
_NEAR = 24


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


class Privacy:
    """Finds and hides numbers of people. The same text gives the same."""

    def __init__(self, words: NumberWords) -> None:
        self._placeholders = {kind: str(getattr(words.placeholders, kind)) for kind in Kind}
        labels = words.labels
        self._named = named = {
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
        self._sums = re.compile(rf"(?:{one_of(words.measures.before)})[为是共约达]{{0,2}}[ :：]?$")

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

    def labels(self, kind: Kind) -> Words:
        """What is said before a number of this kind."""
        return self._named.get(kind, ())

    def placeholder(self, kind: Kind) -> str:
        """What stands in place of a number of this kind."""
        return self._placeholders[kind]

    def find(self, text: str) -> tuple[Found, ...]:
        """All numbers in their order, none overlapping."""
        if not _MANY_FIGURES.search(text):
            return ()
        found: list[Found] = []
        seen = None
        for words in (False, True):  # 周三13812345678: a figure in words beside one is seldom a part of it
            plain = folded(text, words=words)
            if plain == seen:
                break
            seen = plain
            for kind, *span in self._in(plain):
                start, end = _with_signs(text, *plain.place(*span))
                if all(end <= one.start or one.end <= start for one in found):
                    found.append(Found(kind, start, end))
        return tuple(sorted(found, key=lambda one: one.start))

    def _in(self, plain: Folded) -> Iterator[tuple[Kind, int, int]]:
        """Whole runs of figures before grouped ones: a group may end where another number begins."""
        runs = [match.span() for match in _RUN.finditer(plain.text)]
        for start, end in runs:
            if kind := kind_of(self._number(plain.text, start, end)):
                yield kind, start, end
        for match in _PASSPORT.finditer(plain.text):
            before = self._before(plain.text, match.start())
            if is_passport(match[1], labelled=before.label is Kind.PASSPORT) and not before.thing:
                yield Kind.PASSPORT, *match.span()
        for chain in self._chains(plain.text, runs):
            if len(chain) > 1:
                yield from self._in_chain(plain.text, chain)

    def _in_chain(self, text: str, chain: list[tuple[int, int]]) -> Iterator[tuple[Kind, int, int]]:
        """The longest first: twenty figures one by one hold many a phone's number."""
        runs = [_figures(text[start:end]) for start, end in chain]
        named = self._before(text, chain[0][0])
        found: list[tuple[Kind, int, int]] = []
        for first, last in _stretches(runs):
            figures, before = "".join(runs[first:last]), NOTHING if first else named
            if not (before.label or before.called or _LIKELY.fullmatch(figures)):
                continue
            start, end = chain[first][0], chain[last - 1][1]
            groups = tuple(map(len, runs[first:last]))
            if kind := kind_of(Number(figures, groups, before, self._is_measured(text, end))):
                found.append((kind, start, end))
        yield from sorted(found, key=lambda one: one[1] - one[2])

    def _chains(self, text: str, runs: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
        """Runs of figures with nothing but a separator between them; commas part sums, unless a label stands before."""
        chain: list[tuple[int, int]] = []
        gap = _GAP
        for run in runs:
            if not chain or not gap.fullmatch(text, chain[-1][1], run[0]):
                yield chain
                chain, gap = [], _LABELLED_GAP if self._before(text, run[0]).label else _GAP
            chain.append(run)
        yield chain

    def _number(self, text: str, start: int, end: int) -> Number:
        figures = _figures(text[start:end])
        return Number(figures, (len(figures),), self._before(text, start), self._is_measured(text, end))

    def _before(self, text: str, at: int) -> Before:
        words = text[max(0, at - _NEAR) : at]
        label = next((kind for kind, pattern in self._labels.items() if pattern.search(words)), None)
        called, thing, sum_ = (bool(one.search(words)) for one in (self._called, self._things, self._sums))
        return Before(label, called, thing, sum_)

    def _is_measured(self, text: str, end: int) -> bool:
        return self._behind.match(text, end) is not None


def _figures(run: str) -> str:
    return "".join(char for char in run if char.isalnum())


def _stretches(runs: list[str]) -> Iterator[tuple[int, int]]:
    """Neighbouring runs that together have as many figures as a number may."""
    for first in range(len(runs) - 1):
        size = len(runs[first])
        for last in range(first + 1, len(runs)):
            size += len(runs[last])
            if size > LONGEST:
                break
            if size >= SHORTEST:
                yield first, last + 1


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """A number with what opens it: + before the country, the bracket round an area code."""
    opened = text[start - 1 : start] in {"(", "（"} and re.search("[)）]", text[start:end])
    return start - bool(opened or text[start - 1 : start] in {"+", "＋"}), end
