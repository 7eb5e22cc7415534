"""An OpenAI-compatible server on the loopback, which says what a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import asynccontextmanager

from aiohttp import web


class Endpoint:
    """Keeps every request; `answer` makes a reply (text, or an HTTP status) from the prompts."""

    def __init__(self, answer: Callable[[list[dict[str, str]]], str | int]) -> None:
        self.answer = answer
        self.requests: list[list[dict[str, str]]] = []
        self.at_once = self.most_at_once = 0
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        body = json.loads(await request.text())
        self.requests.append(body["messages"])
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0.02)
        self.at_once -= 1
        answer = self.answer(body["messages"])
        if isinstance(answer, int):
            return web.json_response({"error": {"message": "no"}}, status=answer)
        message = {"role": "assistant", "content": answer}
        return web.json_response(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        )

    @asynccontextmanager
    async def running(self):
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self.handle)
        runner = web.AppRunner(app)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        try:
            yield self
        finally:
            await runner.cleanup()
