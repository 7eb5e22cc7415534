"""Two answers that count the same thing differently: 看望5户 in the opening, 走访困难职工6户 under 帮扶.

A question too many annoys, so both must be exact, of one unit, in different messages, and say by their own words what
they count: the same noun, the same doing or event, and the same day where both have one. What could be meant twice,
or is the sum of several, is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from bot.core.facts import Fact
from bot.core.heard import near
from bot.core.lines import read_lines
from bot.core.outline import Form
from bot.core.state import Figure, Verdict
from bot.drafting.counted import DATES, FIGURES, MARK, TOLD, any_of, is_exact, read_counted_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from bot.core.lines import Line
    from bot.core.outline import Handbook, Place
    from bot.core.state import Conflict, Paper
    from bot.drafting.counted import CountedWords

_GENERIC = frozenset({"", "个"})
SHARED = 3
"""A run of so many signs in common, of which `TOLD` say something, names one event."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A figure with the words that tell what it counts: of its clause, and of the one before where it says nothing."""

    figure: Figure
    fact: Fact
    words: str
    asked: str
    day: str
    summary: bool

    @property
    def place(self) -> Place:
        return self.figure.place


Pair = tuple[_Counted, _Counted]


class _Told(NamedTuple):
    """What was told at a place; `summary`: where the report is summed up, and not where the work is told."""

    place: Place
    lines: Sequence[Line]
    summary: bool


class Conflicts:
    """Finds them."""

    def __init__(self, words: CountedWords) -> None:
        self._idle = any_of(words.idle)
        self._doings = [(any_of(forms), forms[0]) for forms in words.doing]
        self._apart = any_of(words.apart)

    @classmethod
    def open(cls, knowledge: Path) -> Conflicts:
        """With the words of a folder.

        Raises:
            TableError: the file is missing or wrong.
        """
        return cls(read_counted_words(knowledge))

    def find(self, book: Handbook, paper: Paper) -> tuple[Conflict, ...]:
        """The pairs in a report's answers, in the order they were said."""
        counted = [one for told in _told(book, paper) for one in self._counted(book, paper, told)]
        counted.sort(key=lambda one: one.figure.message)
        pairs = [(one, other) for one, other in combinations(counted, 2) if self._differ(one, other)]
        return tuple((one.figure, other.figure) for one, other in pairs if _is_plain(one, other, pairs, counted))

    def _counted(self, book: Handbook, paper: Paper, told: _Told) -> Iterator[_Counted]:
        asked = book.question(paper.kind, told.place).short
        for line in told.lines:
            for fact in line.facts:
                if is_exact(fact) and not (fact.unit in _GENERIC and not fact.of):
                    figure = Figure(told.place, line.said.message, fact.standard, near(line.text, line.facts, fact))
                    words, day = words_of(line, fact, self._idle), _day_of(line, fact)
                    yield _Counted(figure, fact, words, asked, day, told.summary)

    def _differ(self, one: _Counted, other: _Counted) -> bool:
        fact, second = one.fact, other.fact
        alike = (fact.kind, fact.unit) == (second.kind, second.unit) and Decimal(fact.value) != Decimal(second.value)
        return (
            alike
            and one.figure.message != other.figure.message
            and not (one.day and other.day and one.day != other.day)
            and set(self._apart.findall(one.words)) == set(self._apart.findall(other.words))
            and self._are_one(one, other)
        )

    def _are_one(self, one: _Counted, other: _Counted) -> bool:
        """Whether the words say that both count the same."""
        noun, second = one.fact.of, other.fact.of
        if noun and second and not (noun in second or second in noun):
            return False
        same_event = self._is_event(_common(one.words, other.words))
        same_day = bool(one.day) and one.day == other.day
        if one.place == other.place:
            # 走访困难职工5户 and then 7户: without a day too it is one thing, if every word is the same.
            return one.day == other.day and self._is_said_again(one, other)
        if not (one.summary or other.summary):
            return same_day and same_event
        if same_event:
            return True
        if not self._doing(one) & self._doing(other):
            return False
        particular = self._besides_doing(min(filter(None, (noun, second)), key=len, default=""))
        return len(particular) >= TOLD or self._besides_doing(one.words) == self._besides_doing(other.words)

    def _is_said_again(self, one: _Counted, other: _Counted) -> bool:
        words = self._bare(one.words)
        return words == self._bare(other.words) and (bool(one.day) or len(words) >= TOLD)

    def _doing(self, one: _Counted) -> set[str]:
        """The doings that are named beside a figure, or asked about where its words name none."""
        named = {name for pattern, name in self._doings if pattern.search(one.words)}
        return named or {name for pattern, name in self._doings if pattern.search(one.asked) and not one.summary}

    def _besides_doing(self, words: str) -> str:
        for pattern, _ in self._doings:
            words = pattern.sub("", words)
        return self._bare(words)

    def _is_event(self, run: str) -> bool:
        return len(run) >= SHARED and len(self._idle.sub("", run)) >= TOLD

    def _bare(self, words: str) -> str:
        return self._idle.sub("", words)


def _told(book: Handbook, paper: Paper) -> Iterator[_Told]:
    """What was told of the period itself: the opening, the work, and what stands within it."""
    sections = {section.id: section for section in book.outlines[paper.kind].sections}
    for answer in paper.answers:
        section = sections.get(answer.place.section)
        if section is None or answer.verdict is not Verdict.SAID:
            continue
        if section.form in {Form.OPENING, Form.AREAS} or section.within:
            lines = read_lines(book, paper, answer.place, answer.said)
            yield _Told(answer.place, lines, summary=section.form is not Form.AREAS)


def _is_plain(one: _Counted, other: _Counted, pairs: Sequence[Pair], counted: Sequence[_Counted]) -> bool:
    """Whether nothing else could be meant: neither figure is matched twice, stands in both places, or is a sum."""
    if one.place == other.place:
        return True
    for own, foreign in ((one, other), (other, one)):
        rivals = [pair for pair in pairs if own in pair]
        there = [
            Decimal(count.fact.value)
            for count in counted
            if count.place == foreign.place and (count.fact.kind, count.fact.unit) == (own.fact.kind, own.fact.unit)
        ]
        value = Decimal(own.fact.value)
        if len(rivals) > 1 or value in there or (len(there) > 1 and sum(there) == value):
            return False
    return True


def _day_of(line: Line, fact: Fact) -> str:
    """The day that stands before a figure, with no other figure between them; else the day behind it in its clause."""
    days = [one for one in line.facts if one.kind in DATES]
    before = [one for one in days if one.start < fact.start]
    if before and not any(before[-1].start < one.start < fact.start for one in line.facts if one.kind in FIGURES):
        return before[-1].value
    behind = [one for one in days if one.start > fact.start and not MARK.search(line.text, fact.end, one.start)]
    return behind[0].value if behind and not before else ""


def _common(one: str, other: str) -> str:
    """The longest run that two strings share."""
    runs = {one[start:end] for start in range(len(one)) for end in range(start + 1, len(one) + 1)}
    return max((run for run in runs if run in other), key=len, default="")
