"""The library as a LangChain retriever, for the drafting pipeline; the only file that imports `langchain_core`.

Importing it takes most of a second, so nothing else here does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import SkipValidation  # noqa: TC002  pydantic reads it when the class is made

from bot.retrieval.library import Library  # noqa: TC001  pydantic reads the field's type when the class is made

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun


class LibraryRetriever(BaseRetriever):
    """`Library.search` with its wishes fixed; a document's metadata are the passage's other fields and the score."""

    library: SkipValidation[Library]  # a lock has no schema
    k: int = 5
    topic: str = ""
    kind: str = ""
    source: str = ""
    organisation: str = ""

    model_config = {"arbitrary_types_allowed": True}  # noqa: RUF012  pydantic's own way of settings

    def _get_relevant_documents(
        self,
        query: str,
        *,
        run_manager: CallbackManagerForRetrieverRun,  # noqa: ARG002  part of LangChain's contract
        **_: Any,  # noqa: ANN401  same
    ) -> list[Document]:
        found = self.library.search(
            query, k=self.k, topic=self.topic, kind=self.kind, source=self.source, organisation=self.organisation
        )
        return [
            Document(
                id=hit.passage.id,
                page_content=hit.passage.text,
                metadata={
                    "source": hit.passage.source,
                    "piece": hit.passage.piece,
                    "heading": hit.passage.heading,
                    "topic": hit.passage.topic,
                    "kind": hit.passage.kind,
                    "style": hit.passage.style,
                    "score": hit.score,
                },
            )
            for hit in found
        ]
