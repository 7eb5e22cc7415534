"""A question → the passages that answer it, best first, or none.

BM25 alone always finds something. So a passage counts only if it covers enough of what the question says.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappushpop
from typing import TYPE_CHECKING

from bot.retrieval.coverage import Known, Plain, held_by, weigh
from bot.retrieval.grams import telling_grams
from bot.retrieval.passage import Passage
from bot.retrieval.question import Span, Speller, Vocabulary
from bot.retrieval.rules import Topic
from bot.retrieval.sounds import Sounds
from bot.retrieval.topics import topic_of

if TYPE_CHECKING:
    from bot.retrieval.index import Index

CANDIDATES = 60
FLOOR = 0.54  # share of a question's weight that a passage must cover
LOWEST_FLOOR = 0.25
LENIENT = 0.8  # of the floor, where a passage has all of a thing that an alias knows
SHORT_QUESTION = 8  # grams; longer ones hold more than any one passage says, so that the floor sinks
COVERED = 0.8  # share of the score that depends on coverage, squared: half an answer is much less than half as good
WISHED_TOPIC = 1.5
LIKELY_TOPIC = 1.3  # the topic that the question's words belong to
FAINT = 0.6  # of the weight of a rare gram: what scores less was touched by chance
OTHER_PART = 0.6  # plans, problems, openings and the like, where the question asks for none of them
WISHED_KIND = 1.15


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and how well it fits; scores compare within one search only."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Preference:
    """Soft wishes, and the one hard limit `source`; "" is no wish."""

    topic: str = ""
    kind: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What questions are read with."""

    vocabulary: Vocabulary
    sounds: Sounds
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class _Question:
    """A question that was read: its spans, those weighed, the parts of a report it insists on, its likely topic."""

    spans: tuple[Span, ...]
    weighed: Sequence[Known | Plain]
    parts: frozenset[str]
    likely: str

    @property
    def meanings(self) -> list[tuple[str, ...]]:
        return [(span.section,) if span.section else (span.words, *span.means) for span in self.spans]

    def floor(self) -> float:
        """The share that a passage must cover."""
        length = sum(len(telling_grams(span.words)) for span in self.spans)
        return max(LOWEST_FLOOR, FLOOR * min(1.0, math.sqrt(SHORT_QUESTION / max(length, 1))))

    def share(self, passage: Passage) -> tuple[float, bool]:
        """The share of the question's weight that a passage covers, 0 to 1; whether it has all of something we know."""
        if self.parts and not all(passage.topic == part or part in passage.heading for part in self.parts):
            return 0.0, False
        if not self.weighed:
            return 1.0, False
        held = held_by(passage)
        whole = got = 0.0
        known = False
        for span in self.weighed:
            weight, covered = span.covered(passage, held)
            whole, got = whole + weight, got + covered
            known = known or (covered == weight and isinstance(span, Known))
        share = got / whole if whole else 0.0
        return (max(FLOOR, share) if self.parts else share), known


def search(index: Index, subject: Subject, question: str, k: int, wish: Preference) -> list[Found]:
    """At most `k` passages that answer `question`."""
    asked = _read(question, index, subject)
    if not asked.spans or k < 1:
        return []
    floor, faint = asked.floor(), FAINT * index.rare
    best = [0.0] * k  # a heap: its first is the score to be beaten
    most = (WISHED_TOPIC if wish.topic else 1) * (LIKELY_TOPIC if asked.likely else 1)
    most *= WISHED_KIND if wish.kind else 1
    found: dict[str, Found] = {}
    for score, passage in index.find(asked.meanings, wish.source, max(CANDIDATES, 2 * k)):
        if score * most < max(best[0], faint):
            break  # nothing that follows can come before what we have
        score *= _preferred(passage, wish, asked, subject.vocabulary)  # noqa: PLW2901
        if score < max(best[0], faint) or passage.text in found:
            continue
        share, known = asked.share(passage)
        if share < floor * (LENIENT if known else 1):
            continue
        score *= 1 - COVERED + COVERED * share**2  # noqa: PLW2901
        if score >= max(best[0], faint):
            found[passage.text] = Found(passage, round(score, 4))
            heappushpop(best, score)
    return sorted(found.values(), key=lambda hit: -hit.score)[:k]


def near(index: Index, subject: Subject, question: str, k: int) -> list[str]:
    """At most `k` topics that touch on a question which nothing answers, the nearest first."""
    spans = subject.vocabulary.spans(question, Speller(subject.sounds, subject.vocabulary, index.frequency))
    meanings = [(span.words, *span.means) for span in spans if not span.soft]
    touched = (passage.topic for score, passage in index.find(meanings, "", CANDIDATES) if score >= index.rare)
    return list(dict.fromkeys(touched))[:k]


def _read(question: str, index: Index, subject: Subject) -> _Question:
    spans = subject.vocabulary.read(question, Speller(subject.sounds, subject.vocabulary, index.frequency))
    words = "，".join(word for span in spans for word in (span.words, *span.means))
    parts = frozenset(span.section for span in spans if span.section)
    return _Question(spans, weigh(spans, index, subject.vocabulary), parts, topic_of(words, "", subject.topics))


def _preferred(passage: Passage, wish: Preference, asked: _Question, vocabulary: Vocabulary) -> float:
    factor = 1.0
    if passage.topic == wish.topic:
        factor *= WISHED_TOPIC
    elif passage.topic in vocabulary.sections and passage.topic not in asked.parts:
        factor *= OTHER_PART
    if passage.topic == asked.likely:
        factor *= LIKELY_TOPIC
    return factor * (WISHED_KIND if wish.kind and passage.kind == wish.kind else 1.0)
