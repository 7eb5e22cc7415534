from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from bot.app import build
from bot.catalog.outlines import read_handbook
from bot.catalog.words import read_words
from bot.config import HOME, read_config
from bot.notices.reader import NoticeReader


@cache
def handbook():
    book = read_handbook(HOME / "knowledge", read_words(HOME / "prompts").acts())
    return replace(book, notices=NoticeReader.open(HOME / "knowledge"))


@pytest.fixture(scope="session")
def book():
    return handbook()


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The whole house without servers, with an empty data folder and no model."""
    data = tmp_path_factory.mktemp("data")
    return build(read_config(environment={"BIGANZI_DATA_DIR": str(data)}))
