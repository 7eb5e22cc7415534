"""The model writer: prompts out, text in, each text through the guard, one second try, then mended sentences.

Finished texts are kept, and what the model replied until one is finished.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.catalog.prompts import NAMES
from bot.core.drafted import marks
from bot.core.outline import Form
from bot.core.period import Period
from bot.drafting.fence import as_data
from bot.drafting.guard import Known
from bot.drafting.judging import Judge, rejected
from bot.drafting.kept import Kept, keep, key_of, recall
from bot.drafting.mending import mend
from bot.drafting.model import ModelError
from bot.drafting.preview import Sieve, Watch
from bot.drafting.replies import Replies

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.catalog.prompts import Prompts
    from bot.core.drafted import Rejected
    from bot.drafting.guard import Guard
    from bot.drafting.hearing_again import HearingAgain
    from bot.drafting.material import Portion
    from bot.drafting.model import Hear
    from bot.drafting.talk import Talk

log = logging.getLogger(__name__)

DEFAULT_LENGTH = (60, 300)


@dataclass(frozen=True, slots=True)
class Task:
    """What a portion is written for: whose report, of when, what is known in it.

    Finished texts lie in `kept`; `watch` is told how it comes along. `style` is how a superior wants it written,
    `organisation` whose examples may be shown besides the shipped ones.
    """

    unit: str
    period: Period
    known: Known
    kept: Kept | None = None
    watch: Watch | None = None
    style: tuple[str, ...] = ()
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be changed: of which report and section, the officer's wish, the text as it is."""

    report: str
    section: str
    wish: str
    text: str


class ModelWriter:
    """Writes a portion with a model, or leaves it to the plain writer. `deadline` is a portion's, in seconds."""

    def __init__(  # noqa: PLR0913  its means
        self,
        talk: Talk,
        prompts: Prompts,
        guard: Guard,
        examples: Callable[[Portion, str], tuple[str, ...]],
        deadline: float,
        *,
        hearing: HearingAgain | None = None,
    ) -> None:
        self._talk = talk
        self._prompts = prompts
        self._guard = guard
        self._examples = examples
        self._deadline = deadline
        self._hearing = hearing
        words = (prompts.fill(name, **dict.fromkeys(names, "")) for name, names in sorted(NAMES.items()))
        self._made_by = key_of(talk.manner, *words)

    async def write(self, portion: Portion, task: Task, plain: str, body: str = "") -> tuple[str, tuple[Rejected, ...]]:
        """A text that passed the guard, or "" at the deadline (from the first call on); and what the guard refused.

        `plain` is the plain writer's text, from which faulty sentences are mended; `body` the rest of the report, for
        an opening.
        """
        # In a thread: the first search of a process indexes the library, which would hold up every other chat.
        samples = () if _is_opening(portion) else await asyncio.to_thread(self._examples, portion, task.organisation)
        prompts = self._prompts.fill("system"), self._prompt(portion, task, samples, body)
        judge = replace(Judge.of(self._guard, portion, task.known, samples, body), gaps=marks(plain, "待补"))
        key = key_of(self._made_by, *prompts, plain)
        # What is known comes from the whole report: a figure taken back elsewhere may no longer stand here.
        if (text := await recall(task.kept, key)) and judge.judge(text).passed:
            return text, ()
        until = asyncio.get_running_loop().time() + self._deadline
        try:
            hear = _told(task.watch, portion.id, Sieve(judge)) if task.watch else None
            text, refused = await self._written(portion, prompts, judge, plain, until, kept=task.kept, hear=hear)
        except ModelError as error:
            log.warning("model failed on %s: %s", portion.id, error)
            return "", ()
        if text:
            await keep(task.kept, key, text)
        return text, tuple(dict.fromkeys(refused))

    async def revise(
        self, parts: Sequence[Portion], change: Change, judge: Judge, kept: Kept | None
    ) -> tuple[str, tuple[Rejected, ...]]:
        """A section changed to a wish, or "" where the model fails or the guard refuses; and what it refused."""
        answers = "\n".join(map(_answers, parts))
        prompts = (
            self._prompts.fill("system"),
            self._prompts.fill(
                "revise",
                report=change.report,
                section=change.section,
                wish=as_data(change.wish),
                text=as_data(change.text),
                answers=as_data(answers),
            ),
        )
        key = key_of(self._made_by, *prompts)
        if (text := await recall(kept, key)) and judge.judge(text).passed:
            return text, ()
        until = asyncio.get_running_loop().time() + self._deadline
        try:
            text, refused = await self._written(parts[0], prompts, judge, change.text, until, kept=kept)
        except ModelError as error:
            log.warning("model failed on a change of %s: %s", parts[0].section.id, error)
            return "", ()
        if text:
            await keep(kept, key, text)
        return text, tuple(dict.fromkeys(refused))

    async def _written(  # noqa: PLR0913  a portion, its prompts, its judge
        self,
        portion: Portion,
        prompts: tuple[str, str],
        judge: Judge,
        plain: str,
        until: float,
        *,
        kept: Kept | None,
        hear: Hear | None = None,
    ) -> tuple[str, tuple[Rejected, ...]]:
        """The model's text, at its second try with the findings named, then mended sentence by sentence."""
        talk = Replies(self._talk, kept)
        text = await talk.say(until, *prompts, hear=hear)
        verdict = judge.judge(text)
        if self._hearing and not verdict.passed:
            judge = await self._hearing.judge(judge, portion, verdict, until, talk)
            verdict = judge.judge(text)
        if verdict.passed:
            return text, ()
        refused = rejected(portion, verdict)
        again = self._prompts.fill("again", findings="\n".join(f"- {one.why}" for one in verdict.findings))
        with suppress(ModelError):  # the first text is there to be mended
            text = await talk.say(until, *prompts, text, again)
            verdict = judge.judge(text)
            refused += rejected(portion, verdict)
        if verdict.passed:
            return text, refused
        mended = mend(text, verdict, plain, judge)
        last = judge.judge(mended.text)
        refused += rejected(portion, last)
        return mended.text if mended.modelled and last.passed else "", refused

    def _prompt(self, portion: Portion, task: Task, samples: tuple[str, ...], body: str) -> str:
        low, high = portion.section.length if portion.section.length[1] and not portion.area else DEFAULT_LENGTH
        answers = _answers(portion)
        report = f"{task.unit}{task.period}"
        given = {"report": report, "low": str(low), "high": str(high), "answers": as_data(answers)}
        if _is_opening(portion):
            return self._prompts.fill("opening", **given, body=as_data(body))
        examples = as_data("\n\n".join(samples)) or "（没有）"
        style = as_data("\n".join(task.style)) or "（没有）"
        return self._prompts.fill("section", **given, section=portion.title, style=style, examples=examples)


def _told(watch: Watch, portion: str, sieve: Sieve) -> Hear:
    def hear(text: str) -> None:
        sieve.hear(text)
        watch.growing(portion, sieve)

    return hear


def _answers(portion: Portion) -> str:
    return "\n".join(
        f"问：{told.question.short}\n答：{message.text}" for told in portion.all_told for message in told.messages
    )


def _is_opening(portion: Portion) -> bool:
    return portion.section.form is Form.OPENING
