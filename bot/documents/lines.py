"""What a page is made of, top to bottom, and where on it each thing stands. No file format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.documents.measure import points
from bot.documents.profile import A4, BODY_SIZE, TRACKING, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.documents.plan_table import Grid

POINTS_PER_MM = 72 / 25.4
TEXT_WIDTH = (A4.width - A4.left - A4.right) * POINTS_PER_MM
"""Points between the margins."""

_OPEN_MARK = re.compile(r"(【待(?:补|核实)[^】]*】)")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the file; a line feed in its text is a line break inside it.

    The indents, in points, are those that depend on the text; `first` is relative to `left`. Where there is
    neither `left` nor `right`, the role's style has the indents.
    """

    role: Role
    text: str
    left: float = 0.0
    first: float = 0.0
    right: float = 0.0
    with_next: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG or PNG in the middle of the page; sizes in points. `words` is read to those who cannot see it."""

    content: bytes
    width: float
    height: float
    words: str = ""


def texts(elements: Iterable[Line | Picture | Grid]) -> Iterator[str]:
    """The text of lines and cells, in order."""
    for element in elements:
        if isinstance(element, Line):
            yield element.text
        elif not isinstance(element, Picture):
            for row in (element.head, *element.rows):
                yield from row


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is a 【待补：…】 or 【待核实：…】 that an officer must settle."""
    for index, piece in enumerate(_OPEN_MARK.split(text)):
        if piece:
            yield piece, index % 2 == 1


def width(text: str) -> float:
    """The width of body text in points."""
    return points(text, BODY_SIZE, TRACKING)
