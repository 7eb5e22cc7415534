"""What an officer asks → spans of meaning, by knowledge/aliases.toml.

Filler falls away, colloquial words get their formal ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.retrieval.grams import normal
from bot.retrieval.sounds import PAIR, Pairs, Sounds
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.retrieval.rules import Topic

_BREAK = re.compile(r"[^\w]+|_")
JUNCTION = 2
"""Passages in which two signs may meet by chance, at the border of two words."""
USUAL = 8
"""Passages from which on a known word is a usual one."""
_LATIN = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class _Fillers:
    fillers: tuple[str, ...]
    particles: str
    ties: str
    counting: str
    soft: tuple[str, ...]
    elsewhere: tuple[str, ...]
    alone: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Section:
    topic: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Alias:
    said: tuple[str, ...]
    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _File:
    question: _Fillers
    section: tuple[_Section, ...]
    alias: tuple[_Alias, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a question: `means` are their formal words, `section` the topic that they insist on.

    `elsewhere`: they ask for what no report holds.
    """

    words: str
    means: tuple[str, ...] = ()
    section: str = ""
    soft: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """All of knowledge/aliases.toml, ready to read questions with."""

    known: Mapping[str, Span | None]  # None: filler
    counting: re.Pattern[str]
    longest: int
    particles: frozenset[str]
    ties: frozenset[str]
    sections: frozenset[str]
    alone: Mapping[str, str]
    tying: frozenset[str]  # particles and ties

    def read(self, question: str, speller: Speller | None = None) -> tuple[Span, ...]:
        """The spans of a question in its order; a speller mends what nobody knows.

        Soft words and single signs count only where nothing else is said. What no report holds is asked in vain.
        """
        spans = self.spans(question, speller)
        if any(span.elsewhere for span in spans):
            return ()
        telling = tuple(span for span in spans if not span.soft and (len(span.words) > 1 or len(spans) == 1))
        if telling:
            return telling
        return tuple(Span(span.words, section=self.alone[span.words]) for span in spans if span.words in self.alone)

    def spans(self, question: str, speller: Speller | None = None) -> list[Span]:
        """All that a question says, what is soft and what no report holds included."""
        parts = [part for part in _BREAK.split(normal(question)) if part]
        return [span for part in parts for span in self._spans(speller.mended(part) if speller else part)]

    def pieces(self, part: str) -> Iterator[tuple[str, bool]]:
        """The words of a part in order, each with whether it is known."""
        rest = ""
        start = 0
        while start < len(part):
            words = self._longest_known(part, start)
            if words is None:
                rest += part[start]
                start += 1
                continue
            if rest:
                yield rest, False
            rest = ""
            yield words, True
            start += len(words)
        if rest:
            yield rest, False

    def _spans(self, part: str) -> Iterator[Span]:
        for words, known in self.pieces(part):
            span = self.known.get(words) if known else Span(words)
            if span is not None and not self.tying.issuperset(words):
                yield span

    def _longest_known(self, part: str, start: int) -> str | None:
        if latin := _LATIN.match(part, start):
            word = latin[0]
            return next((form for form in (word, word.removesuffix("s")) if form in self.known), None)
        for length in range(min(self.longest, len(part) - start), 1, -1):
            if (words := part[start : start + length]) in self.known:
                return words
        count = self.counting.match(part, start)
        return count[0] if count else None


@dataclass(frozen=True, slots=True)
class Speller:
    """Mends a question's words where neither the vocabulary nor any passage knows them."""

    sounds: Sounds
    vocabulary: Vocabulary
    frequency: Callable[[str], int]

    def mended(self, part: str) -> str:
        """A part of a question as it was meant."""
        part = self._words(part)
        return "".join(
            words if known else self.sounds.mended(words, self._count) for words, known in self.vocabulary.pieces(part)
        )

    def _count(self, pair: str) -> int:
        """How many passages have a pair; one with a sign that only ties words together is never mended."""
        if not self.vocabulary.tying.isdisjoint(pair):
            return -1
        count = self.frequency(pair)
        if count and self.vocabulary.known.get(pair):
            return max(count, JUNCTION)
        return 0 if 0 < count <= JUNCTION and self._is_meant(pair) else count

    def _is_meant(self, pair: str) -> bool:
        """Whether a pair that hardly any passage has sounds like a usual known word: then it only met by chance."""
        return any(self.frequency(word) >= USUAL for word in _known_pairs(self.sounds, self.vocabulary).like(pair))

    def _words(self, part: str) -> str:
        """A part with known words in the place of such as sound or look like them; none that is right is cut."""
        keys = _keys(self.sounds, self.vocabulary)
        borders, unknown = self._borders(part)
        for length in range(min(self.vocabulary.longest, len(part)), 2, -1):
            for start in range(len(part) - length + 1):
                end = start + length
                strange = len(unknown.intersection(range(start, end)))
                if not strange or start not in borders or end not in borders:
                    continue
                if meant := self.sounds.meant(part[start:end], keys, by_looks=strange == length):
                    return self._words(part[:start]) + meant + self._words(part[end:])
        return part

    def _borders(self, part: str) -> tuple[set[int], set[int]]:
        """Where a word may begin or end, and the places of the signs that belong to no known word."""
        borders: set[int] = {0}
        unknown: set[int] = set()
        at = 0
        for words, known in self.vocabulary.pieces(part):
            inside = range(at, at + len(words))
            at += len(words)
            borders.add(at)
            if not known:
                borders.update(inside)
                unknown.update(inside)
        return borders, unknown


@lru_cache(maxsize=4)
def load_vocabulary(path: Path, topics: tuple[Topic, ...]) -> Vocabulary:
    """Read knowledge/aliases.toml; the names of `topics` and the words that speak for them are known as well.

    Raises:
        TableError: naming file and line.
    """
    file = read(path, _File)
    known: dict[str, Span | None] = dict.fromkeys(map(normal, file.question.fillers))
    known |= {normal(word): Span(normal(word), soft=True) for word in file.question.soft}
    for alias in file.alias:
        for said in alias.said:
            before = known.get(normal(said))
            means = (*before.means, *alias.means) if before else alias.means
            known[normal(said)] = Span(normal(said), tuple(dict.fromkeys(means)))
    told = (normal(word) for topic in topics for word in (*topic.strong, *topic.words) if len(word) > 1)
    known |= {word: Span(word, (word,)) for word in sorted(told, key=len) if not _consists_of(word, known)}
    known |= {normal(topic.name): Span(normal(topic.name), (topic.name,)) for topic in topics}
    known |= {normal(words): Span(normal(words), elsewhere=True) for words in file.question.elsewhere}
    for section in file.section:
        known |= {normal(said): Span(normal(said), section=section.topic) for said in (section.topic, *section.said)}
    question = file.question
    return Vocabulary(
        known,
        re.compile(question.counting),
        max(map(len, known)),
        frozenset(question.particles),
        frozenset(question.ties),
        frozenset(section.topic for section in file.section),
        question.alone,
        frozenset(question.particles + question.ties),
    )


def _consists_of(word: str, known: Mapping[str, Span | None]) -> bool:
    """Whether a word is known, or falls into known words, which mean more than it does as a whole."""
    return word in known or any(
        known.get(word[:at]) and _consists_of(word[at:], known) for at in range(2, len(word) - 1)
    )


@lru_cache(maxsize=4)
def _keys(sounds: Sounds, vocabulary: Vocabulary) -> Mapping[str, str]:
    """The known words by sound and by looks; some ten milliseconds, spent once."""
    return sounds.keys(word for word, span in vocabulary.known.items() if span)


@lru_cache(maxsize=4)
def _known_pairs(sounds: Sounds, vocabulary: Vocabulary) -> Pairs:
    return Pairs(sounds, (word for word, span in vocabulary.known.items() if span and len(word) == PAIR))
