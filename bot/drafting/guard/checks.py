"""What is looked for, in the order of weight. Each check is pure: a case in, hits out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.drafting.guard.copies import copied_runs
from bot.drafting.guard.digits import loose_digits
from bot.drafting.guard.echoes import echoed_instructions
from bot.drafting.guard.figures import unsupported_figures
from bot.drafting.guard.honours import unknown_honours
from bot.drafting.guard.names import unknown_documents, unknown_names, unknown_organisations, unknown_quotes
from bot.drafting.guard.old_terms import outdated_terms
from bot.drafting.guard.paragraphs import long_paragraphs
from bot.drafting.guard.parts import parts_beyond_wholes
from bot.drafting.guard.repeats import repeated_sentences
from bot.drafting.guard.slots import half_brackets, loose_markup, open_slots, vague_numbers
from bot.drafting.guard.swaps import swapped_figures, turned_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.drafting.guard.case import Case
    from bot.drafting.guard.finding import Hit

CHECKS: tuple[Callable[[Case], Iterable[Hit]], ...] = (
    unsupported_figures,  # no number, date, sum or share that was not said
    swapped_figures,  # none that counts something else
    turned_changes,
    parts_beyond_wholes,
    loose_digits,  # no rank, time or label that was not said
    unknown_names,  # nobody that was not named
    unknown_organisations,
    unknown_honours,
    unknown_documents,
    unknown_quotes,
    copied_runs,  # no sentence of a sample
    open_slots,  # nothing left open
    vague_numbers,
    loose_markup,
    half_brackets,
    echoed_instructions,  # no instruction
    repeated_sentences,  # nothing twice
    outdated_terms,  # today's words
    long_paragraphs,
)

FIGURES_ALONE: tuple[Callable[[Case], Iterable[Hit]], ...] = (unsupported_figures,)
"""What needs no words to know."""
