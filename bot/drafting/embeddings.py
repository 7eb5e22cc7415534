"""Texts → vectors of their meaning, by any endpoint that speaks OpenAI's embeddings. Its library is loaded late."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.drafting.model import ModelError
from bot.drafting.usage import Tokens, estimated, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openai import OpenAI

LONGEST = 2_000
"""Signs of a text that are sent; what such models read at least."""


@dataclass(frozen=True, slots=True)
class EmbeddingEndpoint:
    """Which model embeds, where, and how long one request may take, in seconds."""

    name: str
    base_url: str
    key: str
    timeout: float

    def __repr__(self) -> str:
        return f"EmbeddingEndpoint({self.name!r}, {self.base_url!r})"


class Embeddings:
    """Embeds; called in threads, as searches are. Nothing is loaded or sent before the first call."""

    def __init__(self, endpoint: EmbeddingEndpoint) -> None:
        self._endpoint = endpoint
        self._client: OpenAI | None = None
        self._opening = threading.Lock()

    def of_the_library(self, texts: Sequence[str]) -> list[list[float]]:
        """The same, on the account of all who search: the library's own passages."""
        return self(texts, shared=True)

    def __call__(self, texts: Sequence[str], *, shared: bool = False) -> list[list[float]]:
        """A vector for each text, in their order.

        Raises:
            ModelError: the endpoint cannot be reached, refuses, or is too slow.
        """
        try:
            sent = [text[:LONGEST] for text in texts]
            given = self._opened().embeddings.create(model=self._endpoint.name, input=sent, encoding_format="float")
            counted = getattr(given.usage, "total_tokens", 0) or 0
            note(replace(Tokens(counted) if counted > 0 else estimated(sent), shared=shared))
            return [one.embedding for one in sorted(given.data, key=lambda one: one.index)]
        except Exception as error:  # noqa: BLE001  a strange reply breaks the vendor's code in ways that it does not name
            status = getattr(error, "status_code", "")
            raise ModelError(f"{type(error).__name__} {status}".strip()) from None

    def _opened(self) -> OpenAI:
        with self._opening:
            if self._client is None:
                from openai import OpenAI  # noqa: PLC0415  late, see above

                self._client = OpenAI(
                    api_key=self._endpoint.key or "none",
                    base_url=self._endpoint.base_url or None,
                    timeout=self._endpoint.timeout,
                    max_retries=0,
                )
            return self._client
