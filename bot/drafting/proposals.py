"""Asks a model which facts of an answer the reader missed. Never required: without a good reply there are none."""

from __future__ import annotations

import asyncio
import logging
import math
import re
from typing import TYPE_CHECKING

from bot.core.facts import FactKind
from bot.drafting.model import ModelError
from bot.facts.proposals import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalog.prompts import Prompts
    from bot.core.facts import Fact, Reading
    from bot.drafting.replies import Says
    from bot.drafting.talk import Talk
    from bot.facts.proposals import Acceptance
    from bot.facts.reader import Reader

log = logging.getLogger(__name__)

# The kinds as prompts/model/facts.md names them.
_KINDS = {
    "数量": FactKind.COUNT,
    "金额": FactKind.MONEY,
    "日期": FactKind.DATE,
    "起止": FactKind.DATE_RANGE,
    "百分比": FactKind.PERCENT,
    "百分点": FactKind.PERCENTAGE_POINTS,
    "比例": FactKind.RATIO,
    "人名": FactKind.NAME,
    "单位": FactKind.ORG,
    "荣誉": FactKind.HONOUR,
    "文件": FactKind.DOCUMENT,
}
_LINE = re.compile(r"^\W*(?P<kind>\w+)\s*[｜|]\s*(?P<words>[^｜|\n]+?)\s*$", re.MULTILINE)


class Proposer:
    """Asks, and lets through what stands in the officer's own words. `seconds` is the longest that it waits."""

    def __init__(self, talk: Talk, prompts: Prompts, reader: Reader, acceptance: Acceptance, seconds: float) -> None:
        self._talk = talk
        self._prompts = prompts
        self._reader = reader
        self._acceptance = acceptance
        self._seconds = seconds

    async def propose(
        self, text: str, reading: Reading, until: float = math.inf, talk: Says | None = None
    ) -> tuple[Fact, ...]:
        """The facts of a text that the reader alone does not see; none if the model does not answer in time.

        `until` is a time of the event loop's clock, beyond which nobody waits either; `talk` may be one that remembers.
        """
        until = min(until, asyncio.get_running_loop().time() + self._seconds)
        read = "、".join(fact.text for fact in self._reader.read(text, reading))
        prompt = self._prompts.fill("facts", text=text, read=read or "（没有）")
        try:
            reply = await (talk or self._talk).say(until, self._prompts.fill("facts_system"), prompt)
        except ModelError as error:
            log.info("no proposals: %s", error)
            return ()
        return self._acceptance.accept(tuple(_proposals(reply)), text, reading)


def _proposals(reply: str) -> Iterator[Proposal]:
    """The lines of a reply that have the form asked for."""
    for line in _LINE.finditer(reply):
        if kind := _KINDS.get(line["kind"]):
            yield Proposal(kind, line["words"])
