"""A text that speaks to the officer or repeats an instruction is not the report: answers are data, never orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case


def echoed_instructions(case: Case) -> Iterator[Hit]:
    """Instructions, even where the officer's message held them, and a machine's talk that he did not type himself."""
    for pattern in case.lexicon.instructions:
        for found in pattern.finditer(case.text):
            yield Hit("echo", *found.span())
    for pattern in case.lexicon.echoes:
        for found in pattern.finditer(case.text):
            if not case.known.said.literally(found[0]):
                yield Hit("echo", *found.span())
