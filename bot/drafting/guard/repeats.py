"""No sentence twice: the later of two that are more than 85 % alike says nothing new.

Sentences with other figures, or that differ in a telling sign (男/女, 上/下), are two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.drafting.guard.finding import Hit
from bot.retrieval.characters import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case

ALIKE = 0.85
NARROW = ALIKE / (2 - ALIKE)
"""Two sentences whose lengths differ by more cannot be so much alike."""
SHORTEST = 8
"""Signs of a sentence that is compared."""
# Headings and the signature have no end mark, and may be alike.
_ENDS = frozenset("。！？；”’）】")
_MARK = "  "
"""What is left of a mark: blanks."""
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def repeated_sentences(case: Case) -> Iterator[Hit]:
    """Sentences that an earlier one has said."""
    telling = set(case.lexicon.repeats.telling)
    earlier: list[tuple[str, frozenset[str], frozenset[str]]] = []
    for start, end in case.sentences:
        said = bare(case.text[start:end])
        # One with a mark in it (54人／45人, said in two messages) stands wherever its figure was said.
        if len(said) < SHORTEST or case.text[end - 1] not in _ENDS or _MARK in case.text[start:end]:
            continue
        pairs = frozenset(said[at : at + 2] for at in range(len(said) - 1))
        figures = frozenset(_FIGURE.findall(case.text[start:end]))
        least, most = len(pairs) * NARROW, len(pairs) / NARROW
        for other, other_pairs, other_figures in earlier:
            near = least < len(other_pairs) < most and figures <= other_figures
            if near and _alike(pairs, other_pairs) and not (set(said) ^ set(other)) & telling:
                yield Hit("repeat", start, end)
                break
        earlier.append((said, pairs, figures))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether twice what they share is more than `ALIKE` of both together."""
    return 2 * len(one & other) > ALIKE * (len(one) + len(other))
