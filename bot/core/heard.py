"""What was understood of an answer, in a few words: 9月8日 · 学工会法 · 62人."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.core.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.core.facts import Fact
    from bot.core.outline import Handbook, Place
    from bot.core.state import Paper, Said

LONGEST = 9
"""Characters of a piece without a fact; beyond, it is cut."""
BEFORE, AFTER = 4, 6
"""Characters shown in front of the first fact of a longer piece and behind the last."""
LINE = 44
"""Characters of the whole line: two lines of a phone."""
SAYING = 2
"""So many signs beside a figure tell what it is about."""
_CUT = "…"
_OF_DATE = re.compile(r"(?:以前|之前|前后|左右|前|后|起|底|内)(?![\u4e00-\u9fff])|(?:之前|以前|前|底前)(?=完成|办)")
_PARTED = re.compile(r"[\s，,。.、；;：:！!？?｜|│/]+")
_DATES = frozenset({FactKind.DATE, FactKind.DATE_RANGE})


def heard_at(book: Handbook, paper: Paper | None, place: Place, said: Said) -> tuple[str, ...]:
    """What was understood of a message, where it was said to a question of a report."""
    if paper is None or place.section == book.profile.id:
        return ()
    lines = read_lines(book, paper, place, [said])
    with_facts = [line for line in lines if line.facts] or list(lines[:1])
    return _on_a_line([piece for line in with_facts for piece in heard(line.text, line.facts)])


def heard(text: str, facts: Sequence[Fact]) -> tuple[str, ...]:
    """The pieces of the line, in the order said: facts in standard form, and the short words between them.

    Without a fact, the first words.
    """
    pieces = list(_pieces(text, facts))
    if not facts:
        return tuple(_cut(piece) for piece, _ in pieces[:1])
    return tuple(_around(piece, spans) if spans else _cut(piece) for piece, spans in pieces)


def _on_a_line(pieces: Sequence[str]) -> tuple[str, ...]:
    shown: list[str] = []
    room = LINE
    for piece in pieces:
        room -= len(piece)
        if room < 0:
            return (*shown, _CUT)
        shown.append(piece)
    return tuple(shown)


def near(text: str, facts: Sequence[Fact], one: Fact) -> str:
    """The piece that a fact stands in, with those before it while it says nothing else."""
    shown: list[str] = []
    told = 0
    for piece, spans in reversed(list(_pieces(text, facts))):
        if not shown and all(fact is not one for fact, _, _ in spans):
            continue
        shown.insert(0, _around(piece, spans) if spans else _cut(piece))
        told += len(piece) - sum(end - start for _, start, end in spans)
        if told >= SAYING:
            break
    return " ".join(shown) or one.standard


def first_piece(text: str, facts: Sequence[Fact]) -> str:
    """The first piece that holds more than a fact, by which an item is known."""
    pieces = [
        piece for piece, spans in _pieces(text, facts) if len(piece) > sum(end - start for _, start, end in spans)
    ]
    return pieces[0] if pieces else text


Spans = list[tuple["Fact", int, int]]


def _pieces(text: str, facts: Sequence[Fact]) -> Iterator[tuple[str, Spans]]:
    """The text parted at its marks and behind its dates, each piece with its facts and where they lie in it."""
    piece, spans = "", Spans()
    at, after_date = 0, False
    for fact in (*facts, None):
        words = text[at : fact.start if fact else len(text)]
        first, *rest = _PARTED.split(words)
        if tail := after_date and _OF_DATE.match(first):
            piece, first = piece + tail[0], first[tail.end() :]
        if after_date:
            yield piece, spans
            piece, spans = "", []
        piece += first
        for more in rest:
            if piece:
                yield piece, spans
            piece, spans = more, []
        if fact:
            if fact.kind in _DATES and piece:
                yield piece, spans
                piece, spans = "", []
            spans.append((fact, len(piece), len(piece) + len(fact.standard)))
            piece += fact.standard
            at = fact.end
        after_date = bool(fact and fact.kind in _DATES)
    if piece:
        yield piece, spans


def _cut(piece: str) -> str:
    return piece if len(piece) <= LONGEST else f"{piece[: LONGEST - 1]}{_CUT}"


def _around(piece: str, spans: Spans) -> str:
    start, end = spans[0][1], spans[-1][2]
    before, after = piece[:start], piece[end:]
    if len(piece) > LONGEST + (end - start):
        before = before if len(before) <= BEFORE else f"{_CUT}{before[-BEFORE:]}"
        after = after if len(after) <= AFTER else f"{after[:AFTER]}{_CUT}"
    return f"{before}{piece[start:end]}{after}"
