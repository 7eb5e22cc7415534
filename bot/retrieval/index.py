"""All passages in memory as a full-text index over pre-cut grams; the only file that imports `tantivy`.

Measured: 400 passages of 200 signs are indexed in some 35 ms of one core, and searched in some 0.3 ms.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.retrieval.grams import grams, telling_grams
from bot.retrieval.passage import Passage

SMALLEST_HEAP = 15_000_000  # bytes; tantivy takes no less
HEAP_OF_PASSAGE = 1_000  # bytes; enough for one segment, which is searched in half the time of ten
BOOSTS = {"text": 1.0, "heading": 1.6, "piece": 0.3}
OWN = ("text", "heading")
"""The fields that tell whether a passage has a gram."""
TOPIC_BOOST = 2.5
RARE = 3
COMMON = 0.25  # of all passages: a gram that more have tells next to nothing, and costs most
MOST_POSTINGS = 10_000
"""Of one wording: rare grams come first, and those behind are not looked up. It binds from thousands of passages on."""
OTHER_WORDING = 0.2  # what further formal words of the same meaning add
GRAMS_KNOWN = 50_000
"""Grams of questions whose figures are kept; the texts of an office have some 20,000."""


WORDINGS_KNOWN = 5_000
"""Wordings whose queries are kept; the vocabulary has some 3,000."""


@dataclass(frozen=True, slots=True)
class _Gram:
    """A gram of a question: how many passages have it, what it tells, and how many have it in which field."""

    held_by: int
    weight: float
    fields: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Index:
    """A frozen set of passages to search."""

    passages: Sequence[Passage]
    _schema: Any
    _searcher: Any
    topics: frozenset[str]
    _grams: dict[str, _Gram] = field(default_factory=dict)
    _wordings: dict[str, Any] = field(default_factory=dict)

    def weight(self, gram: str) -> float:
        """How much a gram tells: the rarer the more (the idf of BM25)."""
        return self._gram(gram).weight

    @property
    def rare(self) -> float:
        """The weight of a gram that `RARE` passages hold."""
        return math.log(1 + max(len(self.passages) - RARE + 0.5, 0) / (RARE + 0.5))

    def frequency(self, gram: str) -> int:
        """How many passages have the gram."""
        return self._gram(gram).held_by

    def knows(self, gram: str) -> bool:
        """Whether any passage has the gram."""
        return self._gram(gram).held_by > 0

    def find(self, meanings: Sequence[Sequence[str]], source: str, limit: int) -> Iterator[tuple[float, Passage]]:
        """The passages that fit best, with their BM25 score; each meaning is a choice of wordings.

        A wording that is a topic's name also finds the passages of that topic. `source` "" is any.
        """
        from tantivy import Occur, Query  # noqa: PLC0415  only a search needs it

        wanted = Query.boolean_query([(Occur.Should, self._meaning(wordings)) for wordings in meanings])
        if source:
            only = Query.const_score_query(Query.term_query(self._schema, "source", source, "basic"), 0.0)
            wanted = Query.boolean_query([(Occur.Must, wanted), (Occur.Must, only)])
        hits = self._searcher.search(wanted, limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return ((score, self.passages[number]) for (score, _), number in zip(hits, numbers, strict=True))

    def _gram(self, gram: str) -> _Gram:
        known = self._grams.get(gram)
        if known is None:
            own = [(self._searcher.doc_freq(name, gram), name) for name in OWN]
            count = max(own)[0]
            counts = [*own, (self._searcher.doc_freq("piece", gram), "piece")] if count else []
            weight = math.log(1 + (len(self.passages) - count + 0.5) / (count + 0.5))
            known = _Gram(count, weight, tuple(one for one in counts if one[0]))
            if len(self._grams) >= GRAMS_KNOWN:
                self._grams.clear()
            self._grams[gram] = known
        return known

    def _meaning(self, wordings: Sequence[str]) -> Any:  # noqa: ANN401  tantivy ships no usable types
        from tantivy import Query  # noqa: PLC0415  as above

        topics = self.topics.intersection(wordings)
        said = wordings[:1] if topics.issuperset(wordings) else [one for one in wordings if one not in topics]
        choices = [self._wording(words) for words in said if not any(words in other != words for other in said)]
        choices += [
            Query.boost_query(
                Query.const_score_query(Query.term_query(self._schema, "topic", topic, "basic"), 1.0), TOPIC_BOOST
            )
            for topic in topics
        ]
        return Query.disjunction_max_query(choices, OTHER_WORDING) if len(choices) > 1 else choices[0]

    def _wording(self, words: str) -> Any:  # noqa: ANN401  as above
        known = self._wordings.get(words)
        if known is None:
            if len(self._wordings) >= WORDINGS_KNOWN:
                self._wordings.clear()
            known = self._wordings[words] = self._some_of(words)
        return known

    def _some_of(self, words: str) -> Any:  # noqa: ANN401  as above
        from tantivy import Occur, Query  # noqa: PLC0415  as above

        known = {gram: self._gram(gram) for gram in telling_grams(words) if self.knows(gram)}
        common = COMMON * len(self.passages)
        telling = {gram: about for gram, about in known.items() if about.held_by <= common} or known
        parts: list[tuple[Any, Any]] = []
        postings = 0
        clauses = ((gram, *count) for gram, about in telling.items() for count in about.fields)
        for gram, held_by, name in sorted(clauses, key=lambda clause: clause[1] / BOOSTS[clause[2]]):
            if parts and (postings := postings + held_by) > MOST_POSTINGS:
                break
            term = Query.term_query(self._schema, name, gram, "freq")
            boost = BOOSTS[name]
            parts.append((Occur.Should, term if boost == 1 else Query.boost_query(term, boost)))
        return Query.boolean_query(parts)


def build_index(passages: Sequence[Passage]) -> Index:
    """Index `passages`; nothing is written to the disk."""
    import tantivy  # noqa: PLC0415  nothing that only lists documents needs it

    builder = tantivy.SchemaBuilder()
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("topic", "source"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=max(SMALLEST_HEAP, HEAP_OF_PASSAGE * len(passages)), num_threads=1)
    for number, passage in enumerate(passages):
        writer.add_document(
            tantivy.Document(
                text=" ".join(telling_grams(passage.text)),
                heading=" ".join(grams(passage.heading)),
                piece=" ".join(telling_grams(passage.piece)),
                topic=passage.topic,
                source=passage.source,
                number=number,
            )
        )
    writer.commit()
    index.reload()
    return Index(passages, schema, index.searcher(), frozenset(passage.topic for passage in passages))
