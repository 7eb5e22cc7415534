"""What every call of a model takes is told: as the endpoint counts it, else by a rule and marked so."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import replace

import pytest
from aiohttp import web

from bot.drafting.model import ChatModel, ModelError
from bot.drafting.speech import Speech, SpeechEndpoint
from bot.drafting.usage import A_PICTURE, Tokens, estimated, note, on_account
from bot.retrieval.passage import Passage
from bot.retrieval.vectors import Vectors
from tests.drafting import test_embeddings, test_speech
from tests.drafting.endpoint import USAGE, Endpoint, completion, counted, event, saying
from tests.drafting.modelled import HURRIED

COUNTED = Tokens(USAGE["total_tokens"])
PASSAGES = [Passage(text, text, "a.md", "", "", "") for text in ("走访慰问", "职代会")]
SYSTEM, ASKED, SAID = "写一节", "9月8日学工会法62人", "9月8日学习62人。"


class Tab(list):
    """An account that keeps what it is told."""

    def note(self, tokens):
        self.append(tokens)


async def taken(answer, *, streamed, times=1, until=None):
    """What is told of a reply, and the bodies of its requests."""
    tab, bodies = Tab(), []

    async def handle(request):
        bodies.append(json.loads(await request.text()))
        return await answer(request)

    async with Endpoint(lambda _: handle).running() as endpoint:
        model = ChatModel(replace(HURRIED, base_url=endpoint.url, timeout=5, connect=5))
        with on_account(tab):
            for _ in range(times):
                with suppress(ModelError, TimeoutError):
                    async with asyncio.timeout(until):
                        await model.reply(SYSTEM, ASKED, hear=(lambda _: None) if streamed else None)
    return tab, bodies


async def well(request):
    return await saying(request, SAID)


async def uncounted(request):
    """A server that counts nothing, whatever it is asked."""
    asked = json.loads(await request.text())
    if asked.get("stream"):
        return await pieces(request, *(event({"content": sign}, None) for sign in SAID), event({}, "stop"))
    return web.json_response(completion(SAID) | {"usage": None})


async def pieces(request, *sent, pause=0.0):
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    for piece in sent:
        await response.write(piece)
        await asyncio.sleep(pause)
    await response.write(b"data: [DONE]\n\n")
    await response.write_eof()
    return response


@pytest.mark.parametrize("streamed", [False, True])
async def test_the_endpoints_own_count_is_taken(streamed):
    tab, [body] = await taken(well, streamed=streamed)
    assert tab == [COUNTED]
    assert body.get("stream_options") == ({"include_usage": True} if streamed else None)


@pytest.mark.parametrize("streamed", [False, True])
async def test_without_its_count_the_rule_counts_and_says_so(streamed):
    tab, _ = await taken(uncounted, streamed=streamed)
    assert tab == [estimated((SYSTEM, ASKED, SAID))]
    assert tab[0].estimated


async def test_a_sum_sent_with_every_piece_is_counted_once():
    async def summing(request):
        sums = [counted({"prompt_tokens": 9, "completion_tokens": n, "total_tokens": 9 + n}) for n in (1, 2, 3)]
        return await pieces(request, event({"content": SAID}, None), *sums, event({}, "stop"))

    tab, _ = await taken(summing, streamed=True)
    assert tab == [Tokens(12)]


async def test_a_server_that_does_not_know_the_question_is_asked_without_it_from_then_on():
    async def old(request):
        if "stream_options" in json.loads(await request.text()):
            return web.json_response({"error": {"message": "unknown field"}}, status=400)
        return await uncounted(request)

    tab, bodies = await taken(old, streamed=True, times=2)
    assert len(tab) == 2
    assert ["stream_options" in body for body in bodies] == [True, False, False]


async def test_what_was_said_before_it_broke_off_is_paid_for():
    async def slow(request):
        return await pieces(request, *(event({"content": sign}, None) for sign in SAID), pause=0.1)

    tab, _ = await taken(slow, streamed=True, until=0.5)
    assert len(tab) == 1
    prompt, whole = estimated((SYSTEM, ASKED)), estimated((SYSTEM, ASKED, SAID))
    assert prompt.count < tab[0].count <= whole.count


@pytest.mark.parametrize("streamed", [False, True])
async def test_a_reply_that_is_not_taken_is_paid_for_all_the_same(streamed):
    async def cut(request):
        if json.loads(await request.text()).get("stream"):
            return await pieces(request, event({"content": SAID}, None), event({}, "length"), counted(USAGE))
        return web.json_response(completion(SAID, "length"))

    assert (await taken(cut, streamed=streamed))[0] == [COUNTED]


async def test_what_never_came_costs_nothing():
    async def down(_):
        return web.json_response({"error": {"message": "no"}}, status=500)

    assert (await taken(down, streamed=True))[0] == []


def test_the_rule():
    assert estimated(["工会"]).count == 2
    assert estimated(["62人，ab"]).count == 2 + 1
    assert estimated([""], pictures=1).count == A_PICTURE
    note(estimated(["nobody is told, and nothing breaks"]))


async def test_a_question_is_its_askers_and_the_librarys_passages_are_everybodys(tmp_path):
    async def counting(texts):
        data = [{"object": "embedding", "index": at, "embedding": [1.0, float(at)]} for at in range(len(texts))]
        usage = {"prompt_tokens": 7 * len(texts), "total_tokens": 7 * len(texts)}
        return web.json_response({"object": "list", "model": "m", "data": data, "usage": usage})

    tab = Tab()
    async with test_embeddings.endpoint(counting) as (embed, _):
        vectors = Vectors(tmp_path / "v", "m", embed, library=embed.of_the_library)
        with on_account(tab):
            await asyncio.to_thread(vectors.nearest, PASSAGES, "送温暖", 2)
            await asyncio.to_thread(vectors.wait, 5)
            await asyncio.to_thread(vectors.nearest, PASSAGES, "送温暖", 2)
    assert tab == [Tokens(7 * len(PASSAGES), shared=True), Tokens(7)]


async def test_embeddings_without_a_count_are_estimated():
    tab = Tab()
    async with test_embeddings.endpoint(test_embeddings.given) as (embed, _):
        with on_account(tab):
            await asyncio.to_thread(embed, ["送", "送温暖"])
    assert tab == [Tokens(4, estimated=True)]


@pytest.mark.parametrize(
    ("usage", "told"),
    [
        ({"type": "tokens", "input_tokens": 30, "output_tokens": 9, "total_tokens": 39}, [Tokens(39)]),
        ({"type": "duration", "seconds": 5}, []),
        (None, []),
    ],
)
async def test_speech_counts_where_its_endpoint_does(usage, told):
    answer = {"text": "六十二个人"} | ({"usage": usage} if usage else {})
    tab = Tab()
    async with test_speech.endpoint(lambda: web.json_response(answer)) as (url, _):
        listener = Speech(SpeechEndpoint("m", url, "key", 5.0, retries=0))
        with on_account(tab):
            await listener.words("voice.ogg", b"OggS")
        await listener.close()
    assert tab == told
