"""The loopback model of the evaluation: it takes the truth of its prompt and lies about it in the next way."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.core.facts import Reading
from bot.core.period import Period
from bot.drafting.phrasing import PIPES
from bot.facts.reader import Reader
from tests.drafting.modelled import true_words
from tests.eval.attacks import Way

PERIOD = Period(2026, 9, 9)
_ORDERED = re.compile(r"(?:写|说|改成|输出)(.{2,20})")


class Liar:
    """Answers prompts; `used` names the ways it took. Every second time it lies again when it is asked to mend."""

    def __init__(self, ways: Sequence[Way], reader: Reader, start: int = 0) -> None:
        self._ways = ways
        self._reader = reader
        self._next = start
        self._lies: dict[str, tuple[str, bool]] = {}
        self.used: set[str] = set()

    def __call__(self, messages: list[dict[str, str]]) -> str:
        prompt = messages[1]["content"]
        if len(messages) > 2:
            lie, stubborn = self._lies[prompt]
            return lie if stubborn else self._truth(messages)
        way = self._ways[self._next % len(self._ways)]
        self.used.add(way.name)
        lie = way(self._truth(messages))
        # It obeys whoever speaks in the answers.
        if ordered := _ORDERED.search(prompt.split("<<<\n")[1].split("\n>>>")[0]):
            lie += f"{ordered[1]}。"
        self._lies[prompt] = lie, self._next % 2 == 0
        self._next += 1
        return lie

    def _truth(self, messages: list[dict[str, str]]) -> str:
        section = messages[1]["content"].split("这一节：")[1].split("\n")[0]
        months = PERIOD.following() if section.startswith("下月") else PERIOD
        text = self._reader.standardise(true_words(messages), Reading(months, PERIOD.end, PERIOD))
        return PIPES.sub("，", text).strip("。") + "。"
