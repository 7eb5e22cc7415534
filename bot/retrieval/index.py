"""All passages in memory as a full-text index over pre-cut grams; the only file that imports `tantivy`.

Measured: 400 passages of 200 signs are indexed in some 50 ms and searched in under 1 ms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.retrieval.grams import grams, telling_grams
from bot.retrieval.passage import Passage

SMALLEST_HEAP = 15_000_000  # bytes; tantivy takes no less
BOOSTS = {"text": 1.0, "heading": 1.6, "piece": 0.3}
TOPIC_BOOST = 2.5
RARE = 3
COMMON = 0.25  # of all passages: a gram that more have tells next to nothing, and costs most
OTHER_WORDING = 0.2  # what further formal words of the same meaning add


@dataclass(slots=True)
class Index:
    """A frozen set of passages to search."""

    passages: Sequence[Passage]
    _schema: Any
    _searcher: Any
    _held_by: dict[str, int] = field(default_factory=dict)

    def weight(self, gram: str) -> float:
        """How much a gram tells: the rarer the more (the idf of BM25)."""
        if gram not in self._held_by:
            held_by = max(self._searcher.doc_freq(name, gram) for name in ("text", "heading"))
            self._held_by[gram] = held_by
        count = self._held_by[gram]
        return math.log(1 + (len(self.passages) - count + 0.5) / (count + 0.5))

    @property
    def rare(self) -> float:
        """The weight of a gram that `RARE` passages hold."""
        return math.log(1 + max(len(self.passages) - RARE + 0.5, 0) / (RARE + 0.5))

    def frequency(self, gram: str) -> int:
        """How many passages have the gram."""
        self.weight(gram)
        return self._held_by[gram]

    def knows(self, gram: str) -> bool:
        """Whether any passage has the gram."""
        return self.frequency(gram) > 0

    def find(self, meanings: Sequence[Sequence[str]], source: str, limit: int) -> list[tuple[float, Passage]]:
        """The passages that fit best, with their BM25 score; each meaning is a choice of wordings.

        A wording that is a topic's name also finds the passages of that topic. `source` "" is any.
        """
        from tantivy import Occur, Query  # noqa: PLC0415  only a search needs it

        wanted = Query.boolean_query([(Occur.Should, self._meaning(wordings)) for wordings in meanings])
        if source:
            only = Query.const_score_query(Query.term_query(self._schema, "source", source, "basic"), 0.0)
            wanted = Query.boolean_query([(Occur.Must, wanted), (Occur.Must, only)])
        hits = self._searcher.search(wanted, limit, count=False).hits
        return [(score, self.passages[self._searcher.doc(address)["number"][0]]) for score, address in hits]

    def _meaning(self, wordings: Sequence[str]) -> Any:  # noqa: ANN401  tantivy ships no usable types
        from tantivy import Query  # noqa: PLC0415  as above

        choices = [self._wording(words) for words in wordings]
        choices += [
            Query.boost_query(
                Query.const_score_query(Query.term_query(self._schema, "topic", words, "basic"), 1.0), TOPIC_BOOST
            )
            for words in wordings
        ]
        return Query.disjunction_max_query(choices, OTHER_WORDING)

    def _wording(self, words: str) -> Any:  # noqa: ANN401  as above
        from tantivy import Occur, Query  # noqa: PLC0415  as above

        known = [gram for gram in dict.fromkeys(telling_grams(words)) if self.knows(gram)]
        telling = [gram for gram in known if self.frequency(gram) <= COMMON * len(self.passages)] or known
        parts = [
            (Occur.Should, Query.boost_query(Query.term_query(self._schema, name, gram, "freq"), boost))
            for gram in telling
            for name, boost in BOOSTS.items()
        ]
        return Query.boolean_query(parts)


def build_index(passages: Sequence[Passage]) -> Index:
    """Index `passages`; nothing is written to the disk."""
    import tantivy  # noqa: PLC0415  nothing that only lists documents needs it

    builder = tantivy.SchemaBuilder()
    for name in BOOSTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("topic", "source"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("number", stored=True, indexed=False)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(heap_size=SMALLEST_HEAP, num_threads=1)
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
    return Index(passages, schema, index.searcher())
