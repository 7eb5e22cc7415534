"""The model writer: prompts out, text in, each text through the guard, one second try. Finished texts are kept."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.catalog.prompts import NAMES
from bot.core.outline import Form
from bot.core.period import Period
from bot.core.state import Rejected
from bot.drafting.guard import Known
from bot.drafting.kept import Kept, keep, key_of, recall
from bot.drafting.model import ModelError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalog.prompts import Prompts
    from bot.drafting.guard import Finding, Guard
    from bot.drafting.material import Portion
    from bot.drafting.talk import Talk

log = logging.getLogger(__name__)

DEFAULT_LENGTH = (60, 300)


@dataclass(frozen=True, slots=True)
class Task:
    """What a portion is written for: whose report, of when, what is known in it, and where finished texts are kept."""

    unit: str
    period: Period
    known: Known
    kept: Kept | None = None


class ModelWriter:
    """Writes a portion with a model, or leaves it to the plain writer. `deadline` is a portion's, in seconds."""

    def __init__(
        self,
        talk: Talk,
        prompts: Prompts,
        guard: Guard,
        examples: Callable[[Portion], tuple[str, ...]],
        deadline: float,
    ) -> None:
        self._talk = talk
        self._prompts = prompts
        self._guard = guard
        self._examples = examples
        self._deadline = deadline
        words = (prompts.fill(name, **dict.fromkeys(names, "")) for name, names in sorted(NAMES.items()))
        self._made_by = key_of(talk.manner, *words)

    async def write(self, portion: Portion, task: Task, body: str = "") -> tuple[str, tuple[Rejected, ...]]:
        """A text that passed the guard, or "" after the deadline at the latest; and what the guard refused on the way.

        `body` is the rest of the report, for an opening.
        """
        until = asyncio.get_running_loop().time() + self._deadline
        system, prompt = self._prompts.fill("system"), await self._prompt(portion, task, body)
        key = key_of(self._made_by, system, prompt)
        # What is known comes from the whole report: a figure taken back elsewhere may no longer stand here.
        if (text := await recall(task.kept, key)) and not self._findings(text, portion, task):
            return text, ()
        refused: list[Rejected] = []
        try:
            text = await self._written(portion, task, (system, prompt), until, refused)
        except ModelError as error:
            log.warning("model failed on %s: %s", portion.id, error)
            text = ""
        if text:
            await keep(task.kept, key, text)
        return text, tuple(dict.fromkeys(refused))

    async def _written(
        self, portion: Portion, task: Task, prompts: tuple[str, str], until: float, refused: list[Rejected]
    ) -> str:
        text = await self._talk.say(until, *prompts)
        findings = self._findings(text, portion, task)
        if findings:
            refused += _rejected(portion, findings)
            again = self._prompts.fill("again", findings="\n".join(f"- {finding.why}" for finding in findings))
            text = await self._talk.say(until, *prompts, text, again)
            findings = self._findings(text, portion, task)
            refused += _rejected(portion, findings)
        return "" if findings else text

    def _findings(self, text: str, portion: Portion, task: Task) -> tuple[Finding, ...]:
        reading = (portion.told[0].messages or portion.messages)[0].reading
        if portion.section.form is Form.OPENING:
            return self._guard.check(text, reading, task.known)
        given, known = self._guard.known(portion.messages), task.known.within(portion.id)
        return (*self._guard.check(text, reading, known), *self._guard.lost(text, reading, given))

    async def _prompt(self, portion: Portion, task: Task, body: str) -> str:
        low, high = portion.section.length if portion.section.length[1] and not portion.area else DEFAULT_LENGTH
        report = f"{task.unit}{task.period}"
        answers = "\n".join(
            f"问：{told.question.short}\n答：{message.text}" for told in portion.all_told for message in told.messages
        )
        if portion.section.form is Form.OPENING:
            return self._prompts.fill(
                "opening", report=report, low=str(low), high=str(high), answers=answers, body=body
            )
        # In a thread: the first search of a process indexes the library, which would hold up every other chat.
        examples = await asyncio.to_thread(self._examples, portion)
        return self._prompts.fill(
            "section",
            report=report,
            section=portion.title,
            low=str(low),
            high=str(high),
            answers=answers,
            examples="\n\n".join(examples) or "（没有）",
        )


def _rejected(portion: Portion, findings: tuple[Finding, ...]) -> list[Rejected]:
    return [Rejected(portion.section.id, finding.found, finding.why) for finding in findings]
