"""A model and an ear for a bot in a process of its own: slow enough to be watched; what they say is known."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from tests.drafting.endpoint import Endpoint, saying
from tests.drafting.modelled import true_words

FORMAL = {
    "安全月收尾，看望了住院职工": "9月，工会围绕安全生产月收尾和职工慰问开展工作",
    "9.8学工会法 62个人": "9月8日，组织职工集中学习工会法，62人参加",
    "9.8学工会法 64个人": "9月8日，组织职工集中学习工会法，64人参加",
    "班组宣讲4场，85人次": "开展班组宣讲4场，覆盖职工85人次",
    "看了3个住院的 每人500": "看望住院职工3人，每人发放慰问金500元",
    "职工书屋开放｜10月10日前｜刘敏｜上架300册": "职工书屋10月10日前开放，由刘敏负责，上架300册",
}
"""What a model makes of words from a phone. All that it does not know it repeats."""
HEARD = "班组宣讲4场，85人次"
WISHED = ("覆盖职工85人次", "惠及一线职工85人次")
"""What is changed where a change is asked for."""
TOKEN = 0.04
"""Seconds between two signs."""


@dataclass(frozen=True)
class Pen:
    """`settings` make a bot write with it; the opening, which is written last, waits until `finish` is called."""

    settings: dict[str, str]
    finish: Callable[[], None]


def _write(messages, looked_at):
    async def reply(request):
        prompt = messages[1]["content"]
        while "开头概述" in prompt and not looked_at.is_set():
            await asyncio.sleep(0.05)
        if "怎么改" in prompt:
            text = prompt.split("<<<\n")[2].split("\n>>>")[0]
            return await saying(request, text.replace(*WISHED))
        text = f"{true_words(messages)}。"
        for said, written in FORMAL.items():
            text = text.replace(said, written)
        return await saying(request, text, token=TOKEN)

    return reply


@contextmanager
def scribe():
    """Both at work, until the context is left."""
    looked_at, ready, over = threading.Event(), threading.Event(), asyncio.Event()
    endpoint = Endpoint(lambda messages: _write(messages, looked_at), HEARD)
    loop = asyncio.new_event_loop()

    async def work():
        async with endpoint.running():
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(work(),))
    thread.start()
    try:
        assert ready.wait(10), "the model does not start"
        settings = {
            "OPENAI_API_KEY": "none",
            "BIGANZI_MODEL_NAME": "fake",
            "BIGANZI_MODEL_BASE_URL": endpoint.url,
            "BIGANZI_SPEECH_MODEL": "fake",
            "BIGANZI_SPEECH_BASE_URL": endpoint.url,
        }
        yield Pen(settings, looked_at.set)
    finally:
        looked_at.set()
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()
