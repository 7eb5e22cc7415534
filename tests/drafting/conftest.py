from __future__ import annotations

import langchain.chat_models  # noqa: F401  these take seconds: not a test's own, whose model has less than one
import langchain_openai  # noqa: F401  same
import pytest

from tests.drafting.reports import filled


@pytest.fixture(scope="session")
def report(house, tmp_path_factory):
    """The sample report and its profile."""
    return filled(house.book, tmp_path_factory.mktemp("report"))
