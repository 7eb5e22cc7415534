"""What is known: every fact that was said, with what stood round it and where, and all the words.

A figure is not a number: it counts something, in an answer to a question of a section. So each keeps its
surroundings and its place, and `within` leaves only what belongs to one place of the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.core.facts import Fact
from bot.drafting.guard.idioms import Idiom, hours, idioms
from bot.drafting.guard.index import Index
from bot.drafting.guard.ranks import Rank, ranks
from bot.drafting.guard.said import Said
from bot.drafting.guard.surroundings import any_of
from bot.drafting.guard.unread import as_day, between, lone_numbers, number_signs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.catalog.terms import Terms
    from bot.drafting.guard.surroundings import Surroundings
    from bot.drafting.material import Message, Portion
    from bot.facts.reader import Reader

ASKED = 2.0
"""The weight of a question's words round a figure in its answer."""


@dataclass(frozen=True, slots=True)
class Given:
    """A fact that was said, what stood round it, the portion it belongs to ("" for all), and what had been asked.

    `sure` is false for numbers that the reader left alone; `source` is the id of the message it was said in.
    """

    fact: Fact
    around: Mapping[str, float]
    place: str = ""
    asked: str = ""
    sure: bool = True
    source: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One message as read: its words (as said, with facts in standard form, in today's terms) and its facts.

    `numbers` are the signs of numbers that may stand in a text without being a fact of it: those that are none here,
    and longer ones of facts. A lone 9 of 9月8日 makes no 9:30. `idioms` are counts in fixed words, `ranks` places.
    """

    texts: tuple[str, ...]
    givens: tuple[Given, ...]
    place: str = ""
    numbers: frozenset[str] = frozenset()
    source: int = 0
    idioms: frozenset[Idiom] = frozenset()
    ranks: frozenset[Rank] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """All of it. Made once for a report, asked for each of its texts."""

    lines: tuple[Line, ...] = ()
    givens: tuple[Given, ...] = field(init=False, default=())
    said: Said = field(init=False, default=Said())
    numbers: frozenset[str] = field(init=False, default=frozenset())
    idioms: frozenset[Idiom] = field(init=False, default=frozenset())
    ranks: frozenset[Rank] = field(init=False, default=frozenset())
    index: Index = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        texts = tuple(text for line in self.lines for text in line.texts)
        object.__setattr__(self, "givens", tuple(given for line in self.lines for given in line.givens))
        object.__setattr__(self, "index", Index(self.givens))
        object.__setattr__(self, "said", Said(texts))
        object.__setattr__(self, "numbers", frozenset().union(*(line.numbers for line in self.lines)))
        object.__setattr__(self, "idioms", frozenset().union(*(line.idioms for line in self.lines)))
        object.__setattr__(self, "ranks", frozenset().union(*(line.ranks for line in self.lines)))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts alone, in the order they were said."""
        return tuple(given.fact for given in self.givens if given.sure)

    def within(self, place: str) -> Known:
        """What is known in one portion of the report: what was said there, and what belongs to all of it."""
        return Known(tuple(line for line in self.lines if line.place in {"", place}))


class Listener:
    """Reads what was said."""

    def __init__(self, reader: Reader, surroundings: Surroundings, terms: Terms, idle: Iterable[str] = ()) -> None:
        self._reader = reader
        self._idle = any_of(idle)
        self._surroundings = surroundings
        self._terms = terms

    def hear(self, messages: Iterable[Message], parts: Sequence[Portion] = ()) -> Known:
        """What the answers of a report's portions and other messages (profile, months, the stored plan) say."""
        lines = [self._line(message, "", "") for message in messages]
        lines += [
            self._line(told, part.id, f"{part.title}，{one.question.short}，{one.question.lead}")
            for part in parts
            for one in part.all_told
            for message in one.messages
            for told in _in_all_its_months(message)
        ]
        return Known(tuple(lines))

    def told(self, message: Message, facts: Sequence[Fact], place: str) -> Line:
        """A message with facts that the reader does not see in it, besides those that it does."""
        seen = self._reader.read(message.text, message.reading)
        both = sorted((*seen, *facts), key=lambda fact: fact.start)
        givens = tuple(self._givens(message, both, place, ""))
        return Line((message.text,), givens, place, source=message.source, ranks=ranks([message.text]))

    def _line(self, message: Message, place: str, asked: str) -> Line:
        facts = self._reader.read(message.text, message.reading)
        texts = dict.fromkeys((message.text, _standard(message.text, facts)))
        texts |= dict.fromkeys([self._terms.modernise(text) for text in texts])
        numbers = {number for fact in facts for number in number_signs(fact.text) if len(number) > 1}
        numbers |= {*number_signs(between(message.text, facts)), *hours(message.text)}
        return Line(
            tuple(texts),
            tuple(self._givens(message, facts, place, asked)),
            place,
            frozenset(numbers),
            message.source,
            idioms(self._reader, message, facts, self._idle),
            ranks(texts),
        )

    def _givens(self, message: Message, facts: Sequence[Fact], place: str, asked: str) -> Iterator[Given]:
        question = self._surroundings.words(asked, ASKED)
        lone = tuple(lone_numbers(message.text, facts))
        found = sorted((*facts, *lone), key=lambda fact: fact.start)
        for fact, features in zip(found, self._surroundings.read(message.text, found), strict=True):
            more = {feature: weight for feature, weight in question.items() if weight > features.get(feature, 0.0)}
            around = {**features, **more}
            yield Given(fact, around, place, asked, fact not in lone, message.source)
            if day := as_day(fact, message.reading):
                yield Given(day, around, place, asked, False, message.source)  # noqa: FBT003  not sure


def _in_all_its_months(message: Message) -> Iterator[Message]:
    """A plan's dates lie in the months after the report's and are printed without their year: known in both."""
    yield message
    report = message.reading.report
    if report and report != message.reading.period:
        yield replace(message, reading=replace(message.reading, period=report))


def _standard(text: str, facts: Sequence[Fact]) -> str:
    parts, at = [], 0
    for fact in facts:
        parts += [text[at : fact.start], fact.standard]
        at = fact.end
    return "".join(parts) + text[at:]
