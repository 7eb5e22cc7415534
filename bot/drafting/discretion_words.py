"""`knowledge/discretion.toml`: how people in need are spoken of. A wrong key is an error at start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.tables import read

if TYPE_CHECKING:
    from pathlib import Path

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiverWords:
    """What tells who is helped from who helps; see the file."""

    helps: Words
    things: Words
    to: Words
    gives: Words
    relations: Words
    needs: Words
    agents: Words
    labels: Words
    children: Words
    young: Words
    not_names: Words
    mask: str


@dataclass(frozen=True, slots=True)
class IllnessWords:
    """Illnesses, what belongs to them, and what is said instead."""

    words: Words
    injuries: Words
    traits: Words
    leads: Words
    parts: Words
    subjects: Words
    because: str
    because_injured: str
    state: str
    state_injured: str
    states: Words


@dataclass(frozen=True, slots=True)
class DiscretionWords:
    """The file as it is."""

    receivers: ReceiverWords
    illness: IllnessWords


def read_discretion_words(knowledge: Path) -> DiscretionWords:
    """Read and check the file.

    Raises:
        TableError: naming file and line.
    """
    return read(knowledge / "discretion.toml", DiscretionWords)
