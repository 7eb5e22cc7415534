"""Voice messages: heard through any endpoint, and every failure of it has one name."""

from contextlib import asynccontextmanager

import pytest
from aiohttp import web

from bot.drafting.model import ModelError
from bot.drafting.speech import Speech, SpeechEndpoint


@asynccontextmanager
async def endpoint(answer):
    """A transcription server on the loopback; yields its address and the forms that reached it."""
    forms = []

    async def handle(request):
        form = await request.post()
        forms.append({key: value if isinstance(value, str) else value.file.read() for key, value in form.items()})
        return answer()

    app = web.Application()
    app.router.add_post("/v1/audio/transcriptions", handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1", forms
    finally:
        await runner.cleanup()


@asynccontextmanager
async def speech(url):
    listener = Speech(SpeechEndpoint("whisper-1", url, "key", 5.0, retries=0))
    try:
        yield listener
    finally:
        await listener.close()


async def test_a_voice_message_becomes_words():
    answer = {"text": " 九月八号学工会法，六十二个人 "}
    async with endpoint(lambda: web.json_response(answer)) as (url, forms), speech(url) as listener:
        assert await listener.words("voice.ogg", b"OggS") == "九月八号学工会法，六十二个人"
    [form] = forms
    assert (form["file"], form["model"], form["language"]) == (b"OggS", "whisper-1", "zh")


@pytest.mark.parametrize(
    "answer",
    [
        lambda: web.json_response({"error": {"message": "key sk-secret"}}, status=401),
        lambda: web.json_response({"error": {"message": "busy"}}, status=500),
        lambda: web.Response(text="<html>", content_type="text/html"),
        lambda: web.Response(text="{", content_type="application/json"),
    ],
)
async def test_whatever_ails_the_endpoint_is_one_error_without_its_words(answer):
    async with endpoint(answer) as (url, _), speech(url) as listener:
        with pytest.raises(ModelError) as caught:
            await listener.words("voice.ogg", b"OggS")
    assert "secret" not in str(caught.value)


async def test_silence_is_no_words():
    async with endpoint(lambda: web.json_response({"text": None})) as (url, _), speech(url) as listener:
        assert await listener.words("voice.ogg", b"OggS") == ""
