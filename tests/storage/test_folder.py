"""Own documents in Redis: every worker sees the same, each organisation its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest

from bot.retrieval.errors import UnknownDocument
from bot.retrieval.library import Library
from bot.storage.errors import StorageAwayError, StorageError
from bot.storage.folder import in_redis
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE

ADD = """
import sys
from pathlib import Path
from bot.retrieval.library import Library
from bot.storage.folder import in_redis
Library(Path(sys.argv[1]), in_redis(sys.argv[2])).add(Path(sys.argv[3]), organisation="port")
"""


@pytest.fixture
def library(client, store):
    return Library(KNOWLEDGE, in_redis(store.url))


def test_a_worker_finds_what_another_process_added_within_two_seconds(library, store):
    name = "port.txt"
    assert name not in {one.passage.source for one in library.search("演练", k=50, organisation="port")}
    command = [sys.executable, "-c", ADD, str(KNOWLEDGE), store.url, str(FIXTURES / name)]
    subprocess.run(command, check=True, cwd=KNOWLEDGE.parent)  # noqa: S603  our own words
    added = monotonic()
    while name not in {one.passage.source for one in library.search("演练", k=50, organisation="port")}:
        assert monotonic() - added < 2
        sleep(0.05)
    other = Library(KNOWLEDGE, in_redis(store.url))
    assert other.documents() == []
    (document,) = other.documents(organisation="port")
    other.remove(document.id, organisation="port")
    with pytest.raises(UnknownDocument):
        other.remove(document.id, organisation="port")
    removed = monotonic()
    while name in {one.passage.source for one in library.search("演练", k=50, organisation="port")}:
        assert monotonic() - removed < 2
        sleep(0.05)


def test_redis_away_is_said_as_everywhere(tmp_path: Path):
    with pytest.raises(StorageAwayError):
        Library(KNOWLEDGE, in_redis(f"unix://{tmp_path}/none.sock")).documents()
    with pytest.raises(StorageError, match="REDIS_URL"):
        in_redis("http://127.0.0.1")
