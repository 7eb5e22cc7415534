"""The guard: nothing reaches a file that the officer could not defend. A gate, not a warning. Pure.

`checks.py` lists what is looked for, one small file for each. `Guard` reads a text once, runs them all, and says in
the officer's words what it found and in which sentence.
"""

from bot.drafting.guard.finding import Finding, Located, Severity
from bot.drafting.guard.guard import Guard, Traced
from bot.drafting.guard.known import Known
from bot.drafting.guard.lexicon import Lexicon, read_lexicon
from bot.drafting.guard.words import GuardWords, read_guard_words

__all__ = [
    "Finding",
    "Guard",
    "GuardWords",
    "Known",
    "Lexicon",
    "Located",
    "Severity",
    "Traced",
    "read_guard_words",
    "read_lexicon",
]
