"""The model writer: prompts out, text in, each text through the guard, one second try."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING

from bot.core.outline import Form
from bot.core.state import Rejected
from bot.drafting.model import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalog.prompts import Prompts
    from bot.core.facts import Fact, Reading
    from bot.core.period import Period
    from bot.drafting.guard import Finding, Guard
    from bot.drafting.material import Portion
    from bot.drafting.model import ChatModel

log = logging.getLogger(__name__)

_MARKDOWN = re.compile(r"\*\*|__|^#{1,6}\s*|^```\w*$|^[-*]\s+", re.MULTILINE)
DEFAULT_LENGTH = (60, 300)


class ModelWriter:
    """Writes a portion with a model, or leaves it to the plain writer."""

    def __init__(
        self,
        model: ChatModel,
        prompts: Prompts,
        guard: Guard,
        examples: Callable[[Portion], tuple[str, ...]],
        parallel: int,
    ) -> None:
        self._model = model
        self._prompts = prompts
        self._guard = guard
        self._examples = examples
        self._slots = asyncio.Semaphore(parallel)

    async def write(
        self, portion: Portion, unit: str, period: Period, known: tuple[Fact, ...], body: str
    ) -> tuple[str, tuple[Rejected, ...]]:
        """A text that passed the guard, or ""; and what the guard refused on the way."""
        system = self._prompts.fill("system")
        prompt = self._prompt(portion, f"{unit}{period}", body)
        reading = portion.told[0].messages[0].reading if portion.told[0].messages else portion.messages[0].reading
        given = () if portion.section.form is Form.OPENING else self._guard.known(portion.messages)
        refused: list[Rejected] = []
        try:
            text = await self._say(system, prompt)
            findings = self._findings(text, reading, known, given)
            if findings:
                refused += _rejected(portion, findings)
                again = self._prompts.fill("again", findings="\n".join(f"- {finding.why}" for finding in findings))
                text = await self._say(system, prompt, text, again)
                findings = self._findings(text, reading, known, given)
                refused += _rejected(portion, findings)
        except ModelError as error:
            log.warning("model failed on %s: %s", portion.id, error)
            return "", tuple(refused)
        return ("" if findings else text), tuple(dict.fromkeys(refused))

    def _findings(
        self, text: str, reading: Reading, known: tuple[Fact, ...], given: tuple[Fact, ...]
    ) -> tuple[Finding, ...]:
        return (*self._guard.check(text, reading, known), *self._guard.lost(text, reading, given))

    async def _say(self, system: str, *said: str) -> str:
        async with self._slots:
            reply = await self._model.reply(system, *said)
        return "\n".join(line.strip() for line in _MARKDOWN.sub("", reply).splitlines() if line.strip())

    def _prompt(self, portion: Portion, report: str, body: str) -> str:
        low, high = portion.section.length if portion.section.length[1] and not portion.area else DEFAULT_LENGTH
        answers = "\n".join(
            f"问：{told.question.short}\n答：{message.text}" for told in portion.told for message in told.messages
        )
        if portion.section.form is Form.OPENING:
            return self._prompts.fill(
                "opening", report=report, low=str(low), high=str(high), answers=answers, body=body
            )
        return self._prompts.fill(
            "section",
            report=report,
            section=portion.title,
            low=str(low),
            high=str(high),
            answers=answers,
            examples="\n\n".join(self._examples(portion)) or "（没有）",
        )


def _rejected(portion: Portion, findings: tuple[Finding, ...]) -> list[Rejected]:
    return [Rejected(portion.section.id, finding.found, finding.why) for finding in findings]
