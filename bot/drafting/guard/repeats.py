"""No sentence twice: the later of two that are more than 85 % alike says nothing new.

Sentences with other figures, or that differ in a telling sign (男/女, 上/下), are two; so are the details of two items
of a list: 10月20日前完成，由刘敏负责 is said of each matter that it holds of.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

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
_ITEM = re.compile(r"[ \u3000]*(?:\d{1,2}[.．、)）]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]{1,3}(?:是|、))")


class _Sentence(NamedTuple):
    """What is compared; `item` is the line of a list in which it says more of the matter before it, or -1."""

    said: str
    pairs: frozenset[str]
    figures: frozenset[str]
    item: int


def repeated_sentences(case: Case) -> Iterator[Hit]:
    """Sentences that an earlier one has said."""
    telling = set(case.lexicon.repeats.telling)
    earlier: list[_Sentence] = []
    for start, end in case.sentences:
        # One with a mark in it (54人／45人, said in two messages) stands wherever its figure was said.
        if end - start < SHORTEST or case.text[end - 1] not in _ENDS or _MARK in case.text[start:end]:
            continue
        one = _read(case.text, start, end)
        if len(one.said) < SHORTEST:
            continue
        least, most = len(one.pairs) * NARROW, len(one.pairs) / NARROW
        for other in earlier:
            near = least < len(other.pairs) < most and one.figures <= other.figures
            if near and _alike(one.pairs, other.pairs) and not _differ(one, other, telling):
                yield Hit("repeat", start, end)
                break
        earlier.append(one)


def _read(text: str, start: int, end: int) -> _Sentence:
    said = bare(text[start:end])
    pairs = frozenset(map("".join, pairwise(said)))
    line = text.rfind("\n", 0, start) + 1
    is_detail = line < start and _ITEM.match(text, line) is not None
    return _Sentence(said, pairs, frozenset(_FIGURE.findall(text, start, end)), line if is_detail else -1)


def _differ(one: _Sentence, other: _Sentence, telling: set[str]) -> bool:
    """Whether they say two things all the same."""
    items = min(one.item, other.item) >= 0 and one.item != other.item
    return items or not telling.isdisjoint(set(one.said) ^ set(other.said))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether twice what they share is more than `ALIKE` of both together."""
    return 2 * len(one & other) > ALIKE * (len(one) + len(other))
