"""What the tests of this room share: the repository's rules, own noisy documents, the client's sample where it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.retrieval.clean import clean
from bot.retrieval.rules import load_rules

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ROOT / "knowledge"
FIXTURES = Path(__file__).parent / "fixtures"
SEED = ROOT.parent / "shared" / "seed" / "union-summaries-8.txt"


@pytest.fixture(scope="session")
def rules():
    return load_rules(KNOWLEDGE / "cleaning.toml")


@pytest.fixture(scope="session")
def cleaned(rules):
    """Clean a text as the document `name`; returns its passages."""

    def run(text, name="材料.txt"):
        return clean(text, name, rules).passages

    return run
