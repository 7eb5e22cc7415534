"""Where the review copy's comments stand, and what they say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.report import CELL, Note
from bot.documents.lines import texts
from bot.documents.plain import one_line

_NUMBER = re.compile(r"^\d{1,2}\.(?!\d)\s*")

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.documents.layout import Element


@dataclass(slots=True)
class Remarks:
    """Comments still to be placed: those that were placed are taken out of `waiting`."""

    notes: tuple[Note, ...]
    places: list[str]
    astray: frozenset[int]
    numbers: dict[int, int]
    waiting: set[int]

    @classmethod
    def on(cls, elements: Iterable[Element], notes: tuple[Note, ...]) -> Remarks:
        """The notes on these elements. One whose sentence stands nowhere goes to the first line: nothing is lost."""
        written = [text for text in texts(elements) if text]
        if not written:
            return cls((), [], frozenset(), {}, set())
        sentences = [_place(one_line(note.sentence)) for note in notes]
        astray = {at for at, one in enumerate(sentences) if not one or not any(one in text for text in written)}
        places = [written[0] if at in astray else one for at, one in enumerate(sentences)]
        return cls(notes, places, frozenset(astray), {}, set(range(len(notes))))

    def number(self, note: int, comment: int) -> None:
        """Tell the number that a note's comment has in the file."""
        self.numbers[note] = comment

    def is_astray(self, note: int) -> bool:
        """Whether the report does not hold the note's sentence."""
        return note in self.astray

    def take(self, text: str) -> list[tuple[int, int, int]]:
        """The comments on this text: where each begins and ends, and its number. They are placed by that."""
        here = [note for note in sorted(self.waiting) if self.places[note] in text]
        self.waiting.difference_update(here)
        starts = [(text.index(self.places[note]), note) for note in here]
        return [(start, start + len(self.places[note]), self.numbers[note]) for start, note in starts]


def _place(sentence: str) -> str:
    """Where a sentence stands: itself, or for a row of a table the cell that says what the row is about."""
    return _NUMBER.sub("", sentence.partition(CELL)[0]) if CELL in sentence else sentence


def remark_text(note: Note, *, quoted: bool) -> str:
    """The comment: the question, the officer's own words and their day; the sentence too where it stands elsewhere."""
    day = f"（{note.on.year}年{note.on.month}月{note.on.day}日）" if note.on else ""
    lines = [f"句子：{one_line(note.sentence)}"] if quoted else []
    return "\n".join((*lines, f"问：{one_line(note.question)}", f"您说{day}：{one_line(note.said)}"))
