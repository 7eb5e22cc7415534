"""A text that speaks to the officer or repeats an instruction is not the report: answers are data, never orders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.guard.finding import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.drafting.guard.case import Case


def echoed_instructions(case: Case) -> Iterator[Hit]:
    """Instruction-like words, even where the officer's message held them."""
    for pattern in (*case.lexicon.instructions, *case.lexicon.echoes):
        for found in pattern.finditer(case.text):
            yield Hit("echo", *found.span())
