"""What supports a figure of a report, whoever writes it. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.facts import Reading
from bot.core.period import month_of
from bot.core.versions import own_words
from bot.drafting.material import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.core.period import Period
    from bot.core.state import Paper
    from bot.drafting.guard import Guard
    from bot.drafting.guard.known import Line
    from bot.drafting.material import Portion


def known_messages(parts: Sequence[Portion], profile: Mapping[str, str], period: Period) -> tuple[Message, ...]:
    """What supports a figure beside the answers: profile, the stored plan, the report's months, its outline's words."""
    reading = Reading(period, period.end)
    months = [str(period), str(period.following()), period.words, period.following().words]
    months += [str(month_of(day)) for day in (period.start, period.end)]
    own = [line for part in parts for line in part.last_plan]
    own += [words for part in parts for t in part.told for words in (t.question.lead, t.question.subject) if words]
    return tuple(Message(text, reading) for text in (*months, *profile.values(), *own))


def own_lines(guard: Guard, paper: Paper, parts: Sequence[Portion], period: Period) -> Iterator[Line]:
    """The officer's own wordings in the draft, each known in its own section of these."""
    months = {part.section.id: part.period for part in parts}
    for said in own_words(paper):
        if said.to in months:
            message = Message(said.text, Reading(months[said.to], said.on, period), said.message)
            yield from (replace(line, place=said.to) for line in guard.known([message]).lines)
