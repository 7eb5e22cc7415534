"""Kill -9 while a preview stands in the chat: whoever takes the draft up, or finds it called off, takes it back."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web

from bot.storage import keys
from bot.storage.form import dump_session
from tests.chaos.machines import Zygote
from tests.chaos.officers import rehearse
from tests.chaos.world import until, world
from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.modelled import true_words

CHAT = 6_500_000
PATIENCE = 30.0
PREVIEW = "【草稿预览】"


def slowly(messages):
    async def answer(request) -> web.StreamResponse:
        return await saying(request, f"{true_words(messages)}。", token=0.02)

    return answer


@pytest.fixture(scope="module")
def zygote():
    started = Zygote()
    yield started
    started.close()


def previews(chat):
    return [text for text, _ in chat.shown.values() if text.startswith(PREVIEW)]


async def killed_while_it_shows(folder, house, zygote, *faults, cancelled=False):
    """Die right after a preview has been put into the chat, live again; the chat as it then comes to rest."""
    session = (await asyncio.to_thread(rehearse, house, 0, 1, drafted=False)).session
    async with Endpoint(slowly).running() as model:
        settings = {"model_name": "fake", "model_base_url": model.url}
        async with world(folder, zygote, **settings) as made:
            made.extra, made.faults = {"OPENAI_API_KEY": "none"}, faults
            chat = made.telegram.chat(CHAT)
            with made.caller() as store:
                store.set(keys.session(CHAT), dump_session(session))
            dying = made.bot(BIGANZI_CRASH_AT="preview-shown")
            made.telegram.say(CHAT, "出稿")
            assert await dying.ended(PATIENCE), "no preview was shown"
            await made.bury(dying)
            assert len(previews(chat)) == 1
            if cancelled:
                made.telegram.say(CHAT, "取消")
            made.bot()
            end = "停下来了" if cancelled else "初稿好了"
            assert await until(lambda: any(end in message.text for message in chat.accepted), PATIENCE)
            await until(lambda: not previews(chat), 3.0)
    return chat


async def test_it_is_taken_back_when_the_draft_is_there(tmp_path, house, zygote):
    chat = await killed_while_it_shows(tmp_path / "w", house, zygote)
    assert previews(chat) == []


async def test_it_is_taken_back_when_the_draft_was_called_off_meanwhile(tmp_path, house, zygote):
    chat = await killed_while_it_shows(tmp_path / "w", house, zygote, cancelled=True)
    assert previews(chat) == []


async def test_control_without_its_number_it_stays_in_the_chat(tmp_path, house, zygote):
    chat = await killed_while_it_shows(tmp_path / "w", house, zygote, "no-memory")
    assert len(previews(chat)) == 1
