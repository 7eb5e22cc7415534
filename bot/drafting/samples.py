"""Samples for a prompt: passages on the portion's topics, masked. They lend form, never facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.facts import Reading

if TYPE_CHECKING:
    from bot.drafting.masking import Masker
    from bot.drafting.material import Portion
    from bot.retrieval.library import Library

SAMPLES = 2
MAX_QUERY = 100
"""Characters of an answer that are searched for."""


class Samples:
    """Finds and masks samples."""

    def __init__(self, library: Library, masker: Masker) -> None:
        self._library = library
        self._masker = masker

    def __call__(self, portion: Portion, organisation: str) -> tuple[str, ...]:
        """Some masked passages that an organisation sees: the nearest to what was said, else any on the topic."""
        from bot.retrieval.retriever import LibraryRetriever  # noqa: PLC0415  it loads langchain

        said = " ".join((portion.title, *(message.text for message in portion.messages)))[:MAX_QUERY]
        topic = next(iter(portion.topics), "")
        retriever = LibraryRetriever(library=self._library, k=SAMPLES, topic=topic, organisation=organisation)
        texts = [document.page_content for document in retriever.invoke(said)]
        if topic:
            on_topic = self._library.on_topic(topic, k=SAMPLES, organisation=organisation)
            texts += [one.passage.text for one in on_topic]
        reading = Reading(portion.period, portion.period.end)
        shown = (self._masker.mask(text, reading) for text in dict.fromkeys(texts))
        return tuple(filter(None, shown))[:SAMPLES]
