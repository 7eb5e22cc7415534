"""Lines → sections: which line opens a piece, which is a heading, which goes on where a page broke.

A paragraph that does not end like one goes on in the next line, unless that is a heading or a list item.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.retrieval.headings import heading_of, marks_its_headings
from bot.retrieval.lines import Line, Mark, finished, join, repeated_head
from bot.retrieval.markers import Marker, marker
from bot.retrieval.rules import Rules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.retrieval.headings import Heading

LONG = 30  # signs from which on a line without a closing mark is half a paragraph, not a short one
LONGEST_TITLE = 40
LONGEST_UNIT = 30
NO_LEVEL = 9
FIRST = ("篇一", "篇1", "第一", "第1", "范文一", "范文1")
_STARTERS = "，。、；：！？”）》"
_OF_SENTENCES = "，。；：在于将把对为向从被使由"
_PAIRS = ("“”", "（）", "《》", "〔〕", "【】")


@dataclass(slots=True)
class Section:
    """The paragraphs under one heading of one piece."""

    piece: str
    heading: str = ""
    paragraphs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reader:
    """Reads line by line; what it holds is the section and the paragraph that may go on."""

    rules: Rules
    sections: list[Section]
    left_out: int = 0
    open: bool = False  # whether the last paragraph may go on in the next line
    number: tuple[int, int] = (NO_LEVEL, 0)  # level and number of the heading now open
    item: tuple[int, int] = (NO_LEVEL, 0)  # and of the last list item

    @property
    def section(self) -> Section:
        return self.sections[-1]

    def start_piece(self, title: str) -> None:
        self.sections.append(Section(title))
        self.open, self.number, self.item = False, (NO_LEVEL, 0), (NO_LEVEL, 0)

    def start_section(self, heading: Heading) -> None:
        self.sections.append(Section(self.section.piece, heading.text))
        self.open, self.number, self.item = False, (heading.level, heading.number), (NO_LEVEL, 0)

    def add(self, line: Line) -> None:
        found = marker(line.text)
        last = self.section.paragraphs[-1] if self.open and self.section.paragraphs else ""
        if last and found is None and line.mark is Mark.NONE:
            if repeated := repeated_head(last, line.text, sure=not finished(last)):
                line_rest = line.text[repeated:].lstrip("。，、；")
                self.section.paragraphs[-1] = join(_reopened(last, line.text[repeated:]), line_rest)
                return
            if goes_on(last, line.text, self.rules.headings.bad_end):
                self.section.paragraphs[-1] = join(last, line.text)
                return
        if found and self._is_orphan(found):
            self.sections.append(Section(self.section.piece))
            self.number = (NO_LEVEL, 0)
        elif found and found.level == self.item[0] and found.number <= self.item[1]:
            self.sections.append(Section(self.section.piece, self.section.heading))  # a new list starts
        self.item = (found.level, found.number) if found else self.item
        self.section.paragraphs.append(found.standard + found.rest if found else line.text)
        self.open = line.mark is not Mark.ROW

    def lists(self, line: Line) -> bool:
        """Whether a line is the next item of the list now open."""
        found = marker(line.text) if line.mark is not Mark.HEADING else None
        return found is not None and (found.level, found.number - 1) == self.item

    def _is_orphan(self, found: Marker) -> bool:
        """Whether an item cannot stand under the open heading: its own heading got lost."""
        level, number = self.number
        return found.level == level and found.number <= number


def read_sections(lines: Sequence[Line], title: str, rules: Rules) -> tuple[list[Section], int]:
    """The sections of a document called `title`, and how many paragraphs were left out as no text."""
    reader = _Reader(rules, [])
    rest = _title(lines, title, rules, reader)
    collected = False
    only_marked = marks_its_headings(rest, rules)
    for index, line in enumerate(rest):
        after = rest[index + 1] if index + 1 < len(rest) and not _piece(rest[index + 1], rules) else None
        if _is_collection(line, rules) or _repeats_heading(line, reader.section.heading):
            reader.left_out += 1
        elif piece := _piece(line, rules):
            if not collected and piece.rstrip("篇").split()[0].endswith(FIRST):  # a collection's preface
                reader.left_out += sum(len(section.paragraphs) for section in reader.sections)
                reader.sections.clear()
            collected = True
            reader.left_out += 1
            reader.start_piece(piece)
        elif rules.lines.signature_day.fullmatch(line.text):
            reader.left_out += 1 + _drop_unit(reader.section)
        elif not reader.lists(line) and (heading := heading_of(line, after, rules, only_marked=only_marked)):
            reader.start_section(heading)
        else:
            reader.add(line)
    sections = [part for section in reader.sections for part in _parted(section, rules.headings.longest)]
    empty = sum(not section.paragraphs and section.heading != "" for section in sections)
    return [section for section in sections if section.paragraphs], reader.left_out + empty


def goes_on(text: str, following: str, bad_end: str) -> bool:
    """Whether a paragraph that stops at `text` goes on with `following`."""
    if following.startswith(tuple(_STARTERS)):
        return True
    if finished(text):
        return False
    torn = any(text.count(pair[0]) > text.count(pair[1]) for pair in _PAIRS)
    sentence = any(sign in text for sign in _OF_SENTENCES) or any(sign.isdigit() for sign in text)
    return torn or len(text) >= LONG or text.endswith(tuple(bad_end)) or (sentence and finished(following))


def _title(lines: Sequence[Line], title: str, rules: Rules, reader: _Reader) -> Sequence[Line]:
    """Open the first piece: under the document's own title line if it has one, else under `title`."""
    first = lines[0] if lines else None
    if first is None or _piece(first, rules) or marker(first.text):
        own = False
    else:
        own = (first.mark is Mark.HEADING and first.level <= 1) or (
            first.mark is Mark.NONE
            and len(first.text) <= LONGEST_TITLE
            and (_is_collection(first, rules) or not finished(first.text))
            and not any(mark in first.text for mark in "，。；：")
            and len(lines) > 1
        )
    reader.start_piece(first.text if first and own else title)
    return lines[1:] if own else lines


def _piece(line: Line, rules: Rules) -> str:
    """The name of the piece that a line opens, "" if it opens none."""
    if finished(line.text):
        return ""
    for pattern in rules.lines.piece:
        if match := pattern.fullmatch(line.text):
            return " ".join(part for part in (match["piece"].replace(" ", ""), match["own"]) if part)
    return ""


def _parted(section: Section, longest: int) -> list[Section]:
    """A section parted at short lines that ended up alone among whole paragraphs: headings after all."""
    parts = [Section(section.piece, section.heading)]
    paragraphs = section.paragraphs
    for number, text in enumerate(paragraphs):
        alone = all(map(finished, paragraphs[max(number - 1, 0) : number] + paragraphs[number + 1 : number + 2]))
        if len(paragraphs) > 1 and alone and len(text) <= longest and not finished(text) and marker(text) is None:
            parts.append(Section(section.piece, text))
        else:
            parts[-1].paragraphs.append(text)
    return parts


def _is_collection(line: Line, rules: Rules) -> bool:
    return "。" not in line.text and any(pattern.fullmatch(line.text) for pattern in rules.lines.collection)


def _repeats_heading(line: Line, heading: str) -> bool:
    """Whether a line is the open heading again, printed at the top of the next page."""
    found = marker(line.text)
    return bool(heading) and (found.rest if found else line.text).rstrip("。：") == heading


def _drop_unit(section: Section) -> int:
    """Take the unit's name above a signature's day away; return how many lines that were."""
    if section.paragraphs and len(section.paragraphs[-1]) <= LONGEST_UNIT and not finished(section.paragraphs[-1]):
        section.paragraphs.pop()
        return 1
    return 0


def _reopened(text: str, rest: str) -> str:
    """`text` with the mark that `rest` shows to stand behind the repeated signs."""
    mark = rest[:1]
    return text if finished(text) or mark not in set("。，、；") else text + mark
