"""A paragraph of more than 350 signs is hard to read on paper; a matter of style, not of truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.guard.finding import STYLE, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case

LONGEST = 350


def long_paragraphs(case: Case) -> Iterator[Hit]:
    """Paragraphs beyond `LONGEST` signs, blanks left out."""
    start = 0
    for line in case.text.splitlines(keepends=True):
        size = length_of(line)
        if size > LONGEST:
            end = start + len(line.rstrip("\n"))
            yield Hit("paragraph", start, end, kind=STYLE, found=str(size), limit=LONGEST)
        start += len(line)


def length_of(text: str) -> int:
    """Signs of a text without blanks, as a notice counts them."""
    return len("".join(text.split()))
