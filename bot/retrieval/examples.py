"""Shipped passages, knowledge/examples/*.md: TOML between two +++ lines, then one passage per `##` heading.

A heading may end in `{topic=… style=…}`, which speaks for its passage instead of the front matter.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.retrieval.errors import KnowledgeError
from bot.retrieval.passage import Passage, passage_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FENCE = "+++"
_HEADING = re.compile(r"##\s+(?P<text>[^{}]+?)\s*(?:\{(?P<marks>[^{}]*)\})?\s*")
_ERROR_LINE = re.compile(r"line (\d+)")
_SPARE_LINES = re.compile(r"\n{3,}")
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class _Front:
    """Front matter of a file: what its passages have in common."""

    title: str
    kind: str
    topic: str
    terms: int


def read_examples(path: Path, topics: frozenset[str]) -> tuple[Passage, ...]:
    """The passages of one file.

    Raises:
        KnowledgeError: naming file and line, for broken front matter, an unknown topic or mark, text before the
            first heading, a heading without text, or no heading at all.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{path.name} 不是 UTF-8 编码，请另存为 UTF-8") from error
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < len("两行") or fences[0] != 0:
        raise _fault(path, 1, f"开头要有两行 {FENCE}，中间写 title、kind、topic、terms")
    front = _front(path, lines[1 : fences[1]], topics)
    passages = tuple(_passages(path, lines, fences[1] + 1, front, topics))
    if not passages:
        raise _fault(path, len(lines), "没有例文，请至少写一个“## 小标题”和一段正文")
    return passages


def _fault(path: Path, line: int, what: str) -> KnowledgeError:
    return KnowledgeError(f"{path.name} 第{line}行：{what}")


def _front(path: Path, lines: list[str], topics: frozenset[str]) -> _Front:
    try:
        table = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        found = _ERROR_LINE.search(str(error))
        raise _fault(path, int(found[1]) + 1 if found else 2, f"+++ 之间写法有误，请改正：{error}") from error
    expected = {"title": str, "kind": str, "topic": str, "terms": int}
    for key in (*table, *expected):
        if key not in expected or not isinstance(table.get(key), expected[key]):
            raise _fault(path, _line_of(key, lines), f"{key} 有误，应写 title、kind、topic（文字）和 terms（年份）")
    front = _Front(**table)
    if not front.title.strip() or front.terms not in _YEARS:
        raise _fault(
            path, _line_of("title" if not front.title.strip() else "terms", lines), "title 或 terms 有误，请改正"
        )
    if front.topic not in topics:
        raise _fault(path, _line_of("topic", lines), _unknown_topic(front.topic, topics))
    return front


def _line_of(key: str, lines: list[str]) -> int:
    return next((number + 2 for number, line in enumerate(lines) if line.lstrip().startswith(key)), 1)


def _unknown_topic(topic: str, topics: frozenset[str]) -> str:
    return f"没有“{topic}”这个主题，可用的有：{'、'.join(sorted(topics))}"


def _passages(path: Path, lines: list[str], start: int, front: _Front, topics: frozenset[str]) -> Iterator[Passage]:
    heads = [number for number in range(start, len(lines)) if lines[number].startswith("## ")]
    for number in range(start, heads[0] if heads else len(lines)):
        if lines[number].strip():
            raise _fault(path, number + 1, "正文前缺“## 小标题”，请补上")
    for number, end in zip(heads, [*heads[1:], len(lines)], strict=False):
        match = _HEADING.fullmatch(lines[number])
        if not match:
            raise _fault(path, number + 1, "小标题有误，应写成“## 小标题 {topic=… style=…}”")
        text = _SPARE_LINES.sub("\n\n", "\n".join(line.strip() for line in lines[number + 1 : end])).strip()
        if not text:
            raise _fault(path, number + 1, "小标题下没有正文，请补上或删去小标题")
        marks = _marks(path, number + 1, match["marks"] or "")
        topic = marks.get("topic", front.topic)
        if topic not in topics:
            raise _fault(path, number + 1, _unknown_topic(topic, topics))
        yield Passage(
            id=passage_id(path.name, front.title, text),
            text=text,
            source=path.name,
            piece=front.title,
            heading=match["text"],
            topic=topic,
            kind=marks.get("kind", front.kind),
            style=marks.get("style", ""),
        )


def _marks(path: Path, line: int, text: str) -> dict[str, str]:
    marks: dict[str, str] = {}
    for part in text.split():
        key, equals, value = part.partition("=")
        if key not in {"topic", "style", "kind"} or not equals or not value:
            raise _fault(path, line, f"花括号里的“{part}”看不懂，只能写 topic=…、style=… 或 kind=…")
        marks[key] = value
    return marks
