"""How a part is written, told by a model from the passages that were found; each sentence names its passage.

Passages are shown to it masked, and what it says passes the same mask: a sentence that holds a figure, a name or a
slogan, or names no passage, is left out. Where none is left, the passages speak for themselves.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.core.facts import Reading
from bot.core.period import Period
from bot.drafting.fence import as_data
from bot.drafting.guard.spans import sentence_spans
from bot.drafting.model import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.catalog.prompts import Prompts
    from bot.drafting.masking import Masker
    from bot.drafting.talk import Talk

log = logging.getLogger(__name__)

DEADLINE = 10.0
"""Seconds that a chat waits for an answer before it gets the passages alone."""
MOST_SENTENCES = 6
NOTHING_FITS = "范文里没有"
_READING = Reading(Period(2026, 1, 12), date(2026, 12, 31))
"""For the mask, which asks whether a day is a day and not which."""
_MARK = re.compile(r"[\[［【](\d{1,2})[\]］】]")
_MARKS_BEHIND = re.compile(r"([。！？；]+)((?:\[\d+\])+)")
_LEAD = re.compile(r"^\s*(?:[（(]?\d{1,2}[.．、)）]|[-•])\s*")
_ONE = re.compile("一(?=[句段户件个条行处家位笔])")
"""Counts nothing: 挑一户写具体."""


@dataclass(frozen=True, slots=True)
class HowTo:
    """An answer to a question. Its `text` is "" where the model says that no passage fits."""

    text: str


class Adviser:
    """Answers how something is written. `deadline` is an answer's, in seconds."""

    def __init__(
        self, talk: Talk, prompts: Prompts, masker: Masker, hide: Callable[[str], str], deadline: float = DEADLINE
    ) -> None:
        self._talk = talk
        self._prompts = prompts
        self._masker = masker
        self._hide = hide
        self._deadline = deadline

    async def answer(self, question: str, passages: Sequence[str]) -> HowTo | None:
        """How it is written, by the passages [1], [2] …; None where the passages must do."""
        until = asyncio.get_running_loop().time() + self._deadline
        shown = await asyncio.to_thread(lambda: [self._masker.mask(text, _READING) for text in passages])
        listed = "\n\n".join(f"[{number}]\n{text}" for number, text in enumerate(shown, start=1) if text)
        asked = self._prompts.fill("howto", question=as_data(self._hide(question)), passages=as_data(listed))
        try:
            reply = await self._talk.say(until, self._prompts.fill("howto_system"), asked)
        except ModelError as error:
            log.warning("model failed on a question: %s", error)
            return None
        if NOTHING_FITS in reply:
            return HowTo("")
        text = await asyncio.to_thread(self._allowed, reply, frozenset(at for at, one in enumerate(shown, 1) if one))
        return HowTo(text) if text else None

    def _allowed(self, reply: str, numbers: frozenset[int]) -> str:
        """The sentences that may be shown, in their lines."""
        reply = _MARKS_BEHIND.sub(r"\2\1", _MARK.sub(r"[\1]", reply))
        lines = [[line[start:end] for start, end in sentence_spans(line)] for line in reply.splitlines()]
        kept = [[one for one in line if self._may_be_shown(one, numbers)] for line in lines]
        told = sum(map(len, kept))
        if not told or told > MOST_SENTENCES or 2 * told < sum(map(len, lines)):
            return ""
        return "\n".join("".join(line) for line in kept if line)

    def _may_be_shown(self, sentence: str, numbers: frozenset[int]) -> bool:
        named = {int(number) for number in _MARK.findall(sentence)}
        words = _ONE.sub("某", _LEAD.sub("", _MARK.sub("", sentence)))
        return bool(named) and named <= numbers and self._masker.mask(words, _READING) == words
