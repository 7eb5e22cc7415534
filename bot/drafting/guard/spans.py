"""Sentences of a text and where they lie; marks (【待补：…】), whose words are the guard's own."""

from __future__ import annotations

import re
from bisect import bisect_right

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”’）】]*|[^。！？；\n]+")
_MARK = re.compile(r"【(?:待补|待核实)：[^】\n]*】")

Span = tuple[int, int]


def sentence_spans(text: str) -> tuple[Span, ...]:
    """The sentences in order: parted by 。！？； and line ends, each with its mark."""
    return tuple(found.span() for found in _SENTENCE.finditer(text) if found[0].strip())


def around(spans: tuple[Span, ...], start: int) -> Span:
    """The span in which a place lies; 0:0 if in none."""
    index = bisect_right(spans, start, key=lambda span: span[0]) - 1
    return spans[index] if index >= 0 and start < max(spans[index][1], spans[index][0] + 1) else (0, 0)


def without_marks(text: str) -> str:
    """The text with every mark made blank, each place where it was."""
    return _MARK.sub(lambda found: " " * len(found[0]), text)
