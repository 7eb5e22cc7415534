"""The labelled tables: phrases with the facts that are in them, each written as one line.

    words → kind value unit ~ → printed form ← giver

The unit, ~ (approximate) and the giver of an honour stand only where there is one.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from bot.core.facts import Fact, FactKind


def tables(name: str) -> list[tuple[str, list[str]]]:
    """All phrases of a file with their labels."""
    groups = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))
    return [(phrase, labels) for group in groups.values() for phrase, *labels in group]


def label(fact: Fact) -> str:
    """A fact as a label says it."""
    unit = f" {fact.unit}" if fact.unit else ""
    giver = f" ← {fact.of}" if fact.kind is FactKind.HONOUR and fact.of else ""
    return f"{fact.text} → {fact.kind} {fact.value}{unit}{' ~' if fact.approx else ''} → {fact.standard}{giver}"
