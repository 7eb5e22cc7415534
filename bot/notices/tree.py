"""Lines → what stands under what, by the numbers at their heads: 一、 over （一） over 1. over （1）.

A number that neither begins anew nor follows the one before it, and one that begins anew where nothing stands over it,
show that a line was lost above them. Such a break begins a group, and is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.retrieval.lines import Mark
from bot.retrieval.markers import marker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bot.retrieval.lines import Line

PARAGRAPH = 9
PART, HEADING, SPOKEN = 0, 1, 3
LONGEST_HEADING = 25


_NUMERALS = "一二三四五六七八九十"
_PART = re.compile(rf"第([{_NUMERALS}])(?:大)?(?:部分|块|方面)[\s：:、，]*(.+)")
_SPOKEN = re.compile(rf"([{_NUMERALS}])是(.{{3,}})")
_CIRCLES = re.compile(r"(?=[①②③④⑤⑥⑦⑧⑨⑩])")


@dataclass(slots=True)
class Node:
    """A line with all that stands under it. `number` 0 where it has none; `broken` where one before it was lost."""

    level: int
    number: int
    text: str
    broken: bool = False
    under: list[Node] = field(default_factory=list)

    @property
    def numbered(self) -> list[Node]:
        """What stands under it with a number."""
        return [node for node in self.under if node.level != PARAGRAPH]

    def walk(self) -> Iterator[Node]:
        """The node and all under it, in order."""
        yield self
        for node in self.under:
            yield from node.walk()


def grow(lines: Iterable[Line], is_heading: Callable[[str], bool]) -> list[Node]:
    """The lines as trees, in order; `is_heading` knows words (要求：) that stand over others without a number."""
    found = [_node(part, is_heading) for line in lines for part in _parts(line)]
    _number_headings(found)
    roots: list[Node] = []
    above: list[Node] = []
    for index, node in enumerate(found):
        while above and above[-1].level >= node.level:
            above.pop()
        siblings = above[-1].under if above else roots
        if node.level == PARAGRAPH and _cuts(found, index, above):
            # The words between two halves of a broken list stand for themselves.
            node = Node(PARAGRAPH, 0, node.text, broken=True)  # noqa: PLW2901  the same words, known better
            above = []
            roots.append(node)
            continue
        if node.number:
            before = [one for one in siblings if one.level == node.level and one.number]
            node.broken = bool(before) and node.number != before[-1].number + 1
            node.broken |= not before and node.number > 1
        siblings.append(node)
        if node.level != PARAGRAPH:
            above.append(node)
    return roots


def _parts(line: Line) -> list[Line]:
    """①…②…③… in one line are lines of their own."""
    if len(_CIRCLES.findall(line.text)) < 2:  # noqa: PLR2004  one alone divides nothing
        return [line]
    return [replace(line, text=part.strip()) for part in _CIRCLES.split(line.text) if part.strip()]


def _node(line: Line, is_heading: Callable[[str], bool]) -> Node:
    if part := _PART.match(line.text):
        return Node(PART, _NUMERALS.index(part[1]) + 1, part[2].strip())
    if spoken := _SPOKEN.match(line.text):
        return Node(SPOKEN, _NUMERALS.index(spoken[1]) + 1, spoken[2].strip())
    if mark := marker(line.text):
        return Node(max(mark.level, HEADING), mark.number, mark.rest.strip())
    heading = len(line.text) <= LONGEST_HEADING and (line.mark is Mark.HEADING or is_heading(line.text))
    return Node(HEADING if heading else PARAGRAPH, 0, line.text)


def _number_headings(found: list[Node]) -> None:
    """Headings without a number stand over what is numbered; beside 一、 they are of its rank."""
    if not any(node.number and node.level == HEADING for node in found):
        return
    for node in found:
        if not node.number and node.level == HEADING:
            node.level = HEADING


def _cuts(found: list[Node], index: int, above: list[Node]) -> bool:
    """Whether a paragraph stands where a list breaks: the next number does not go on with any list that is open."""
    if not above:
        return False
    following = next((node for node in found[index + 1 :] if node.level != PARAGRAPH), None)
    if following is None or not following.number or following.number == 1:
        return False
    same = next((node for node in reversed(above) if node.level == following.level), None)
    return same is not None and following.number != same.number + 1
