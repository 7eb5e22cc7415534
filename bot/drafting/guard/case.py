"""One text before the guard, read once: what every check looks at."""

from __future__ import annotations

from dataclasses import dataclass

from bot.catalog.terms import Terms
from bot.core.facts import FactKind
from bot.drafting.guard.known import Given, Known
from bot.drafting.guard.lexicon import Lexicon
from bot.drafting.guard.spans import Span

FIGURES = frozenset(
    {
        FactKind.COUNT,
        FactKind.MONEY,
        FactKind.DATE,
        FactKind.DATE_RANGE,
        FactKind.PERCENT,
        FactKind.PERCENTAGE_POINTS,
        FactKind.RATIO,
    }
)
DATES = frozenset({FactKind.DATE, FactKind.DATE_RANGE})
NAMES = frozenset({FactKind.NAME, FactKind.ORG, FactKind.HONOUR, FactKind.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Case:
    """The text without its marks (same length), its sentences, facts and their surroundings, and what is known."""

    text: str
    sentences: tuple[Span, ...]
    written: tuple[Given, ...]
    known: Known
    samples: tuple[str, ...]
    lexicon: Lexicon
    terms: Terms
    supports: tuple[tuple[Given, ...], ...]
    """For each fact of `written`, what was said that supports it."""
