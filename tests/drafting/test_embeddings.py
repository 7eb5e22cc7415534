"""Vectors by any endpoint that speaks OpenAI's embeddings, and every failure of it has one name."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.drafting.embeddings import EmbeddingEndpoint, Embeddings
from bot.drafting.model import ModelError


@asynccontextmanager
async def endpoint(answer):
    """An embedding server on the loopback; yields an asker and the requests that reached it."""
    asked = []

    async def handle(request):
        asked.append(await request.json())
        return await answer(asked[-1]["input"])

    app = web.Application()
    app.router.add_post("/v1/embeddings", handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield Embeddings(EmbeddingEndpoint("m", url, "key", 0.5)), asked
    finally:
        await runner.cleanup()


async def given(texts):
    data = [{"object": "embedding", "index": at, "embedding": [float(len(text)), 1.0]} for at, text in enumerate(texts)]
    return web.json_response({"object": "list", "model": "m", "data": data[::-1], "usage": {}})


async def test_each_text_has_its_vector_in_their_order():
    async with endpoint(given) as (embed, asked):
        assert await asyncio.to_thread(embed, ["送", "送温暖"]) == [[1.0, 1.0], [3.0, 1.0]]
    assert asked[0]["model"] == "m"


async def refused(texts):
    return web.json_response({"error": {"message": "key sk-secret"}}, status=401)


async def page(texts):
    return web.Response(text="<html>", content_type="text/html")


async def slow(texts):
    await asyncio.sleep(5)


@pytest.mark.parametrize("answer", [refused, page, slow])
async def test_whatever_ails_the_endpoint_is_one_error_without_its_words(answer):
    async with endpoint(answer) as (embed, _):
        with pytest.raises(ModelError) as caught:
            await asyncio.to_thread(embed, ["送温暖"])
    assert "secret" not in str(caught.value)
