"""`prompts/guard.toml`: why the guard refuses something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class GuardWords:
    """One sentence for each reason; see the head of the file."""

    figure: str
    swap: str
    digit: str
    name: str
    organisation: str
    honour: str
    document: str
    quote: str
    copy: str
    slot: str
    vague: str
    markup: str
    echo: str
    repeat: str
    term: str
    dropped_term: str
    lost: str
    gap: str
    section: str
    length: str
    paragraph: str
    number: str
    illness: str

    def why(self, because: str, *, found: str, given: str, limit: int) -> str:
        """The sentence for a reason."""
        sentence: str = getattr(self, because)
        return sentence.format(found=found, given=given, limit=limit)


def read_guard_words(prompts: Path) -> GuardWords:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    return read(prompts / "guard.toml", GuardWords)
