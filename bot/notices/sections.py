"""Which parts of a notice ask for sections, and which for their manner."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.notice import Asked
from bot.facts.numerals import value_of
from bot.notices.tree import PARAGRAPH, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.notices.demands import DemandReader
    from bot.notices.words import NoticeWords

LONGEST_TITLE = 34
SHORTEST_ITEM = 4
_PARTED = re.compile(r"[；;。]")
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
_COUNTED = re.compile(r"^[一二三四五六七八九]是")
_HEAD = re.compile(r"[。：:]")
_IN_LINE = re.compile(r"(?:^|[，,；;。：:])\s*[一二三四五六七八九]是([^；;。]+)")
_NOT_ASKED = ("不写", "不用写", "不要写", "不必写", "别写")
_COMMAS = re.compile(r"[、，,]|以及|(?<=[况作题划算排议点法效施路足验会])[和及]")


@dataclass(slots=True)
class Sorted:
    """The notice's parts: what is asked for, what is demanded, what leads up to both."""

    sections: list[Asked] = field(default_factory=list)
    demands: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


class Sorter:
    """Sorts a notice's trees."""

    def __init__(self, words: NoticeWords, demands: DemandReader) -> None:
        self._words = words
        self._demands = demands

    def is_heading(self, text: str) -> bool:
        """Whether a line without a number, such as 要求：, stands over demands."""
        return text.endswith(("：", ":")) and self._words.demands.match(text[:-1]) is not None

    def sort(self, roots: list[Node]) -> Sorted:
        """All parts, in order."""
        found = Sorted()
        for index, root in enumerate(roots):
            if root.level == PARAGRAPH and not root.broken:
                (found.demands if self._is_demand_text(root.text) else found.lead).append(root.text)
            elif self._is_demand(root, roots[index:]):
                found.demands += [node.text for node in root.walk()]
            else:
                found.demands += self._taken_out(root)
                self._sections(root, found)
        if not found.sections:
            self._listed(found)
        return found

    def _taken_out(self, root: Node) -> list[str]:
        """The demands that follow the last section without a heading of their own."""
        found: list[str] = []
        for node in root.walk():
            loose = [one for one in node.under if one.level == PARAGRAPH]
            demanding = [
                one for one in loose if self._words.demanding.match(one.text) or self._is_demand_text(one.text)
            ]
            found += [one.text for one in demanding]
            node.under = [one for one in node.under if one not in demanding]
        return found

    def _opens_demands(self, text: str) -> bool:
        return self._words.demanding.match(text) is not None or self._is_demand_text(text)

    def _sections(self, root: Node, found: Sorted) -> None:
        if root.broken:
            number = f"第{root.number}条" if root.number else "没有编号的一段"
            found.broken.append(f"“{short(root.text)}”（{number}）前面像是缺了一行，请核对是不是单独一节")
        head = _HEAD.split(root.text)[0]
        if self._words.wrapper.match(head) and not root.under and (listed := list(self._listing(root.text))):
            found.sections += listed
            return
        if self._words.wrapper.match(head) and root.under:
            children = root.numbered or root.under
            for child in children:
                if self._is_demand(child, [child]):
                    found.demands += [node.text for node in child.walk()]
                elif child.level == PARAGRAPH and (listed := list(self._listing(child.text))):
                    found.sections += listed
                else:
                    found.sections.append(_asked(child))
            return
        # The demands of an item (数据要具体) stay with it; those of the whole report are known by their figures.
        found.sections.append(_asked(root))

    def _listed(self, found: Sorted) -> None:
        """A notice without numbers names its sections within a sentence."""
        for text in (*found.lead, *found.demands):
            found.sections += self._listing(text)
            if found.sections:
                return

    def _listing(self, text: str) -> Iterator[Asked]:
        if parts := _IN_LINE.findall(text):
            named = [_one(part) for part in parts]
            if sum(bool(self._words.content.search(one.title)) for one in named) * 2 >= len(named):
                yield from named
            return
        if told := self._words.counted_listing.search(text):
            parts = [part.strip() for part in _COMMAS.split(told["list"]) if part.strip()]
            if len(parts) >= (count := int(value_of(told["count"]) or 0)) > 1:
                yield from map(Asked, parts[:count])
                return
        for listing in self._words.listing.finditer(text):
            parts = [part.strip() for part in _COMMAS.split(listing["list"]) if part.strip()]
            parts = [part for part in parts if not part.startswith(_NOT_ASKED)]
            ends = [index for index, part in enumerate(parts) if self._words.listing_ends.search(part)]
            if len(ends) > 1 and len(ends) * 2 > ends[-1]:
                yield from map(Asked, parts[: ends[-1] + 1])
                return
        if bare := self._words.plain_listing.search(text):
            yield from (Asked(part.strip()) for part in bare["list"].split("、"))

    def _is_demand(self, node: Node, group: list[Node]) -> bool:
        """Whether a part speaks of the manner; one of a list without a heading is judged with its group."""
        title = _HEAD.split(node.text)[0].strip()
        if self._words.demands.match(title):
            return True
        if self._words.wrapper.match(title):
            return False
        if not node.under and self._is_demand_text(_BRACKETED.sub("", node.text)):
            return True
        if len(node.text) <= LONGEST_TITLE and self._words.content.search(title):
            return False
        below = [one for one in node.walk() if one is not node]
        if below:
            return sum(self._is_demand_text(one.text) for one in below) * 2 > len(below)
        return not self._words.content.search(title) and any(
            self._is_demand_text(_BRACKETED.sub("", one.text)) for one in group if one.level == node.level
        )

    def _is_demand_text(self, text: str) -> bool:
        return self._demands.has(text) or (
            any(word in text for word in self._words.delivery) and not self._words.content.search(text[-6:])
        )


def _asked(node: Node) -> Asked:
    one = _one(node.text)
    items = [part for below in node.walk() if below is not node for part in _parts(below.text)]
    return Asked(one.title, tuple(dict.fromkeys((*one.items, *items))))


def _one(text: str) -> Asked:
    """A line as a section: its title, and what it says behind it."""
    text = text.strip().rstrip("。；;：:")
    head = _HEAD.split(text)[0]
    if len(head) <= LONGEST_TITLE and head != text:
        return Asked(head, tuple(_parts(text[len(head) + 1 :])))
    return Asked(text)


def _parts(text: str) -> list[str]:
    """The things that one line asks for: its half-sentences, where each says enough to stand alone."""
    parts = [_COUNTED.sub("", part.strip()) for part in _PARTED.split(text) if part.strip()]
    if any(len(part) < SHORTEST_ITEM for part in parts):
        return [text.strip().rstrip("。；;")]
    return parts


def short(text: str) -> str:
    """The beginning of a text, by which it is called."""
    return text if len(text) <= LONGEST_TITLE else f"{text[:LONGEST_TITLE]}…"
