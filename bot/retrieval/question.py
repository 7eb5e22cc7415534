"""What an officer asks → spans of meaning, by knowledge/aliases.toml.

Filler falls away, colloquial words get their formal ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.retrieval.grams import normal
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BREAK = re.compile(r"[^\w]+|_")


@dataclass(frozen=True, slots=True)
class _Fillers:
    fillers: tuple[str, ...]
    particles: str
    ties: str
    soft: tuple[str, ...]
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
    """Some words of a question: `means` are their formal words, `section` the topic that they insist on."""

    words: str
    means: tuple[str, ...] = ()
    section: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of knowledge/aliases.toml, ready to read questions with."""

    known: Mapping[str, Span | None]  # None: filler
    longest: int
    particles: frozenset[str]
    ties: frozenset[str]
    sections: frozenset[str]
    alone: Mapping[str, str]

    def read(self, question: str) -> tuple[Span, ...]:
        """The spans of a question in its order.

        Soft words and single signs count only where nothing else is said.
        """
        spans = [span for part in _BREAK.split(normal(question)) for span in self._spans(part)]
        telling = tuple(span for span in spans if not span.soft and (len(span.words) > 1 or len(spans) == 1))
        if telling:
            return telling
        return tuple(Span(span.words, section=self.alone[span.words]) for span in spans if span.words in self.alone)

    def _spans(self, part: str) -> Iterator[Span]:
        rest = ""
        start = 0
        while start < len(part):
            words = self._longest_known(part, start)
            if words is None:
                rest += part[start]
                start += 1
                continue
            if rest.strip("".join(self.ties | self.particles)):
                yield Span(rest)
            rest = ""
            span = self.known[words]
            if span is not None:
                yield span
            start += len(words)
        if rest.strip("".join(self.ties | self.particles)):
            yield Span(rest)

    def _longest_known(self, part: str, start: int) -> str | None:
        for length in range(min(self.longest, len(part) - start), 1, -1):
            if (words := part[start : start + length]) in self.known:
                return words
        return None


@lru_cache(maxsize=4)
def load_vocabulary(path: Path, topics: frozenset[str]) -> Vocabulary:
    """Read knowledge/aliases.toml; the names of `topics` are words as well.

    Raises:
        TableError: naming file and line.
    """
    file = read(path, _File)
    known: dict[str, Span | None] = dict.fromkeys(map(normal, file.question.fillers))
    known |= {normal(word): Span(normal(word), soft=True) for word in file.question.soft}
    known |= {normal(topic): Span(normal(topic), (topic,)) for topic in topics}
    for alias in file.alias:
        for said in alias.said:
            before = known.get(normal(said))
            means = (*before.means, *alias.means) if before else alias.means
            known[normal(said)] = Span(normal(said), tuple(dict.fromkeys(means)))
    for section in file.section:
        known |= {normal(said): Span(normal(said), section=section.topic) for said in (section.topic, *section.said)}
    question = file.question
    return Vocabulary(
        known,
        max(map(len, known)),
        frozenset(question.particles),
        frozenset(question.ties),
        frozenset(section.topic for section in file.section),
        question.alone,
    )
