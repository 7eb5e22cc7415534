"""Any OpenAI-compatible model, through langchain. The one place that imports it, late: it costs a second of start."""

from __future__ import annotations

import asyncio
import base64
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.drafting.usage import Tokens, estimated, note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk

log = logging.getLogger(__name__)

MOST_LETTERS = 20_000
"""The longest reply accepted: far above any section, far below what the guard reads in a second."""

Hear = Callable[[str], None]
"""Is told a text as it grows, from its beginning each time."""

UNKNOWN_FIELD = frozenset({400, 422})
"""How a server that does not know `stream_options` refuses it."""
_BROKEN_OFF = frozenset({"length", "content_filter", "tool_calls", "function_call", "insufficient_system_resource"})


class ModelError(RuntimeError):
    """The model did not answer; the plain writer takes over. The message holds no officer text and no key."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which model, where, and how long to wait: all in seconds.

    `timeout` is for one request as a whole, `connect` for its connection; `retries` further tries follow what may
    pass by itself; `patience` is the longest wait that a busy server may ask for.
    """

    name: str
    base_url: str
    key: str
    temperature: float
    timeout: float
    retries: int
    connect: float = 5.0
    patience: float = 15.0

    def __repr__(self) -> str:
        return f"Endpoint({self.name!r}, {self.base_url!r})"


class ChatModel:
    """Says a prompt, returns the reply."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._chat: BaseChatModel | None = None
        self._opening = asyncio.Lock()
        self._counts_streams = True

    @property
    def manner(self) -> str:
        """Which model writes, and how: texts of another manner are other texts."""
        return f"{self._endpoint.name} {self._endpoint.temperature}"

    async def reply(self, system: str, *said: str, hear: Hear | None = None) -> str:
        """The model's words to a prompt (and, after a first reply, to a further request: prompt, reply, request).

        `hear` is told the text as it grows.

        Raises:
            ModelError: it cannot be reached, refuses, is too slow, breaks off, or says nothing.
        """
        return await self._answer([("system", system), *_turns(said)], hear)

    async def read(self, system: str, jpeg: bytes) -> str:
        """The model's words to a picture.

        Raises:
            ModelError: see `reply`.
        """
        picture = {"type": "image", "base64": base64.b64encode(jpeg).decode(), "mime_type": "image/jpeg"}
        return await self._answer([("system", system), ("human", [picture])])

    async def _answer(self, turns: Sequence[tuple[str, Any]], hear: Hear | None = None) -> str:
        told = ""

        def listen(text: str) -> None:
            nonlocal told
            told = text
            if hear:
                hear(text)

        try:
            chat = await self._opened()
            reply = await self._streamed(chat, list(turns), listen) if hear else await chat.ainvoke(list(turns))
            told = ""
            note(_taken(turns, reply))
            return _words(reply)
        except ModelError:
            raise
        except Exception as error:  # noqa: BLE001  a strange reply breaks the vendors' code in ways that they do not name
            status = getattr(error, "status_code", "")
            raise ModelError(f"{type(error).__name__} {status}".strip()) from None
        finally:
            if told:  # it broke off or was called off: what came was written, and is paid for
                note(_estimated(turns, told))

    async def _streamed(self, chat: BaseChatModel, prompt: list[tuple[str, Any]], hear: Hear) -> AIMessage:
        """A reply heard as it comes, with its count of tokens where the server gives one."""
        if self._counts_streams:
            try:
                return await _said(chat, prompt, hear, stream_usage=True)
            except Exception as error:
                if getattr(error, "status_code", None) not in UNKNOWN_FIELD:
                    raise
        reply = await _said(chat, prompt, hear, stream_usage=False)
        if self._counts_streams:
            log.info("the endpoint does not count the tokens of what it streams: they are estimated")
            self._counts_streams = False
        return reply

    async def _opened(self) -> BaseChatModel:
        async with self._opening:
            if self._chat is None:
                # In a thread: the vendors' import would hold up every other chat for a second or two.
                self._chat = await asyncio.to_thread(_open, self._endpoint)
            return self._chat


def _open(endpoint: Endpoint) -> BaseChatModel:
    from langchain.chat_models import init_chat_model  # noqa: PLC0415  late, see above

    from bot.drafting.exchange import Exchange  # noqa: PLC0415  late, see above

    exchange = Exchange(endpoint.timeout, endpoint.connect, endpoint.patience)

    async def key() -> str:
        # Given in this form, the vendor does without the half of its client that could hold up the loop.
        return endpoint.key or "none"

    settings: dict[str, Any] = {"base_url": endpoint.base_url} if endpoint.base_url else {}
    chat: BaseChatModel = init_chat_model(
        endpoint.name,
        model_provider="openai",
        api_key=key,
        temperature=endpoint.temperature,
        timeout=exchange.timeout,
        max_retries=endpoint.retries,
        http_async_client=exchange,
        **settings,
    )
    return chat


def _turns(said: Sequence[str]) -> list[tuple[str, Any]]:
    return [("ai" if index % 2 else "human", text) for index, text in enumerate(said)]


async def _said(chat: BaseChatModel, prompt: list[tuple[str, Any]], hear: Hear, *, stream_usage: bool) -> AIMessage:
    whole: AIMessageChunk | None = None
    text, usage = "", None
    try:
        async for piece in chat.astream(prompt, stream_usage=stream_usage):
            whole = piece if whole is None else whole + piece
            usage = piece.usage_metadata or usage  # some servers send the sum so far with every piece
            if piece.text:
                text += piece.text
                if len(text) > MOST_LETTERS:
                    raise ModelError("TooLong")
                hear(text)
    except ValueError:
        if text:
            raise
    if whole is None:  # a server that does not stream answers whole, of which the vendor's code makes nothing
        return await chat.ainvoke(prompt)
    whole.usage_metadata = usage
    return whole


def _taken(turns: Sequence[tuple[str, Any]], reply: AIMessage) -> Tokens:
    usage = reply.usage_metadata
    count = usage["total_tokens"] or usage["input_tokens"] + usage["output_tokens"] if usage else 0
    return Tokens(count) if count > 0 else _estimated(turns, str(reply.text))


def _estimated(turns: Sequence[tuple[str, Any]], reply: str) -> Tokens:
    pictures = sum(not isinstance(said, str) for _, said in turns)
    return estimated((*(said for _, said in turns if isinstance(said, str)), reply), pictures)


def _words(reply: AIMessage) -> str:
    if reply.response_metadata.get("finish_reason") in _BROKEN_OFF or reply.tool_calls or reply.invalid_tool_calls:
        raise ModelError("BrokenOff")
    if reply.additional_kwargs.get("refusal"):
        raise ModelError("Refusal")
    text = str(reply.text).strip()
    if not text:
        raise ModelError("EmptyReply")
    if len(text) > MOST_LETTERS:
        raise ModelError("TooLong")
    return text
