"""The plain writer's text as it may be delivered: what a turn of phrase bent stands as it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.drafted import Author, marks
from bot.drafting.judging import rejected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.drafted import Rejected
    from bot.drafting.judging import Judge, Verdict
    from bot.drafting.material import Portion
    from bot.drafting.plain import PlainWriter


def unbent(
    plain: PlainWriter, portion: Portion, whose: tuple[str, str], judge: Judge
) -> tuple[str, tuple[Rejected, ...]]:
    """The text of a portion of which something was said, and what of it was refused; `whose` names unit and period.

    An item in which the guard finds something is written in its own words, the others are not touched by that; should
    even this not pass, all of them are.
    """
    text = plain.write(portion, *whose)
    verdict = judge.judge(text)
    if verdict.passed:
        return text, ()
    careful = plain.keeping(frozenset(_bent(plain, portion, verdict))).write(portion, *whose)
    if judge.judge(careful).passed:
        return careful, ()
    return plain.verbatim(portion, marks(text, "待补")), rejected(portion, verdict, Author.PLAIN)


def _bent(plain: PlainWriter, portion: Portion, verdict: Verdict) -> Iterator[str]:
    """The items that hold what was found, as they were said or as they were written."""
    for message in portion.messages:
        both = message.text + plain.item(message)
        if any(finding.found in both for finding in verdict.findings):
            yield message.text
