from __future__ import annotations

from functools import cache

import pytest

from bot.catalog.outlines import read_handbook
from bot.catalog.words import read_words
from bot.config import HOME


@cache
def handbook():
    return read_handbook(HOME / "knowledge", read_words(HOME / "prompts").acts())


@pytest.fixture(scope="session")
def book():
    return handbook()
