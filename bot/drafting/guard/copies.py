"""Samples lend form, not sentences: no run of more than 20 signs of one may stand in a report.

A run that the officer said, and phrases that belong to everybody (`copies.stock`), are no copies. Slots of a masked
sample part its runs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.drafting.guard.case import Case

LONGEST = 20
"""Signs in a row, punctuation left out."""
_SLOT = re.compile(r"〔[^〕]*〕")
_PART = "\n"


def copied_runs(case: Case) -> Iterator[Hit]:
    """Every run longer than `LONGEST`."""
    if not case.samples:
        return
    stock = case.lexicon.copies.stock
    grams = _grams(case.samples) - _grams(case.known.said.texts)
    if not grams:
        return
    signs, places = _signs(case.text)
    for phrase in stock:
        signs = signs.replace(phrase, _PART * len(phrase))
    start = end = -1
    for at in range(len(signs) - LONGEST):
        if signs[at : at + LONGEST + 1] in grams:
            if at > end:
                if start >= 0:
                    yield Hit("copy", places[start], places[end] + 1)
                start = at
            end = at + LONGEST
    if start >= 0:
        yield Hit("copy", places[start], places[end] + 1)


def _grams(texts: Sequence[str]) -> frozenset[str]:
    found: set[str] = set()
    for text in texts:
        for part in _SLOT.split(text):
            signs, _ = _signs(part)
            found.update(signs[at : at + LONGEST + 1] for at in range(len(signs) - LONGEST))
    return frozenset(found)


def _signs(text: str) -> tuple[str, list[int]]:
    """The letters and figures of a text, and where each stands in it."""
    places = [at for at, sign in enumerate(text) if sign.isalnum()]
    return "".join(text[at] for at in places), places
