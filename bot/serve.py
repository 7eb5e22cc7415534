"""Wiring of the servers: the store, Telegram or the playground, the lanes between them."""

from __future__ import annotations

import asyncio
import signal
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app import House, build
from bot.config import Access, Config
from bot.playground.server import Playground
from bot.shell.envelope import of_event, of_update
from bot.shell.jobs import Jobs
from bot.shell.perform import Performer
from bot.shell.worker import Wake, Worker
from bot.storage.client import connect as connect_store
from bot.storage.client import ping
from bot.storage.desk import Desk
from bot.storage.errors import StorageAwayError
from bot.storage.lanes import Lanes
from bot.telegram import incoming, phrase
from bot.telegram.connect import connect as connect_bot
from bot.telegram.messenger import Messenger
from bot.telegram.poller import Poller

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.storage.records import Entry


@asynccontextmanager
async def serving(house: House, redis_url: str) -> AsyncIterator[asyncio.Task[None]]:
    """The bot at work, until the context is left: then what is in hand is finished and the rest handed back.

    Yields:
        The task that fetches updates; it ends only by an error.
    """
    config = house.config
    async with AsyncExitStack() as stack:
        client = connect_store(redis_url)
        stack.push_async_callback(client.aclose)
        await ping(client)
        desk = Desk(client)
        bot = connect_bot(config.secrets.telegram_token, config.telegram)
        stack.push_async_callback(bot.shutdown)
        await bot.initialize()
        messenger = Messenger(bot)
        await messenger.set_commands(house.words.command)
        jobs = Jobs(house.drafter, lambda chat, event: desk.receive_event(chat, of_event(event)))
        stack.push_async_callback(jobs.stop)
        performer = Performer(
            house.words,
            house.book,
            phrase.Phrase(house.words, house.book),
            messenger,
            house.library,
            house.drafter,
            jobs,
        )
        reader = incoming.Reader(house.words.unsupported, config.zone)
        worker = Worker(house.book, desk, reader, performer, jobs, config.access)
        lanes: Lanes[Entry | Wake] = Lanes(
            worker.handle,
            slots=config.telegram.slots,
            on_fault=worker.apologise,
            again_on=(StorageAwayError,),
        )
        stack.push_async_callback(lanes.drain)
        await worker.take_up_jobs()
        for chat in await desk.chats_with_due():
            await lanes.submit(Wake(chat))

        async def read_inbox() -> None:
            async with aclosing(desk.entries()) as entries:
                async for entry in entries:
                    await lanes.submit(entry)

        poller = Poller(
            bot,
            lambda number, chat, raw: desk.receive_update(number, chat, of_update(raw)),
            desk.dead_letter,
            config.telegram.poll_seconds,
        )
        reading = asyncio.create_task(read_inbox(), name="inbox")
        stack.push_async_callback(_stop, reading)
        polling = asyncio.create_task(poller.run(await desk.offset(), desk.set_offset), name="polling")
        stack.push_async_callback(_stop, polling)
        yield polling


async def serve(config: Config, redis_url: str) -> None:
    """Run on Telegram until a signal ends it.

    Raises:
        telegram.error.TelegramError: Telegram does not know this bot, or cannot be reached at the start.
        StorageError: the store cannot be reached.
    """
    async with serving(build(config), redis_url) as polling:
        await _signal_or_end(polling)


async def serve_playground(config: Config, redis_url: str) -> None:
    """Run on the local page until a signal ends it. Everybody on this machine may use it.

    Raises:
        StorageError: the store cannot be reached.
        PlaygroundError: the page's port is taken.
    """
    playground = Playground(config.data_dir / "playground", port=config.playground.port)
    await playground.start()
    try:
        local = replace(
            config,
            telegram=replace(
                config.telegram,
                base_url=playground.base_url,
                base_file_url=playground.base_file_url,
                proxy="",
            ),
            access=Access(open=True, officers=(), admins=()),
            secrets=replace(config.secrets, telegram_token=playground.token),
        )
        async with serving(build(local), redis_url) as polling:
            print(f"笔杆子开好了，用浏览器打开 {playground.url}（按 Ctrl+C 停下）", flush=True)  # noqa: T201
            await _signal_or_end(polling)
    finally:
        await playground.stop()


async def _signal_or_end(polling: asyncio.Task[None]) -> None:
    asked = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked.set)
    waiting = asyncio.create_task(asked.wait())
    await asyncio.wait({polling, waiting}, return_when=asyncio.FIRST_COMPLETED)
    if polling.done():
        waiting.cancel()
        polling.result()


async def _stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
