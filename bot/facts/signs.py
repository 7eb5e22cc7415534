"""One sign for each figure, blank and dash, however a phone writes it; what cannot be seen is left out.

Figures come full-width, in circles, on keycaps, in Chinese or in another script's numerals; between them stand thin
spaces, soft hyphens, zero-width joiners.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_CHINESE = dict(zip("零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "000123456789123456789" + "1", strict=True))
FIGURE = rf"[\d{''.join(_CHINESE)}²³¹⁰-₉①-⓿❶-➓]"
"""A pattern for whatever may become a figure when a text is folded."""
_DOTS = frozenset("。·•・∙")
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Cc"})


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared, and for each of its signs the place in the text as given."""

    text: str
    at: tuple[int, ...]
    length: int

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A stretch in the text as given, with what is unseen behind its signs."""
        return self.at[start], self.at[end] if end < len(self.at) else self.length


def folded(text: str, *, words: bool = False) -> Folded:
    """Fold a text; with `words`, figures written as words or in circles become figures too."""
    signs, at = [], []
    for place, char in enumerate(text):
        sign = _in_words(char) if words else _sign(char)
        if sign:
            signs.append(sign)
            at.append(place)
    return Folded("".join(signs), tuple(at), len(text))


@lru_cache(maxsize=8192)
def _sign(char: str) -> str:
    kind = unicodedata.category(char)
    if char == "\n" or char.isascii():
        return char if kind != "Cc" or char in "\n\t" else ""
    if kind in _UNSEEN:
        return ""
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    if kind == "Zs":
        return " "
    if kind == "Pd" or char in "−～∼_":
        return "-"
    if char in _DOTS:
        return "."
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and kind != "No" else char


@lru_cache(maxsize=8192)
def _in_words(char: str) -> str:
    if char in _CHINESE:
        return _CHINESE[char]
    figure = unicodedata.digit(char, None)
    return _sign(char) if figure is None else str(figure)
