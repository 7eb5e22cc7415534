"""Any OpenAI-compatible model, through langchain. The one place that imports it, late: it costs a second of start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage


class ModelError(RuntimeError):
    """The model did not answer; the plain writer takes over. The message holds no officer text and no key."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Which model, where, and how long to wait (seconds)."""

    name: str
    base_url: str
    key: str
    temperature: float
    timeout: float
    retries: int

    def __repr__(self) -> str:
        return f"Endpoint({self.name!r}, {self.base_url!r})"


class ChatModel:
    """Says a prompt, returns the reply."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._chat: BaseChatModel | None = None

    async def reply(self, system: str, *said: str) -> str:
        """The model's words to a prompt (and, after a first reply, to a further request: prompt, reply, request).

        Raises:
            ModelError: it cannot be reached, refuses, is too slow, or says nothing.
        """
        from langchain_core.messages import AIMessage, HumanMessage, SystemMessage  # noqa: PLC0415  late, see above
        from openai import OpenAIError  # noqa: PLC0415  late, see above

        messages: list[BaseMessage] = [SystemMessage(system)]
        messages += [AIMessage(text) if index % 2 else HumanMessage(text) for index, text in enumerate(said)]
        try:
            reply = await self._model().ainvoke(messages)
        except (OpenAIError, OSError, ValueError, TypeError, KeyError) as error:
            raise ModelError(type(error).__name__) from None
        text = str(reply.text).strip()
        if not text:
            raise ModelError("EmptyReply")
        return text

    def _model(self) -> BaseChatModel:
        if self._chat is None:
            from langchain.chat_models import init_chat_model  # noqa: PLC0415  late, see above

            settings: dict[str, Any] = {"base_url": self._endpoint.base_url} if self._endpoint.base_url else {}
            self._chat = init_chat_model(
                self._endpoint.name,
                model_provider="openai",
                api_key=self._endpoint.key or "none",
                temperature=self._endpoint.temperature,
                timeout=self._endpoint.timeout,
                max_retries=self._endpoint.retries,
                **settings,
            )
        return self._chat
