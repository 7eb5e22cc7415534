"""Text → lines without page furniture, Markdown's marks read and removed, hard wraps undone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.retrieval.characters import CJK, bare, close_gaps, tidy_signs
from bot.retrieval.markers import marker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.retrieval.rules import Lines

CLOSING = "。！？：；”）…!?:;)"
ROW_MARK = "｜"
FEWEST_WRAPPED = 4
UNFINISHED_SHARE = 0.5
EVEN_SHARE = 0.8
EDGE = 4  # signs by which the ends of wrapped lines differ
FULL = 0.7  # share of the widest line that a wrapped line fills
FEWEST_REPEATS = 3
LONGEST_RUNNING_HEAD = 40
LONGEST_REPEAT = 6

_HEADING = re.compile(r"(#{1,6})\s*(.+?)\s*#*")
_BULLET = re.compile(r"[-*+•●■◆▪◇○·]\s+(.+)|[•●■◆▪◇]\s*(.+)")
_QUOTE = re.compile(r"^(?:>\s?)+")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|`([^`]+)`")
_LINK = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]+)\]\([^)\s]*\)")
_TAG = re.compile(r"</?(?:br|p|div|span|b|i|u|strong|em|font|a|img|center|h\d|li|ul|ol|sup|sub)\b[^>]*>", re.IGNORECASE)
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?")
_BOLD_LINE = re.compile(rf"(\*\*|__)([^*_]*[{CJK}][^*_。；]*)\1[：:]?")


class Mark(StrEnum):
    """What a line was marked as."""

    NONE = ""
    HEADING = "heading"
    BULLET = "bullet"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `level` is Markdown's of a heading, else 0."""

    text: str
    mark: Mark = Mark.NONE
    level: int = 0
    indented: bool = False
    after_blank: bool = False


def read_lines(text: str, rules: Lines) -> list[Line]:
    """All lines that say something."""
    return list(_unwrapped(_without_running_heads(list(_lines(tidy_signs(text), rules)))))


def finished(text: str) -> bool:
    """Whether a paragraph ends the way one does."""
    return text.endswith(tuple(CLOSING))


def _lines(text: str, rules: Lines) -> Iterator[Line]:
    after_blank = True
    for raw in text.split("\n"):
        if any(pattern.fullmatch(raw.strip()) for pattern in rules.furniture):
            continue
        line = _line(raw)
        if line.text:
            yield replace(line, after_blank=after_blank)
        after_blank = not raw.strip()


def _line(raw: str) -> Line:
    stripped = _QUOTE.sub("", _TAG.sub("", raw).strip())
    indented = raw[:1] in {" ", "\t", "\u3000"}
    if match := _HEADING.fullmatch(stripped):
        return Line(_plain(match[2]), Mark.HEADING, len(match[1]))
    if match := _BOLD_LINE.fullmatch(stripped):
        return Line(_plain(match[2]), Mark.HEADING, 0)
    if match := _BULLET.fullmatch(stripped):
        return Line(_plain(match[1] or match[2]), Mark.BULLET)
    if _TABLE_RULE.fullmatch(stripped):
        return Line("")
    if stripped.startswith("|") and stripped.endswith("|"):
        cells = [_plain(cell) for cell in stripped.strip("|").split("|")]
        return Line(ROW_MARK.join(cell for cell in cells if cell), Mark.ROW)
    return Line(_plain(stripped), Mark.ROW if ROW_MARK in stripped else Mark.NONE, 0, indented)


def _plain(text: str) -> str:
    text = _LINK.sub(lambda match: match[1] or "", text)
    return close_gaps(_EMPHASIS.sub(lambda match: match[2] or match[3] or match[4], text))


def _without_running_heads(lines: list[Line]) -> list[Line]:
    """Drop a short line that comes back again and again and once at least cuts a sentence in two."""
    counts = Counter(line.text for line in lines if len(line.text) <= LONGEST_RUNNING_HEAD and not finished(line.text))
    cutting = {
        line.text
        for before, line in pairwise(lines)
        if counts[line.text] >= FEWEST_REPEATS and not finished(before.text) and len(before.text) > len(line.text)
    }
    return [line for line in lines if line.text not in cutting or marker(line.text)]


def _unwrapped(lines: list[Line]) -> Iterator[Line]:
    """Join the lines of a paragraph that was cut at a fixed width; leave one line per paragraph alone."""
    width = _wrap_width(lines)
    held: Line | None = None
    last = ""
    for line in lines:
        if held and width and len(last) >= FULL * width and _flows_on(line) and held.mark is not Mark.HEADING:
            held = replace(held, text=join(held.text, line.text[repeated_head(held.text, line.text, sure=False) :]))
        else:
            if held:
                yield held
            held = line
        last = line.text
    if held:
        yield held


def _flows_on(line: Line) -> bool:
    return line.mark is Mark.NONE and not (line.after_blank or line.indented or marker(line.text))


def _wrap_width(lines: list[Line]) -> int:
    """The width in signs that lines were cut at, 0 where they were not."""
    inner = [line.text for line, after in pairwise(lines) if _flows_on(after)]
    cut = [len(text) for text in inner if not finished(text)]
    if len(cut) < FEWEST_WRAPPED or len(cut) < UNFINISHED_SHARE * len(inner):
        return 0
    width = max(cut)
    even = sum(length >= width - EDGE for length in cut)
    return width if even >= EVEN_SHARE * len(cut) else 0


def repeated_head(text: str, following: str, *, sure: bool) -> int:
    """How many signs a page break printed twice: the end of `text` at the head of `following`.

    Only signs that stand alone before a mark are, or where a page broke for sure at least two signs: 职工 and 工资
    share one by nature.
    """
    tail = bare(text[-2 * LONGEST_REPEAT :])
    for length in range(LONGEST_REPEAT, 0, -1):
        head = following[:length]
        if len(head) < length or not head.isalnum() or any(sign.isdigit() for sign in head):
            continue
        alone = following[length : length + 1] in tuple("。，；、")
        if tail.endswith(bare(head)) and (alone or (sure and length > 1)):
            return length
    return 0


def join(head: str, tail: str) -> str:
    """Two halves of a sentence as one: no space but between Latin words."""
    latin = head[-1:].isascii() and head[-1:].isalpha() and tail[:1].isascii() and tail[:1].isalpha()
    return f"{head} {tail}" if latin else head + tail
