"""Text → grams: every Chinese sign and every pair of neighbours; Latin words and figures whole."""

from __future__ import annotations

import re
import unicodedata
from operator import add

from bot.retrieval.characters import CJK, CJK_MARKS

_USUAL = re.compile(rf"[\x00-\x7f{CJK}{CJK_MARKS}]*")
"""Texts of such signs alone have the same grams in NFKC, which takes half the time of an index."""
_RUNS = re.compile(rf"([{CJK}]+)|([a-z]+|\d+(?:\.\d+)?)")


def normal(text: str) -> str:
    """NFKC in lower case, as index and questions compare."""
    return unicodedata.normalize("NFKC", text).lower()


def grams(text: str) -> list[str]:
    """All grams of a text, in order, with repetitions."""
    found: list[str] = []
    for chinese, other in _RUNS.findall(_compared(text)):
        if chinese:
            found += chinese
            found += map(add, chinese, chinese[1:])
        else:
            found.append(other)
    return found


def telling_grams(text: str) -> list[str]:
    """The grams that tell what a few words mean: pairs and whole Latin words, single signs only where alone."""
    found: list[str] = []
    for chinese, other in _RUNS.findall(_compared(text)):
        if chinese:
            found += map(add, chinese, chinese[1:]) if len(chinese) > 1 else chinese
        else:
            found.append(other)
    return found


def _compared(text: str) -> str:
    return text.lower() if _USUAL.fullmatch(text) else normal(text)
