"""An OpenAI-compatible server on the loopback, which says what a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]
Answer = str | int | Fault

USAGE = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}


def completion(content: Any, finish: str = "stop", **message: Any) -> dict[str, Any]:
    """The body of a reply."""
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "fake",
        "choices": [
            {"index": 0, "message": {"role": "assistant", "content": content, **message}, "finish_reason": finish}
        ],
        "usage": USAGE,
    }


async def saying(request: web.Request, text: str, *, token: float = 0.0, first: float = 0.0) -> web.StreamResponse:
    """A reply, streamed where it was asked for so: the first token after `first` seconds, each next after `token`."""
    asked = json.loads(await request.text())
    if not asked.get("stream"):
        await asyncio.sleep(first + token * len(text))
        return web.json_response(completion(text))
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    await asyncio.sleep(first)
    for sign in text:
        await response.write(event({"content": sign}, None))
        await asyncio.sleep(token)
    await response.write(event({}, "stop"))
    if asked.get("stream_options", {}).get("include_usage"):
        await response.write(counted(USAGE))
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()
    return response


def counted(usage: dict[str, int]) -> bytes:
    """The piece of a streamed reply that gives the count of tokens."""
    event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake", "choices": [], "usage": usage}
    return f"data: {json.dumps(event)}\n\n".encode()


def event(delta: dict[str, str], finish: str | None) -> bytes:
    """One piece of a streamed reply."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "fake", "choices": [choice]}
    return f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode()


class Endpoint:
    """Keeps every request; `answer` makes a reply (a text, an HTTP status, a fault) from the prompts.

    `dropped` counts the requests whose asker hung up before the end; `heard` is what every recording says.
    """

    def __init__(self, answer: Callable[[list[dict[str, str]]], Answer], heard: str = "") -> None:
        self.answer = answer
        self.heard = heard
        self.requests: list[list[dict[str, str]]] = []
        self.at_once = self.most_at_once = self.dropped = 0
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        body = json.loads(await request.text())
        self.requests.append(body["messages"])
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._reply(request, self.answer(body["messages"]))
        except (asyncio.CancelledError, ConnectionError):
            self.dropped += 1
            raise
        finally:
            self.at_once -= 1

    async def hear(self, request: web.Request) -> web.StreamResponse:
        assert await request.read(), "a recording without content"
        return web.json_response({"text": self.heard})

    async def _reply(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if isinstance(answer, int):
            return web.json_response({"error": {"message": "no"}}, status=answer)
        if isinstance(answer, str):
            await asyncio.sleep(0.02)
            return await saying(request, answer)
        return await answer(request)

    @asynccontextmanager
    async def running(self):
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self.handle)
        app.router.add_post("/v1/audio/transcriptions", self.hear)
        runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.1, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        try:
            yield self
        finally:
            await runner.cleanup()
