"""A figure that the guard does not know may have been said all the same, in words that the reader does not see.

Before such a text is refused, the model is asked once which facts of the answers were missed. What it names must stand
in the officer's own words (`bot.facts.proposals`); what it fails at, or is too slow for, changes nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.drafting.guard import Known
from bot.drafting.guard.case import FIGURES
from bot.drafting.pieces import Message
from bot.drafting.proposals import Proposer

if TYPE_CHECKING:
    from bot.core.facts import Reading
    from bot.drafting.judging import Judge, Verdict
    from bot.drafting.material import Portion
    from bot.drafting.replies import Says

_KINDS = frozenset(kind.value for kind in FIGURES)


@dataclass(frozen=True, slots=True)
class HearingAgain:
    """Asks, at most once for a text."""

    proposer: Proposer

    async def judge(self, judge: Judge, portion: Portion, verdict: Verdict, until: float, talk: Says) -> Judge:
        """The judge, knowing also what was said and missed; the same one where no figure is in doubt.

        `until` is a time of the event loop's clock; `talk` is the one in which the text was written.
        """
        if not any(one.finding.kind in _KINDS for one in verdict.wrong):
            return judge
        heard = await asyncio.gather(*(self.proposer.propose(*told, until, talk) for told in _texts(portion)))
        lines = [
            judge.guard.told(Message(*told), facts, portion.id)
            for told, facts in zip(_texts(portion), heard, strict=True)
            if facts
        ]
        return replace(judge, known=Known((*judge.known.lines, *lines))) if lines else judge


def _texts(portion: Portion) -> list[tuple[str, Reading]]:
    """What was said, all of one reading in one text: one call for each."""
    texts: dict[Reading, list[str]] = {}
    for message in portion.messages:
        texts.setdefault(message.reading, []).append(message.text)
    return [("\n".join(said), reading) for reading, said in texts.items()]
