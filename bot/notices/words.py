"""`knowledge/notices.toml`: what notices are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.span import Span
from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path

Pattern = re.Pattern[str]


@dataclass(frozen=True, slots=True)
class KindWords:
    """How a notice becomes an interview."""

    plan: Pattern
    problems: Pattern
    around_title: Pattern
    paper: Pattern
    span: dict[Span, Pattern]
    heading: Pattern
    ask: str
    ask_section: str
    example: str
    length: tuple[int, int]


@dataclass(frozen=True, slots=True)
class CorrectionWords:
    """How the officer corrects what was read."""

    drop: Pattern
    rename: Pattern
    add: Pattern
    title: Pattern
    length: Pattern


@dataclass(frozen=True, slots=True)
class PointedWords:
    """How demands are said that are only known for such because somebody pointed at them."""

    most: Pattern
    least: Pattern
    picture: Pattern


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """The file, key by key; it says what each is for."""

    title: Pattern
    title_within: Pattern
    address: Pattern
    addressed: Pattern
    wrapper: Pattern
    demands: Pattern
    demanding: Pattern
    content: Pattern
    listing: Pattern
    listing_ends: Pattern
    counted_listing: Pattern
    plain_listing: Pattern
    other_papers: tuple[str, ...]
    parts: Pattern
    length_unit: str
    at_most: str
    at_least: str
    at_most_before: str
    at_least_before: str
    about: str
    photo: str
    vague_count: Pattern
    day: str
    until: str
    until_before: str
    counting: Pattern
    due: Pattern
    delivery: tuple[str, ...]
    delivered_to: Pattern
    style: tuple[str, ...]
    unreadable_length: Pattern
    unreadable_year: Pattern
    unreadable_day: Pattern
    unreadable_count: Pattern
    pointed: PointedWords
    kind: KindWords
    correct: CorrectionWords


def read_notice_words(knowledge: Path) -> NoticeWords:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    path = knowledge / "notices.toml"
    return read(path, NoticeWords)
