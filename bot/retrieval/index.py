"""All passages in memory as a full-text index over pre-cut grams; the only file that imports `tantivy`.

A question becomes one flat choice of grams in one field: only for such does tantivy skip the passages that cannot be
among the best, which makes a search of 100,000 passages take half the time of one with a field for each part.
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
HEADING = 3  # times that a heading counts as much as the text below it
RARE = 3
WEIGHTS_KNOWN = 50_000
"""Grams whose passages were counted and are remembered; the texts of an office have some 20,000."""
_TOPIC = "§"  # begins no gram


@dataclass(slots=True)
class Index:
    """A frozen set of passages to search."""

    passages: Sequence[Passage]
    topics: frozenset[str]
    _schema: Any
    _searcher: Any
    _counts: dict[str, int] = field(default_factory=dict)

    def weight(self, gram: str) -> float:
        """How much a gram tells: the rarer the more (the idf of BM25)."""
        return self._idf(self.frequency(gram))

    @property
    def rare(self) -> float:
        """The weight of a gram that `RARE` passages hold."""
        return self._idf(min(RARE, len(self.passages)))

    def frequency(self, gram: str) -> int:
        """How many passages have the gram."""
        count = self._counts.get(gram)
        if count is None:
            if len(self._counts) >= WEIGHTS_KNOWN:
                self._counts.clear()
            count = self._counts[gram] = self._searcher.doc_freq("text", gram)
        return count

    def knows(self, gram: str) -> bool:
        """Whether any passage has the gram."""
        return self.frequency(gram) > 0

    def find(self, meanings: Sequence[Sequence[str]], source: str, limit: int) -> Iterator[tuple[float, Passage]]:
        """The passages that fit best, with their BM25 score; each meaning is a choice of wordings.

        A wording that is a topic's name finds the passages of that topic; alone, those that have its words as well.
        `source` "" is any.
        """
        from tantivy import Occur, Query  # noqa: PLC0415  only a search needs it

        wanted = Query.boolean_query(
            [
                (Occur.Should, Query.term_query(self._schema, "text", gram, "freq"))
                for gram in dict.fromkeys(self._grams(meanings))
            ]
        )
        if source:
            only = Query.const_score_query(Query.term_query(self._schema, "source", source, "basic"), 0.0)
            wanted = Query.boolean_query([(Occur.Must, wanted), (Occur.Must, only)])
        hits = self._searcher.search(wanted, limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return ((score, self.passages[number]) for (score, _), number in zip(hits, numbers, strict=True))

    def _grams(self, meanings: Sequence[Sequence[str]]) -> Iterator[str]:
        for wordings in meanings:
            for words in wordings:
                if words in self.topics:
                    yield _TOPIC + words
                if words not in self.topics or len(wordings) == 1:
                    yield from filter(self.knows, telling_grams(words))

    def _idf(self, count: int) -> float:
        return math.log(1 + (len(self.passages) - count + 0.5) / (count + 0.5))


def build_index(passages: Sequence[Passage]) -> Index:
    """Index `passages`; nothing is written to the disk."""
    import tantivy  # noqa: PLC0415  nothing that only lists documents needs it

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", fast=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=max(SMALLEST_HEAP, HEAP_OF_PASSAGE * len(passages)), num_threads=1)
    for number, passage in enumerate(passages):
        heading = telling_grams(passage.heading) * (HEADING - 1) + grams(passage.heading)
        text = [_TOPIC + passage.topic, *heading, *telling_grams(passage.text)]
        writer.add_document(tantivy.Document(text=" ".join(text), source=passage.source, number=number))
    writer.commit()
    index.reload()
    return Index(passages, frozenset(passage.topic for passage in passages), schema, index.searcher())
