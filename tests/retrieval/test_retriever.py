"""The library behind LangChain's interface."""

from __future__ import annotations

from bot.retrieval.library import Library
from bot.retrieval.retriever import LibraryRetriever
from tests.retrieval.conftest import FIXTURES, KNOWLEDGE


def test_documents_carry_text_source_and_score(tmp_path):
    library = Library.open(KNOWLEDGE, tmp_path)
    library.add(FIXTURES / "port.txt")
    (document,) = LibraryRetriever(library=library, k=1, source="port.txt").invoke("叉车技能比赛")
    assert "龙门吊" in document.page_content
    assert document.metadata["source"] == "port.txt"
    assert document.metadata["topic"] == "建功立业"
    assert document.metadata["score"] > 0
