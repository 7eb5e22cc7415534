"""The text while it is read. What one rule took is masked, so that no later rule reads it again.

In `rest` all is masked that is no figure any more, in `free` only the facts: a name may hold a masked word.

Every step keeps the length: an offset means the same place in the text as given, in its plain form and in `rest`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import Fact

if TYPE_CHECKING:
    from bot.core.facts import FactKind

# Stands for what is read or no figure: neither letter, digit nor blank, so it parts words as punctuation does.
TAKEN = "\ue000"
# Stands for a fixed word: a Chinese character that no rule knows, so the words around it stay one run.
WORD = "囗"

_BLANK = re.compile(r"\s+")
_QUOTES = frozenset('“”"「」')

# The ideographic comma and the full-width comma stay: they never group thousands.
_PLAIN: dict[int, int | str] = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F) if wide != ord("，")}
_PLAIN |= str.maketrans("\u3000\u00a0\t〜∼│○〇◯俩仨", "   ~~|零零零两三")
_PLAIN |= dict.fromkeys(map(ord, "—–―‐‑‒−"), "-")
# Numbers in a circle only mark a list.
_PLAIN |= dict.fromkeys(range(0x2460, 0x2474), "•")


def plain_form(text: str) -> str:
    """A text with one sign for all that mean the same, sign by sign: ９ is 9, ｜ is |, 〇 is 零."""
    return text.translate(_PLAIN)


class Page:
    """A text, its plain form, what is still unread, and the facts found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = plain_form(text)
        self.rest = self.plain
        self.free = self.plain
        self._facts: list[Fact] = []

    def pass_over(self, start: int, end: int, sign: str = TAKEN) -> None:
        """Keep all later rules off a stretch that is no figure."""
        self.rest = self.rest[:start] + sign * (end - start) + self.rest[end:]

    def take(  # noqa: PLR0913  a fact has that many parts
        self,
        span: tuple[int, int],
        kind: FactKind,
        value: str,
        standard: str,
        *,
        unit: str = "",
        of: str = "",
        approx: bool = False,
    ) -> None:
        """Record a fact and mask its words."""
        start, end = span
        text = self.text[start:end]
        self._facts.append(Fact(kind, value, unit, approx, of, text, standard, start, end))
        self.pass_over(start, end)
        self.free = self.free[:start] + TAKEN * (end - start) + self.free[end:]

    def take_words(self, span: tuple[int, int], kind: FactKind, *, of: str = "") -> None:
        """Record a fact that is printed as it was said; to the figures around it, it stays words."""
        start, end = span
        words = _BLANK.sub("", self.text[start:end])
        quoted = words[0] in _QUOTES and words[-1] in _QUOTES
        value = words[1:-1] if quoted else words
        rest = self.rest
        self.take(span, kind, value, f"“{value}”" if quoted else words, of=of)
        self.rest = rest[:start] + WORD * (end - start) + rest[end:]

    def has(self, kind: FactKind, since: int, until: int) -> bool:
        """Whether a fact of a kind is found within a stretch."""
        return any(fact.kind is kind and since <= fact.start < until for fact in self._facts)

    def is_free(self, start: int, end: int) -> bool:
        """Whether no rule has taken or passed over any part of a stretch."""
        return TAKEN not in self.rest[start:end] and self.is_unclaimed(start, end)

    def is_unclaimed(self, start: int, end: int) -> bool:
        """Whether no part of a stretch is a fact."""
        return TAKEN not in self.free[start:end]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All facts in the order of the text."""
        return tuple(sorted(self._facts, key=lambda fact: fact.start))
