"""How much of a question a passage covers: a share of weight, rare words weighing most.

Words that an alias knows are covered by any of their wordings or by their topic. In other words, junctions between
two words, particles and figures do not count; what no passage at all knows counts fully against every passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.retrieval.grams import telling_grams

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.retrieval.index import Index
    from bot.retrieval.passage import Passage
    from bot.retrieval.question import Span, Vocabulary

Weights = dict[str, float]
MOST_GRAMS = 3  # of what was said; a long-winded alias means no more than a short one
UNHEARD = 0.8  # the part that words which no passage has keep beside one that we know: it speaks for our subject
BY_TOPIC = 0.75  # the share of a known thing that a passage covers by its topic alone
TIE = 0.3  # the part of its weight that a gram with a tying sign keeps: 青年办 is 青年


@dataclass(frozen=True, slots=True)
class Known:
    """A span that an alias knows: its `wordings`, each with the weights of its grams, and `topics` among them."""

    weight: float
    wordings: tuple[tuple[str, Weights], ...]
    topics: frozenset[str]

    def covered(self, passage: Passage, held: str) -> tuple[float, float]:
        """The weight of the span and how much of it the passage covers."""
        best = BY_TOPIC if passage.topic in self.topics else 0.0
        for words, weights in self.wordings:
            if words in held:
                return self.weight, self.weight
            some = [weight for gram, weight in weights.items() if gram in held]
            if len(some) == len(weights):
                return self.weight, self.weight
            if some:
                best = max(best, sum(some) / sum(weights.values()))
        return self.weight, self.weight * best


@dataclass(frozen=True, slots=True)
class Plain:
    """Other words: their telling grams in order."""

    grams: tuple[tuple[str, float, bool], ...]  # the gram, its weight, whether any passage has it
    unheard: float = 1.0  # the part of its weight that a gram which no passage has keeps

    def covered(self, _: Passage, held: str) -> tuple[float, float]:
        """The weight of the span and how much of it the passage covers."""
        total = covered = 0.0
        for place, (gram, weight, known) in enumerate(self.grams):
            inner = 0 < place < len(self.grams) - 1
            if not known and inner and self.grams[place - 1][0] in held and self.grams[place + 1][0] in held:
                continue
            total += weight if known else weight * self.unheard
            covered += weight * (gram in held)
        return total, covered


def weigh(spans: Sequence[Span], index: Index, vocabulary: Vocabulary) -> list[Known | Plain]:
    """The spans of a question, weighed by an index; the parts of a report that it names are not among them."""
    unheard = UNHEARD if any(span.means for span in spans) else 1.0
    return [
        _known(span, index) if span.means else _plain(span, index, vocabulary, unheard)
        for span in spans
        if not span.section
    ]


@lru_cache(maxsize=4096)
def held_by(passage: Passage) -> str:
    """A passage and what stands over it, as grams are looked for in it: much quicker than to cut it into grams."""
    return f"{passage.text}\n{passage.heading}\n{passage.topic}\n{passage.piece}".lower()


def _known(span: Span, index: Index) -> Known:
    topics = index.topics.intersection(span.means)
    said = (span.words, *(words.lower() for words in span.means if words not in topics))
    wordings = ((words, {gram: index.weight(gram) for gram in telling_grams(words)}) for words in said)
    # Common as its words may be, an alias is what the officer is after.
    weight = index.rare * min(len(telling_grams(span.words)), MOST_GRAMS)
    return Known(weight, tuple((words, weights) for words, weights in wordings if any(weights.values())), topics)


def _plain(span: Span, index: Index, vocabulary: Vocabulary, unheard: float) -> Plain:
    return Plain(
        tuple(
            (gram, min(index.weight(gram), index.rare) * (TIE if vocabulary.ties & set(gram) else 1), index.knows(gram))
            for gram in telling_grams(span.words)
            if not (
                gram.replace(".", "").isdecimal()
                or vocabulary.particles & set(gram)
                or (vocabulary.ties & set(gram) and not index.knows(gram))
            )
        ),
        unheard,
    )
