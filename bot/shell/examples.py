"""Examples on the screen: of the question that is asked, or to a free question; where none fits, what is near."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot.catalog.words import Words
from bot.core.acts import Act
from bot.core.effects import ShowExamples, Want
from bot.core.outline import Handbook
from bot.core.period import spoken
from bot.retrieval.library import Library
from bot.telegram.outgoing import Outgoing
from bot.telegram.phrase import Phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import date

    from bot.core.outline import Place
    from bot.drafting.howto import Adviser
    from bot.retrieval.library import Found

AT_ONCE = 2
"""Passages shown at a time: what fits a phone's screen."""


@dataclass(frozen=True, slots=True)
class Examples:
    """Finds passages and words them."""

    words: Words
    book: Handbook
    phrase: Phrase
    library: Library

    async def of_question(
        self,
        effect: ShowExamples,
        adviser: Adviser | None,
        wait: Callable[[], Awaitable[None]],
        renews: date | None = None,
    ) -> Outgoing:
        """To a free question: the passages that fit and, with a model, how it is written by them.

        `renews` is the day from which there is a budget for models again, None while there is one.
        """
        search = partial(self.library.search, by_meaning=renews is None)
        found = await asyncio.to_thread(search, effect.words, k=AT_ONCE, kind=effect.kind)
        if not found:
            return await asyncio.to_thread(self._nothing, effect.words)
        examples = self._text(found, more=False)
        if adviser is None:
            return Outgoing(examples)
        if renews:
            return Outgoing(f"{self.words.text('howto_spent', day=spoken(renews))}\n\n{examples}")
        await wait()
        told = await adviser.answer(effect.words, [one.passage.text for one in found])
        if told is None:
            return Outgoing(examples)
        head = self.words.text("howto", text=told.text) if told.text else self.words.text("howto_nothing")
        return Outgoing(f"{head}\n\n{examples}")

    def of_place(self, effect: ShowExamples, place: Place) -> Outgoing:
        """Of the section or area that is asked for, as many times as somebody wants to see others."""
        section = self.book.outlines[effect.kind].section(place.section)
        area = self.book.areas.get(place.area)
        topics = area.topics if area else section.topics
        skip = effect.skip * AT_ONCE
        found = self._on_topics(topics, effect, skip + AT_ONCE)[skip:]
        if found:
            return Outgoing(self._text(found, more=True), self.phrase.example_keys(effect))
        if skip:
            return Outgoing(self.words.text("no_more_examples"), ((self.phrase.button(Act.RESUME),),))
        return self._nothing(area.title if area else section.title)

    def _on_topics(self, topics: tuple[str, ...], effect: ShowExamples, wanted: int) -> list[Found]:
        """Passages of several topics in turn, one of each before a second of any."""
        shorter, figures = effect.want is Want.SHORTER, effect.want is Want.FIGURES
        lists = [
            self.library.on_topic(topic, kind=effect.kind, k=wanted, shorter=shorter, with_figures=figures)
            for topic in topics
        ]
        turns = range(max(map(len, lists), default=0))
        return [found[turn] for turn in turns for found in lists if turn < len(found)][:wanted]

    def _nothing(self, query: str) -> Outgoing:
        """That nothing fits, and what there is: the topics of all areas, those that touch on it before the others."""
        near = self.library.near(query)
        topics = dict.fromkeys((*near, *(topic for area in self.book.areas.values() for topic in area.topics)))
        return Outgoing(self.words.text("no_examples", query=query), self.phrase.topic_keys(topics))

    def _text(self, found: list[Found], *, more: bool) -> str:
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
