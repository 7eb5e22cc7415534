"""Lines → what stands under what, by the numbers at their heads: 一、 over （一） over 1. over （1）.

A number that neither begins anew nor follows the one before it, and one that begins anew where nothing stands over it,
show that a line was lost above them. Such a break begins a group, and is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.retrieval.lines import Mark
from bot.retrieval.markers import marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.retrieval.lines import Line

PARAGRAPH = 9
HEADING = 1
LONGEST_HEADING = 25


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


def grow(lines: Iterable[Line]) -> list[Node]:
    """The lines as trees, in order."""
    found = [_node(line) for line in lines]
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


def _node(line: Line) -> Node:
    if mark := marker(line.text):
        return Node(max(mark.level, HEADING), mark.number, mark.rest.strip())
    heading = line.mark is Mark.HEADING and len(line.text) <= LONGEST_HEADING
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
