"""An officer's phone: speaks the playground's own protocol over HTTP."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace

import aiohttp

from bot.app import build
from bot.config import Access, read_config
from bot.playground.server import Playground
from bot.serve import serving

PATIENCE = 15.0


class Phone:
    """One user at the page."""

    def __init__(self, http: aiohttp.ClientSession, url: str, user: str) -> None:
        self._http = http
        self._url = url.rstrip("/")
        self._user = user
        self.seen = 0

    async def history(self):
        async with self._http.get(f"{self._url}/play/history", params={"user": self._user}) as reply:
            return (await reply.json())["messages"]

    async def say(self, text, *wanted):
        await self._post("text", text=text)
        return await self.hear(*wanted)

    async def press(self, label, *wanted):
        for view in reversed(await self.history()):
            message = view["message"]
            for row in (message.get("reply_markup") or view.get("keyboard") or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"].strip("☑☐ ") == label:
                        await self._post("press", message_id=message["message_id"], data=button["callback_data"])
                        return await self.hear(*wanted)
        raise AssertionError(f"no button {label}")

    async def send_sticker(self, *wanted):
        await self._post("sticker", emoji="👍")
        return await self.hear(*wanted)

    async def edit(self, old, new, *wanted):
        message = next(v["message"] for v in reversed(await self.history()) if old in v["message"].get("text", ""))
        await self._post("edit", message_id=message["message_id"], text=new)
        return await self.hear(*wanted)

    async def hear(self, *wanted):
        """Wait until the bot has said all this, in order, after what was heard before."""
        heard = []
        for words in wanted:
            async with asyncio.timeout(PATIENCE):
                while not (found := await self._find(words)):
                    await asyncio.sleep(0.02)
            heard.append(found)
        return heard[-1] if heard else None

    async def file(self, document):
        async with self._http.get(f"{self._url}/play/files/{document['file_id']}") as reply:
            assert reply.status == 200, await reply.text()
            return await reply.read()

    async def _find(self, words):
        for view in await self.history():
            message = view["message"]
            text = message.get("text") or message.get("caption") or ""
            if message["message_id"] > self.seen and message["from"]["is_bot"] and words in text:
                self.seen = message["message_id"]
                return message
        return None

    async def _post(self, name, **values):
        async with self._http.post(f"{self._url}/play/{name}", json={"user": self._user, **values}) as reply:
            assert reply.status == 200, await reply.text()


OPEN = Access(open=True, officers=(), admins=())


@asynccontextmanager
async def page(data_dir, redis_url, access=OPEN, **environment):
    """The bot on the playground. Yields a maker of phones; may be left and entered again with the same folder.

    `environment` overrides settings, as BIGANZI_… does.
    """
    playground = Playground(data_dir / "playground", port=0)
    await playground.start()
    try:
        config = read_config(environment={"BIGANZI_DATA_DIR": str(data_dir), **environment})
        config = replace(
            config,
            telegram=replace(
                config.telegram,
                base_url=playground.base_url,
                base_file_url=playground.base_file_url,
                poll_seconds=1,
                chat_per_second=0,
                per_second=0,
            ),
            access=access,
            secrets=replace(config.secrets, telegram_token=playground.token),
        )
        async with serving(build(config), redis_url), aiohttp.ClientSession() as http:
            yield lambda user: Phone(http, playground.url, user)
    finally:
        await playground.stop()
