"""Facts proposed by somebody who reads better but may invent: each stands in the officer's own words, or is dropped.

A proposal is only words and the kind of fact they are said to be. Value, unit and printed form are computed by code
from the words as the officer wrote them, so that the worst proposal can do no more than point at something true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.facts import Fact, FactKind
from bot.facts.amounts import one_of
from bot.facts.numerals import CHINESE_SIGNS
from bot.facts.page import plain_form
from bot.facts.people import read_people
from bot.facts.units import read_units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.core.facts import Reading
    from bot.facts.people import People
    from bot.facts.reader import Reader
    from bot.facts.units import Units

MOST = 60
"""Of more proposals the rest is dropped: no message holds so many facts that the reader does not see."""

# What a lone figure needs before it to be read as the kind that it is said to be.
_FRAMES = {FactKind.MONEY: "金额"}
# The reader looks no further than this past a figure to tell what it is (62人 from 62人次).
_TAIL = 6
_HAN = r"\u4e00-\u9fff"
_NUMERAL_BEFORE = re.compile(rf"[0-9{CHINESE_SIGNS}第.,]$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words of a text, and the kind of fact that they are said to be."""

    kind: FactKind
    words: str


class Acceptance:
    """Decides on proposals. Pure: the same proposals, text and reading give the same facts."""

    def __init__(self, reader: Reader, people: People, units: Units) -> None:
        self._reader = reader
        before = (form for forms in units.approximate.before.values() for form in forms)
        self._hedged = re.compile(rf"(?:{one_of(before)}) ?$")
        names, bodies = people.names, people.organisations
        surname = f"(?:{one_of(names.compound)}|[{names.surnames}{names.doubtful}])"
        no_name, no_body = one_of(names.not_names), f"(?:{one_of((*bodies.generic, *bodies.endings))})+"
        self._shapes = {
            FactKind.NAME: re.compile(rf"(?!{no_name}){surname}[{_HAN}]{{1,2}}|[{_HAN}]{{1,6}}[·•][{_HAN}]{{1,8}}"),
            FactKind.ORG: re.compile(rf"(?!{no_body}\Z)[{_HAN}0-9A-Za-z()]{{3,30}}"),
            FactKind.HONOUR: re.compile(
                rf"(?=.*(?:{one_of(people.honours.words)}))(?!(?:{one_of(people.honours.mere)})\Z)[{_HAN}0-9A-Za-z]{{3,40}}"
            ),
            FactKind.DOCUMENT: re.compile(rf"[{_HAN}0-9A-Za-z]{{3,40}}"),
        }

    @classmethod
    def open(cls, knowledge: Path, reader: Reader) -> Acceptance:
        """Make one from a folder with `units.toml` and `people.toml`.

        Raises:
            TableError: a file is missing or wrong.
        """
        return cls(reader, read_people(knowledge), read_units(knowledge))

    def accept(self, proposals: Sequence[Proposal], text: str, reading: Reading) -> tuple[Fact, ...]:
        """The proposed facts that hold, in the order of the text, besides those that the reader sees itself."""
        taken = [(fact.start, fact.end) for fact in self._reader.read(text, reading)]
        accepted: list[Fact] = []
        for proposal in proposals[:MOST]:
            if fact := self._fact(proposal, text, reading, taken):
                taken.append((fact.start, fact.end))
                accepted.append(fact)
        return tuple(sorted(accepted, key=lambda fact: fact.start))

    def _fact(self, proposal: Proposal, text: str, reading: Reading, taken: Sequence[tuple[int, int]]) -> Fact | None:
        words = proposal.words.strip()
        for start in _places(plain_form(words), plain_form(text)):
            end = start + len(words)
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            fact = self._read_again(proposal.kind, text, start, end, reading)
            if fact:
                return fact
        return None

    def _read_again(self, kind: FactKind, text: str, start: int, end: int, reading: Reading) -> Fact | None:
        shape = self._shapes.get(kind)
        if not shape:
            return self._figure(kind, text, start, end, reading)
        said = text[start:end]
        if not shape.fullmatch(plain_form(said)):
            return None
        return Fact(kind, said, "", approx=False, of="", text=said, standard=said, start=start, end=end)

    def _figure(self, kind: FactKind, text: str, start: int, end: int, reading: Reading) -> Fact | None:
        """The figure at a place, if it is whole there and, read again by itself, of the kind proposed."""
        before = plain_form(text[max(0, start - _TAIL) : start])
        if _NUMERAL_BEFORE.search(before) or self._hedged.search(before):
            return None
        frame = _FRAMES.get(kind, "")
        facts = self._reader.read(frame + text[start : end + _TAIL], reading)
        fact = next((fact for fact in facts if fact.start == len(frame)), None)
        if not fact or fact.kind is not kind or fact.text != text[start:end]:
            return None
        return replace(fact, of="", start=start, end=end)


def _places(words: str, text: str) -> Iterator[int]:
    """Where words stand in a text."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
