"""A draft while it is written: what of it may be shown already. No clock, no sending.

A sentence is shown only when the guard lets it stand behind those shown before: what the phone shows holds no figure
that nobody said, not even for a moment. It is a preview; the draft itself is judged as a whole.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from bot.core.outline import Form
from bot.drafting.guard.spans import sentence_spans
from bot.drafting.model import ModelError
from bot.drafting.reply import section_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.drafting.judging import Judge
    from bot.drafting.material import Portion

_ENDS = ("。", "！", "？", "；", "”", "】", "）")


class Watch(Protocol):
    """Is told how a draft comes along."""

    def begin(self, parts: Sequence[Portion]) -> None:
        """These will be written, in printed order."""

    def shown(self, portion: str, text: str) -> None:
        """So much of a portion may be shown."""

    def done(self, portion: str, text: str) -> None:
        """A portion is finished."""


class Sieve:
    """Hears a model's text as it grows, and tells of it what the guard lets stand."""

    def __init__(self, judge: Judge, tell: Callable[[str], None]) -> None:
        self._judge = judge
        self._tell = tell
        self._read = 0
        self._text = ""

    def hear(self, raw: str) -> None:
        """The text so far. Sentences that are held back come with the finished portion, mended."""
        text = ""
        with suppress(ModelError):  # nothing to be shown yet
            text = "" if _still_thinks(raw) else section_text(raw)
        spans = sentence_spans(text)
        whole = [span for span in spans if text[span[0] : span[1]].endswith(_ENDS)]
        if len(whole) <= self._read:
            return
        before = self._text
        for start, end in whole[self._read :]:
            sentence = text[start:end].strip()
            parted = "\n" if start and text[start - 1] == "\n" and self._text else ""
            longer = f"{self._text}{parted}{sentence}"
            if not self._judge.wrong(longer):
                self._text = longer
        self._read = len(whole)
        if self._text != before:
            self._tell(self._text)


class Preview:
    """The whole draft as far as it may be shown, in printed order. `on_change` is called at every change."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._parts: tuple[Portion, ...] = ()
        self._texts: dict[str, str] = {}
        self._done: set[str] = set()

    def begin(self, parts: Sequence[Portion]) -> None:
        """These will be written, in printed order."""
        self._parts = tuple(parts)

    def shown(self, portion: str, text: str) -> None:
        """So much of a portion may be shown."""
        self._texts[portion] = text
        self._on_change()

    def done(self, portion: str, text: str) -> None:
        """A portion is finished."""
        self._done.add(portion)
        self.shown(portion, text)

    @property
    def progress(self) -> tuple[int, int]:
        """How many sections are finished, of how many."""
        sections = {part.section.id for part in self._parts}
        open_ones = {part.section.id for part in self._parts if part.id not in self._done}
        return len(sections - open_ones), len(sections)

    @property
    def text(self) -> str:
        """What may be shown, under headings; "" for nothing yet.

        Finished portions and the first that is being written; while none of these has words, the first that has.
        """
        lines: list[str] = []
        section = ""
        for part in self._up_to_the_first_open() or self._first_with_words():
            text = self._texts.get(part.id, "")
            if not text:
                continue
            if part.section.id != section:
                section = part.section.id
                lines.append(part.section.title)
            lines += [part.heading, text] if part.heading else [text]
        return "\n".join(lines)

    def _up_to_the_first_open(self) -> list[Portion]:
        found: list[Portion] = []
        for part in self._parts:
            if part.section.form is Form.OPENING and part.id not in self._texts:
                continue  # it stands first and is written last
            found.append(part)
            if part.id not in self._done:
                break
        return found if any(self._texts.get(part.id) for part in found) else []

    def _first_with_words(self) -> list[Portion]:
        return [part for part in self._parts if self._texts.get(part.id)][:1]


def _still_thinks(raw: str) -> bool:
    return raw.count("<think>") > raw.count("</think>")
