"""The reader on the project's own knowledge, and a September report as the usual context."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.core.facts import Reading
from bot.core.period import Period
from bot.facts.reader import Reader

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"
# A Monday.
SAID_ON = date(2026, 9, 21)


@pytest.fixture(scope="session")
def reader():
    return Reader.open(KNOWLEDGE)


@pytest.fixture(scope="session")
def september():
    return Reading(Period(2026, 9, 9), SAID_ON)
