"""What changed between two versions of a text, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_SENTENCE = re.compile(r"[^。！？；\n]+[。！？；]?|\n")


class Mark(StrEnum):
    """What became of a sentence."""

    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that is gone or new."""

    mark: Mark
    sentence: str


def changes(old: str, new: str) -> tuple[Change, ...]:
    """The sentences that are gone and those that are new, in the order of the text; none where nothing changed."""
    before, after = sentences(old), sentences(new)
    found: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [Change(Mark.GONE, sentence) for sentence in before[i:j]]
            found += [Change(Mark.NEW, sentence) for sentence in after[k:m]]
    return tuple(found)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the breaks between its paragraphs."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]
