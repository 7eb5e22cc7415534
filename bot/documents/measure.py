"""How much room text takes: in ems, the width of one Chinese character, and in points."""

from __future__ import annotations

import unicodedata

FULL, HALF = 1.0, 0.5
_FULL_WIDTH = frozenset("WFA")  # A: quotation marks, dashes and ellipses, which the files set full width
_NO_WIDTH = frozenset(("Mn", "Me", "Cf", "Cc"))


def ems(text: str) -> float:
    """The width in ems: Chinese characters and punctuation 1, figures and Latin letters 0.5."""
    return sum(map(_character, text))


def points(text: str, size: float, tracking: float) -> float:
    """The width in points at a type size, each character moved by `tracking` points."""
    return ems(text) * size + len(text) * tracking


def _character(character: str) -> float:
    if unicodedata.category(character) in _NO_WIDTH:
        return 0.0
    return FULL if unicodedata.east_asian_width(character) in _FULL_WIDTH else HALF
