"""The order in which examples of one topic are shown: nearest kind first, then each style in turn."""

from __future__ import annotations

from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.retrieval.passage import Passage


def in_turn(passages: Iterable[Passage], kind: str) -> list[Passage]:
    """The passages in the order of showing; equal ones keep their order."""
    ranked = sorted(passages, key=lambda passage: distance(passage.kind, kind))
    return [
        passage
        for _, group in groupby(ranked, key=lambda passage: distance(passage.kind, kind))
        for passage in _styles_in_turn(list(group))
    ]


def distance(kind: str, wanted: str) -> int:
    """How far a passage's kind is from the wanted one: 0 the same, 1 akin (branch_monthly), 2 none, 3 another."""
    if kind == wanted:
        return 0
    if not kind or not wanted:
        return 2
    return 1 if set(kind.split("_")) & set(wanted.split("_")) - {"special"} else 3


def _styles_in_turn(passages: Sequence[Passage]) -> list[Passage]:
    styles: dict[str, list[Passage]] = {}
    for passage in passages:
        styles.setdefault(passage.style, []).append(passage)
    return [passage for row in zip_longest(*styles.values()) for passage in row if passage is not None]
