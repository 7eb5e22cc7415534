"""A draft while it is written: what of it may be shown already. No clock, no sending.

Words are shown only when the guard lets them stand behind those shown before, and no figure before the words behind
it: what the phone shows holds no figure that nobody said, not even for a moment. It is a preview; the draft itself is
judged as a whole.
"""

from __future__ import annotations

import re
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

_UNFINISHED = re.compile(r"(?:[\d〇零一二两三四五六七八九十百千万亿.]+\D{0,6}|【[^】]*)$")
"""The end of a sentence under way that may not be what it becomes: 62人 of 62人次."""
_ENDS = ("。", "！", "？", "；", "”", "】", "）")


class Watch(Protocol):
    """Is told how a draft comes along."""

    def begin(self, parts: Sequence[Portion]) -> None:
        """These will be written, in printed order."""

    def growing(self, portion: str, sieve: Sieve) -> None:
        """More of a portion was heard."""

    def done(self, portion: str, text: str) -> None:
        """A portion is finished."""


class Sieve:
    """Of a model's text as it grows, what the guard lets stand. It looks when it is asked, not at every sign."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._raw = ""
        self._read = 0
        self._text = ""

    def hear(self, raw: str) -> None:
        """The text so far."""
        self._raw = raw

    @property
    def text(self) -> str:
        """What may be shown. A sentence held back comes with the finished portion, mended."""
        text = ""
        with suppress(ModelError):  # nothing to be shown yet
            text = "" if _still_thinks(self._raw) else section_text(self._raw)
        spans = sentence_spans(text)
        whole = [span for span in spans if text[span[0] : span[1]].endswith(_ENDS)]
        for start, end in whole[self._read :]:
            self._text = self._with(text, start, text[start:end])
        self._read = len(whole)
        if len(spans) == len(whole):
            return self._text
        start, end = spans[-1]
        return self._with(text, start, _UNFINISHED.sub("", text[start:end]))

    def _with(self, text: str, start: int, sentence: str) -> str:
        """What is shown so far with one sentence more, if it may stand there."""
        parted = "\n" if start and text[start - 1] == "\n" and self._text else ""
        longer = f"{self._text}{parted}{sentence.strip()}"
        return self._text if not sentence.strip() or self._judge.wrong(longer) else longer


class Preview:
    """The whole draft as far as it may be shown, in printed order. `on_change` is called at every change."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change
        self._parts: tuple[Portion, ...] = ()
        self._growing: dict[str, Sieve] = {}
        self._done: dict[str, str] = {}

    def begin(self, parts: Sequence[Portion]) -> None:
        """These will be written, in printed order."""
        self._parts = tuple(parts)

    def growing(self, portion: str, sieve: Sieve) -> None:
        """More of a portion was heard."""
        self._growing[portion] = sieve
        self._on_change()

    def done(self, portion: str, text: str) -> None:
        """A portion is finished."""
        self._done[portion] = text
        self._on_change()

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
        for part, text in self._up_to_the_first_open() or self._first_with_words():
            if part.section.id != section:
                section = part.section.id
                lines.append(part.section.title)
            lines += [part.heading, text] if part.heading else [text]
        return "\n".join(lines)

    def _up_to_the_first_open(self) -> list[tuple[Portion, str]]:
        found: list[tuple[Portion, str]] = []
        for part in self._parts:
            if part.section.form is Form.OPENING and not self._text_of(part):
                continue  # it stands first and is written last
            found.append((part, self._text_of(part)))
            if part.id not in self._done:
                break
        return [(part, text) for part, text in found if text]

    def _first_with_words(self) -> list[tuple[Portion, str]]:
        return [(part, text) for part in self._parts if (text := self._text_of(part))][:1]

    def _text_of(self, part: Portion) -> str:
        if part.id in self._done:
            return self._done[part.id]
        return self._growing[part.id].text if part.id in self._growing else ""


def _still_thinks(raw: str) -> bool:
    return raw.count("<think>") > raw.count("</think>")
