"""What the plain writer can change in a finished text without losing a fact: make it shorter, set it out as a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.guard.spans import sentence_spans
from bot.tables import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HEADING = re.compile(r"（[一二三四五六七八九十]+）.{1,40}")
_NUMBER = re.compile(r"\d{1,2}\. ")
_CLAUSE = re.compile(r"[^，]*[，。！？；]+|[^，]+")
_ENDS = "。！？；"


@dataclass(frozen=True, slots=True)
class Shortening:
    """`knowledge/revising.toml`: words that go, and how clauses begin that may go."""

    fillers: tuple[str, ...]
    secondary: tuple[str, ...]


def read_shortening(knowledge: Path) -> Shortening:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    return read(knowledge / "revising.toml", Shortening)


def shorter(text: str, rules: Shortening, tells: Callable[[str, str], bool]) -> str:
    """A text without what carries no fact.

    `tells` says whether a text tells all that another does: each sentence must, so that no fact is lost.
    """
    parts, at = [], 0
    for start, end in sentence_spans(text):
        parts += [text[at:start], _shorter(text[start:end], rules, tells)]
        at = end
    return "".join((*parts, text[at:]))


def listed(text: str) -> str:
    """A text with every sentence as an item of its own, numbered anew under each heading."""
    lines: list[str] = []
    items: list[str] = []
    for line in text.splitlines():
        if HEADING.fullmatch(line):
            lines += [*_numbered(items), line]
            items = []
        elif _NUMBER.match(line):
            items.append(_NUMBER.sub("", line, count=1))
        else:
            items += [line[start:end].strip() for start, end in sentence_spans(line)]
    return "\n".join((*lines, *_numbered(items)))


def _shorter(sentence: str, rules: Shortening, tells: Callable[[str, str], bool]) -> str:
    clauses = _CLAUSE.findall(sentence)
    first, *rest = clauses or [sentence]
    kept = [first, *(clause for clause in rest if not clause.startswith(rules.secondary))]
    for words in ("".join(kept), sentence):
        found = words
        for filler in rules.fillers:
            found = found.replace(filler, "")
        if found[-1:] == "，":
            found = f"{found[:-1]}{sentence[-1] if sentence[-1] in _ENDS else ''}"
        if tells(found, sentence):
            return found
    return sentence


def _numbered(items: list[str]) -> list[str]:
    closed = [f"{item[:-1]}。" if item.endswith("；") else item for item in items]
    return [f"{number}. {item}" for number, item in enumerate(closed, start=1)] if len(closed) > 1 else closed
