"""What changed between two versions of a text, as it is marked on paper: struck out, or underlined as new.

Sentence by sentence; within a sentence that was mended, word by word, so that the eye finds the figure that changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”’）】]*|[^。！？；\n]+")
_WORD = re.compile(r"\d+(?:[.,]\d+)*[%％]?|[A-Za-z]+|.", re.DOTALL)
"""What changes as one: 62 does not become 68 by its last sign."""
_ALIKE = 0.5
"""From this likeness on (`SequenceMatcher.ratio`) two sentences are one that was mended."""
_ISLAND = 2
"""Signs that stay between two changes, for them to be seen as two: fewer are part of one."""


class Mark(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Signs that stayed, went or came together."""

    text: str
    mark: Mark = Mark.SAME


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence that is gone, new, or mended: its stretches in reading order."""

    stretches: tuple[Stretch, ...]


def redline(old: str, new: str) -> tuple[Change, ...]:
    """The sentences that changed, in the order of the text; none where nothing did."""
    before, after = sentences(old), sentences(new)
    found: list[Change] = []
    for tag, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paired(before[i:j], after[k:m])
    return tuple(found)


def sentences(text: str) -> list[str]:
    """The sentences of a text, without the breaks between its paragraphs."""
    return [found.strip() for found in _SENTENCE.findall(text) if found.strip()]


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Sentences in one another's place: what was mended as one, of the others what went before what came."""
    at = since = 0
    for number, sentence in enumerate(new):
        like = next((n for n in range(at, len(old)) if _likeness(old[n], sentence) >= _ALIKE), None)
        if like is None:
            continue
        yield from _whole(old[at:like], new[since:number])
        yield Change(tuple(_mended(old[like], sentence)))
        at, since = like + 1, number + 1
    yield from _whole(old[at:], new[since:])


def _whole(gone: Iterable[str], came: Iterable[str]) -> Iterator[Change]:
    yield from (Change((Stretch(sentence, Mark.GONE),)) for sentence in gone)
    yield from (Change((Stretch(sentence, Mark.NEW),)) for sentence in came)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(a=_WORD.findall(one), b=_WORD.findall(other), autojunk=False).ratio()


def _mended(old: str, new: str) -> Iterator[Stretch]:
    """A sentence with what went struck out before what came in its place."""
    was, now = _WORD.findall(old), _WORD.findall(new)
    gone = came = ""
    steps = SequenceMatcher(a=was, b=now, autojunk=False).get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(steps):
        left, right = "".join(was[i:j]), "".join(now[k:m])
        inside = 0 < number < len(steps) - 1
        if tag == "equal" and (len(left) >= _ISLAND or not inside):
            yield from _changed(gone, came)
            yield Stretch(left)
            gone = came = ""
        else:
            gone, came = gone + left, came + right
    yield from _changed(gone, came)


def _changed(gone: str, came: str) -> Iterator[Stretch]:
    if gone:
        yield Stretch(gone, Mark.GONE)
    if came:
        yield Stretch(came, Mark.NEW)
