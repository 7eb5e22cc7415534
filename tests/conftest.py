from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import settings

from bot.app import build
from bot.catalog.occasions import read_occasions
from bot.catalog.outlines import read_handbook
from bot.catalog.terms import Terms
from bot.catalog.words import read_words
from bot.config import HOME, read_config
from bot.drafting.conflicts import Conflicts
from bot.drafting.counting import Counting
from bot.drafting.phrasing import Phrasing, read_phrases
from bot.drafting.understanding import Understood
from bot.facts.reader import Reader
from bot.notices.reader import NoticeReader

# How quick things are is measured by `make bench`; the deadline of a busy machine says nothing of a property.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@cache
def handbook():
    """The handbook with the real understanding of answers."""
    knowledge, words = HOME / "knowledge", read_words(HOME / "prompts")
    reader = Reader.open(knowledge)
    phrasing = Phrasing(read_phrases(knowledge), Terms.open(knowledge), reader)
    understood = Understood(reader, phrasing, Conflicts.open(knowledge), Counting.open(knowledge))
    book = read_handbook(knowledge, words.acts(), words.replies(), understood)
    occasions = read_occasions(knowledge, book.areas)
    return replace(book, notices=NoticeReader.open(knowledge), occasions=occasions, wishes=words.wishes())


@pytest.fixture(scope="session")
def book():
    return handbook()


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """The whole house without servers, with an empty data folder and no model."""
    data = tmp_path_factory.mktemp("data")
    return build(read_config(environment={"BIGANZI_DATA_DIR": str(data)}))
