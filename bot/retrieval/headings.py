"""Which line is a heading: by Markdown, by its number, or by standing short and alone without a closing mark."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.retrieval.lines import Line, Mark, finished, repeated_head
from bot.retrieval.markers import Marker, marker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.retrieval.rules import Headings, Rules

UNNUMBERED = 6
SECOND = 2
SHORTEST = 2
FEW = 2
SHORTEST_BODY = 20
EVEN_CLAUSES = 6  # signs by which the halves of a heading in two clauses differ at most
_COUNTED = re.compile(r"^[^：]{1,4}[一二三四五六七八九十]：")
_INNER_STOP = re.compile(r"[。！？；：](?!$)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading without its number; `level` 1 to 4 as numbered, `UNNUMBERED` else."""

    text: str
    level: int
    number: int


def heading_of(line: Line, after: Line | None, rules: Rules, *, only_marked: bool) -> Heading | None:
    """The heading that a line is, `after` being the line that follows it.

    With `only_marked`, a line without number or mark is one only where a new paragraph starts for sure behind it.
    """
    if match := rules.lines.scaffold.fullmatch(line.text):
        if line.mark is Mark.HEADING or not finished(line.text):
            return Heading(_trim(match["label"]), UNNUMBERED, 0)
        return None
    found = marker(line.text)
    if line.mark is Mark.HEADING:
        return _numbered(found) if found else Heading(_trim(line.text), UNNUMBERED, 0)
    if found:
        return _numbered(found) if _heads(found, line, after, rules.headings) else None
    if not _stands_alone(line, after, rules.headings):
        return None
    if only_marked and after and after.mark is Mark.NONE and not rules.headings.opening.match(after.text):
        return None
    return Heading(_trim(line.text), UNNUMBERED, 0)


def marks_its_headings(lines: Sequence[Line], rules: Rules) -> bool:
    """Whether a document that pages cut in pieces marks its headings, so that a short line is a piece, no heading."""
    marked = sum(line.mark is Mark.HEADING or _is_first_level(line, rules.headings) for line in lines)
    torn = sum(
        line.mark is after.mark is Mark.NONE
        and len(line.text) > rules.headings.longest
        and not finished(line.text)
        and marker(after.text) is None
        for line, after in pairwise(lines)
    )
    return marked >= FEW and torn >= FEW


def _is_first_level(line: Line, rules: Headings) -> bool:
    found = marker(line.text)
    return found is not None and found.level == 1 and len(found.rest) <= rules.longest_numbered


def _numbered(found: Marker) -> Heading:
    return Heading(_trim(found.rest), max(found.level, 1), found.number)


def _trim(text: str) -> str:
    return text.rstrip("。：:；，、. ")


def _heads(found: Marker, line: Line, after: Line | None, rules: Headings) -> bool:
    """Whether a numbered line is a heading and not an item of a list."""
    if line.mark is Mark.BULLET or after is None or _INNER_STOP.search(found.rest):
        return False
    if found.rest.endswith(("；", "：", *rules.bad_end)) or _goes_on_in(after, line, rules):
        return False
    following = marker(after.text)
    if following and following.level <= found.level:
        return False
    if found.level <= SECOND:
        return len(found.rest) <= rules.longest_numbered
    return (
        len(found.rest) <= rules.longest_figure
        and not finished(found.rest)
        and (following is not None or len(after.text) >= SHORTEST_BODY)
    )


def _stands_alone(line: Line, after: Line | None, rules: Headings) -> bool:
    """Whether a line without any mark is a heading: short, no sentence, a real paragraph behind it."""
    text = line.text
    if line.mark is not Mark.NONE or after is None or not SHORTEST <= len(text) <= rules.longest:
        return False
    if finished(text.rstrip("：")) or text.endswith(tuple(rules.bad_end)) or text.startswith(tuple(rules.bad_start)):
        return False
    if any(mark in _COUNTED.sub("", text) for mark in "。；：") or any(sign.isdigit() for sign in text):
        return False
    if text.count("“") != text.count("”"):
        return False
    clauses = text.split("，")
    even = max(map(len, clauses)) - min(map(len, clauses)) <= EVEN_CLAUSES
    is_sentence = any(word in text for word in rules.sentence_words)
    body = len(after.text) >= SHORTEST_BODY or after.mark is not Mark.NONE or marker(after.text) is not None
    return even and not is_sentence and body and not _goes_on_in(after, line, rules)


def _goes_on_in(after: Line, line: Line, rules: Headings) -> bool:
    """Whether the next line starts as no paragraph does: with a mark, or with signs that a page break repeats."""
    torn = after.text.startswith(tuple(rules.bad_start)) or repeated_head(line.text, after.text, sure=False) > 0
    return after.mark is Mark.NONE and torn
