"""Samples for a prompt: passages on the portion's topics, their facts made slots. They lend form, never facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind, Reading

if TYPE_CHECKING:
    from bot.drafting.material import Portion
    from bot.facts.reader import Reader
    from bot.retrieval.library import Library

SAMPLES = 2
MAX_QUERY = 100
"""Characters of an answer that are searched for."""
_FIGURE = re.compile(r"\d+(?:[.:：]\d+)*")
_SLOTS = {FactKind.DATE: "〔日期〕", FactKind.DATE_RANGE: "〔日期〕", FactKind.DOCUMENT: "〔文件〕"}


class Samples:
    """Finds and masks samples."""

    def __init__(self, library: Library, reader: Reader) -> None:
        self._library = library
        self._reader = reader

    def __call__(self, portion: Portion) -> tuple[str, ...]:
        """Some masked passages: the nearest to what was said, else any on the topic."""
        from bot.retrieval.retriever import LibraryRetriever  # noqa: PLC0415  it loads langchain

        said = " ".join((portion.title, *(message.text for message in portion.messages)))[:MAX_QUERY]
        topic = next(iter(portion.topics), "")
        near = LibraryRetriever(library=self._library, k=SAMPLES, topic=topic).invoke(said)
        texts = [document.page_content for document in near]
        texts += [one.passage.text for one in self._library.on_topic(topic, k=SAMPLES)] if topic else []
        reading = Reading(portion.period, portion.period.end)
        return tuple(masked(text, self._reader, reading) for text in dict.fromkeys(texts))[:SAMPLES]


def masked(text: str, reader: Reader, reading: Reading) -> str:
    """A text with its facts made slots; figures that the reader leaves alone (clock times, house numbers) go too."""
    for fact in reversed(reader.read(text, reading)):
        text = text[: fact.start] + _SLOTS.get(fact.kind, "〔数量〕") + text[fact.end :]
    return _FIGURE.sub("〔数量〕", text)
