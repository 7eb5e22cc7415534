"""Last month's plan as it was ticked: what is written of it, and the counts that follow (`domain.md`, last_plan)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.checklist import NOT_DONE, matter
from bot.core.facts import Reading
from bot.core.lines import reading_at
from bot.core.outline import Form, Question
from bot.core.state import REASON, About, Became, Doubt, Outcome, Verdict
from bot.drafting.pieces import Message, Told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.outline import Handbook
    from bot.core.state import Answer, Paper
    from bot.drafting.pieces import Portion


@dataclass(frozen=True, slots=True)
class CheckWords:
    """How what was ticked is written, and how it is counted. 顺延 counts as not done."""

    total: str
    count: str
    postponed: str
    reason: str
    no_reason: str
    counted: dict[str, str]
    became: dict[str, str]


def confirmed(part: Portion, words: CheckWords) -> Portion:
    """A portion with its ticks in words: known to the guard, and told to a model as what was answered."""
    if not part.checks:
        return part
    reading = Reading(part.period, part.period.end)
    rows = zip(part.last_plan, part.checks, strict=False)
    lines = [f"{matter(item)}：{words.became[became]}" for item, became in rows if became in words.became]
    lines += [counted] if (counted := total(part, words)) else []
    question = Question("checks", part.title, part.title, "")
    return replace(part, confirmed=Told(question, Verdict.SAID, tuple(Message(line, reading) for line in lines)))


def total(part: Portion, words: CheckWords) -> str:
    """How many were planned, done, done in part and not done; "" unless it is known of every one."""
    if not part.checks or len(part.checks) < len(part.last_plan) or Became.UNKNOWN in part.checks:
        return ""
    counts = Counter("undone" if became is Became.POSTPONED else str(became) for became in part.checks)
    shown = [
        words.count.format(became=name, count=counts[became])
        for became, name in words.counted.items()
        if counts[became] or became == Became.DONE
    ]
    later = part.checks.count(Became.POSTPONED)
    shown[-1] += words.postponed.format(count=later) if later else ""
    return words.total.format(planned=len(part.checks), counts="，".join(shown))


def reasons(book: Handbook, paper: Paper, question: Question, answer: Answer) -> Iterator[Told]:
    """What was said of the items that were not done, or is known to be unknown, each as a question of its own."""
    if book.outlines[paper.kind].section(answer.place.section).form is not Form.LAST_PLAN or paper.period is None:
        return
    _, why, *_ = (*book.outlines[paper.kind].section(answer.place.section).question, question)
    for number, became in enumerate(paper.checks, start=1):
        short = f"{REASON}{number}"
        asked = Question(f"{question.id}+{short}", f"{number}. {why.short}", why.ask, "")
        said = [one for one in answer.said if one.to == short]
        if became not in NOT_DONE:
            continue
        if said:
            outline, period = book.outlines[paper.kind], paper.period
            messages = (
                Message(one.text, reading_at(outline, period, answer.place, one.on), one.message) for one in said
            )
            yield Told(asked, Verdict.SAID, tuple(messages))
        elif any(
            one.doubt.key == Doubt(About.REASON, answer.place, short).key and one.outcome is Outcome.UNKNOWN
            for one in paper.settled
        ):
            yield Told(asked, Verdict.UNKNOWN)


def reason_of(part: Portion, number: int) -> Told | None:
    """What was said of an item that was not done; without messages where it is known to be unknown."""
    end = f"+{REASON}{number}"
    return next((one for told in part.told for one in told.further if one.question.id.endswith(end)), None)
