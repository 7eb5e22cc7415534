"""Example passages as an officer is shown them: for a place of the interview, or for a free question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.effects import Want
from bot.core.period import spoken
from bot.retrieval.library import Library
from bot.telegram.outgoing import Outgoing

if TYPE_CHECKING:
    from bot.core.counsel import ShowAdvice
    from bot.core.effects import ShowExamples
    from bot.core.outline import Handbook, Place
    from bot.retrieval.library import Found
    from bot.telegram.phrase import Phrase

EXAMPLES = 2
"""Passages shown at a time: what fits a phone's screen."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Finds passages and words them. `of`, wherever it is asked for, is the id of the organisation that looks."""

    words: Words
    library: Library

    def answering(self, of: str, question: str, kind: str, *, by_meaning: bool) -> list[Found]:
        """The passages that answer a free question, best first."""
        return self.library.search(question, k=EXAMPLES, kind=kind, organisation=of, by_meaning=by_meaning)

    def advice(self, of: str, effect: ShowAdvice, book: Handbook, phrase: Phrase) -> Outgoing:
        """The passages that answer a free question, under what was told of them; where none does, what there is."""
        found = self.answering(of, effect.words, effect.kind, by_meaning=effect.renews is None)
        if not found:
            return self._nothing(of, effect.words, book, phrase)
        examples = self.text(found, more=False)
        if effect.renews and effect.model:
            return Outgoing(f"{self.words.text('howto_spent', day=spoken(effect.renews))}\n\n{examples}")
        if effect.told is None or effect.by != ids(found):
            # what was told of other passages, before a document came or went, would be wrong of these
            return Outgoing(examples)
        head = self.words.text("howto", text=effect.told) if effect.told else self.words.text("howto_nothing")
        return Outgoing(f"{head}\n\n{examples}")

    def at(self, of: str, effect: ShowExamples, place: Place, book: Handbook, phrase: Phrase) -> Outgoing:
        """Those for a place of the interview, with the buttons for others."""
        outline = book.outlines[effect.kind]
        section, kind = outline.section(place.section), outline.form_of or outline.id
        area = book.areas.get(place.area)
        topics = area.topics if area else section.topics
        skip = effect.skip * EXAMPLES
        found = self._on_topics(of, topics, effect, kind, skip + EXAMPLES)[skip:]
        if found:
            return Outgoing(self.text(found, more=True), phrase.example_keys(effect))
        if skip:
            return Outgoing(self.words.text("no_more_examples"), ((phrase.button(Act.RESUME),),))
        return self._nothing(of, area.title if area else section.title, book, phrase)

    def _nothing(self, of: str, query: str, book: Handbook, phrase: Phrase) -> Outgoing:
        """That nothing fits, and what there is: the topics of all areas, those that touch on it before the others."""
        near = self.library.near(query, organisation=of)
        topics = dict.fromkeys((*near, *(topic for area in book.areas.values() for topic in area.topics)))
        return Outgoing(self.words.text("no_examples", query=query), phrase.topic_keys(topics))

    def text(self, found: list[Found], *, more: bool) -> str:
        """Passages in words."""
        items = [
            self.words.text(
                "examples_item",
                number=number,
                heading=one.passage.heading,
                text=one.passage.text,
                source=one.passage.piece or one.passage.source,
            )
            for number, one in enumerate(found, start=1)
        ]
        tail = [self.words.text("examples_more")] if more else []
        return "\n\n".join((self.words.text("examples_head"), *items, *tail))

    def _on_topics(self, of: str, topics: tuple[str, ...], effect: ShowExamples, kind: str, wanted: int) -> list[Found]:
        """Passages of several topics in turn, one of each before a second of any."""
        shorter, figures = effect.want is Want.SHORTER, effect.want is Want.FIGURES
        lists = [
            self.library.on_topic(topic, kind=kind, k=wanted, organisation=of, shorter=shorter, with_figures=figures)
            for topic in topics
        ]
        turns = range(max(map(len, lists), default=0))
        return [found[turn] for turn in turns for found in lists if turn < len(found)][:wanted]


def ids(found: list[Found]) -> tuple[str, ...]:
    """By which passages something is told."""
    return tuple(one.passage.id for one in found)
