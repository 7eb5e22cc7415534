"""No outdated word that the officer did not use: replaced, dropped and reserved ones of `knowledge/terms.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalog.terms import Mode
from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case


def outdated_terms(case: Case) -> Iterator[Hit]:
    """Old words, each with today's where there is one."""
    for start, term, old in case.terms.outdated(case.text):
        if not case.known.said.literally(old):
            because = "term" if term.mode is Mode.REPLACE else "dropped_term"
            yield Hit(because, start, start + len(old), kind="term", given=term.new)
