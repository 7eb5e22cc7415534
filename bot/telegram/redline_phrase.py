"""What changed, as it is marked on paper: what went is struck out, what came underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.redline import Mark
from bot.telegram.outgoing import Ink, Inked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalog.words import Words
    from bot.core.redline import Change, Stretch

_INKS = {Mark.GONE: Ink.STRUCK, Mark.NEW: Ink.UNDERLINED}


class Page:
    """A text as it is written down, with what is marked in it."""

    def __init__(self, text: str = "") -> None:
        self.text = text
        self.inked: tuple[Inked, ...] = ()

    def add(self, text: str, ink: Ink | None = None) -> None:
        """Write on."""
        if ink:
            self.inked = (*self.inked, Inked(len(self.text), len(self.text) + len(text), ink))
        self.text += text

    def add_legend(self, words: Words) -> None:
        """Below, what the marks mean."""
        self.add(f"\n{words.text('redline')}")
        self.add(words.text("redline_gone"), Ink.STRUCK)
        self.add("　")
        self.add(words.text("redline_new"), Ink.UNDERLINED)

    def add_changes(self, changes: Iterable[Change]) -> None:
        """Below, each changed sentence in a line of its own."""
        for change in changes:
            self.add("\n• ")
            for stretch in change.stretches:
                self._add(stretch)

    def _add(self, stretch: Stretch) -> None:
        self.add(stretch.text, _INKS.get(stretch.mark))
