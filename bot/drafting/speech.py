"""A voice message → its words, through any endpoint that speaks OpenAI's transcription. Its library is loaded late."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.drafting.model import ModelError
from bot.drafting.usage import Tokens, note

if TYPE_CHECKING:
    from openai import AsyncOpenAI

LONGEST = 4_000
"""Signs of a transcript that are taken: what fits into one message."""
LANGUAGE = "zh"


@dataclass(frozen=True, slots=True)
class SpeechEndpoint:
    """Which model listens, where, and how long it may take, in seconds."""

    name: str
    base_url: str
    key: str
    timeout: float
    retries: int

    def __repr__(self) -> str:
        return f"SpeechEndpoint({self.name!r}, {self.base_url!r})"


class Speech:
    """Listens. Nothing is loaded or sent before the first message."""

    def __init__(self, endpoint: SpeechEndpoint) -> None:
        self._endpoint = endpoint
        self._client: AsyncOpenAI | None = None
        self._opening = asyncio.Lock()

    async def words(self, name: str, content: bytes, hints: str = "") -> str:
        """What was said; "" where nothing could be heard.

        Args:
            name: of the file; its ending tells the format.
            content: the recording.
            hints: words that are likely to occur, such as the question's.

        Raises:
            ModelError: the endpoint cannot be reached, refuses, or is too slow.
        """
        try:
            client = await self._opened()
            heard: object = await client.audio.transcriptions.create(
                file=(name, content), model=self._endpoint.name, language=LANGUAGE, prompt=hints, response_format="json"
            )
        except Exception as error:  # noqa: BLE001  a strange reply breaks the vendor's code in ways that it does not name
            status = getattr(error, "status_code", "")
            raise ModelError(f"{type(error).__name__} {status}".strip()) from None
        if not hasattr(heard, "text"):  # the vendor hands a page of HTML through as it came
            raise ModelError("NoTranscript")
        # Models that are paid by the minute name no tokens; the day's limit of minutes is theirs.
        note(Tokens(getattr(getattr(heard, "usage", None), "total_tokens", 0) or 0))
        return str(heard.text or "").strip()[:LONGEST]

    async def close(self) -> None:
        """Let go of the connections."""
        if self._client is not None:
            await self._client.close()

    async def _opened(self) -> AsyncOpenAI:
        async with self._opening:
            if self._client is None:
                # In a thread: the vendor's import would hold up every other chat for a second.
                self._client = await asyncio.to_thread(_open, self._endpoint)
            return self._client


def _open(endpoint: SpeechEndpoint) -> AsyncOpenAI:
    from openai import AsyncOpenAI  # noqa: PLC0415  late, see above

    return AsyncOpenAI(
        api_key=endpoint.key or "none",
        base_url=endpoint.base_url or None,
        timeout=endpoint.timeout,
        max_retries=endpoint.retries,
    )
