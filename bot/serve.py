"""Wiring of the servers: the store, Telegram or the playground, the lanes between them."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.app import House, build, sight, speech
from bot.config import WEBHOOK, Config
from bot.documents.profile import PROFILES
from bot.playground.server import Playground
from bot.shell.bells import Bells
from bot.shell.books import Books
from bot.shell.counsellor import Counsellor
from bot.shell.darkroom import Darkroom
from bot.shell.discreet import Discreet
from bot.shell.ear import Ear
from bot.shell.examples import Examples
from bot.shell.eye import Eye
from bot.shell.files import Files
from bot.shell.gate import Gate
from bot.shell.intake import Intake
from bot.shell.jobs import Jobs
from bot.shell.metrics import Counts
from bot.shell.office import Office
from bot.shell.own import Own
from bot.shell.perform import Performer
from bot.shell.polling import Polling
from bot.shell.post import Post
from bot.shell.purse import Purse
from bot.shell.roll import Roll
from bot.shell.screening import Screening
from bot.shell.tasks import first_to_end, stop
from bot.shell.worker import Worker
from bot.storage.alarms import Alarms
from bot.storage.cabinet import Cabinets
from bot.storage.client import connect as connect_store
from bot.storage.client import ping
from bot.storage.desk import Desk
from bot.storage.errors import LostError, StorageAwayError
from bot.storage.folder import in_redis
from bot.storage.lanes import Lanes
from bot.storage.ledger import Ledger
from bot.storage.partitions import Sharing
from bot.storage.people import People
from bot.storage.sent import Sent
from bot.storage.server import PrivateRedis
from bot.storage.shift import Shift
from bot.storage.watch import watched
from bot.telegram import incoming, phrase
from bot.telegram.connect import connect as connect_bot
from bot.telegram.incoming import chat_of
from bot.telegram.menus import Menus
from bot.telegram.messenger import Messenger, TryLaterError
from bot.telegram.pace import Limits, Pace
from bot.telegram.poller import Poller
from bot.web.front import Front
from bot.web.hook import Hook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.storage.records import Work

DAY = 86_400
"""Seconds."""
PAUSE = 5.0
"""Seconds between two tries to tell Telegram how updates are received."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AtWork:
    """A worker at work, for whoever brings it updates and watches it. One of its `tasks` that ends has met a fault."""

    messenger: Messenger
    polling: Polling
    shift: Shift
    intake: Intake
    counts: Counts
    tasks: tuple[asyncio.Task[None], ...]

    async def health(self) -> dict[str, bool]:
        """Whether each part is well."""
        try:
            await self.shift.load()
        except StorageAwayError:
            return {"store": False}
        return {"store": True}

    async def figures(self) -> dict[str, float]:
        """Counts and what is in hand just now.

        Raises:
            StorageAwayError
        """
        return self.counts.figures(await self.shift.load())


@asynccontextmanager
async def working(house: House, store: str | PrivateRedis) -> AsyncIterator[AtWork]:
    """A worker, until the context is left: then what is in hand is finished and the rest handed back.

    Args:
        house: the pure parts.
        store: the address of a Redis, shared with other workers if the configuration says so; or our own.
    """
    config = house.config
    url = store if isinstance(store, str) else store.url
    sharing = Sharing(config.storage.partitions, config.storage.lease_seconds, alone=not config.secrets.redis_url)
    async with AsyncExitStack() as stack:
        if isinstance(store, PrivateRedis):
            await stack.enter_async_context(watched(store))
        client = connect_store(url)
        stack.push_async_callback(client.aclose)
        await ping(client)
        desk, counts = Desk(client, sharing, keep=config.storage.keep_days * DAY), Counts()
        bot = connect_bot(config.secrets.telegram_token, config.telegram)
        stack.push_async_callback(bot.shutdown)
        await bot.initialize()
        sent = Sent(client)
        messenger = Messenger(bot, Pace(_limits(config)), sent)
        cabinets, ledger = Cabinets(client, config.data.organisation), Ledger(client, config.storage.keep_days)
        roll, purse = Roll(config.access, People(client)), Purse(ledger, config.budget, config.zone)
        gate = Gate(roll, Menus(house.words, messenger))
        await gate.put_up_menus()
        books = Books(house.book, desk, cabinets, roll.organisation)
        listener = speech(config)
        if listener:
            stack.push_async_callback(listener.close)
        ear = Ear(listener, ledger, config.speech.minutes_a_day * 60) if listener else None
        own = Own(house.words, house.library, cabinets, roll.organisation)
        reader_of_photos = sight(config)
        eye = Eye(reader_of_photos, purse) if reader_of_photos else None
        files, darkroom = Files(messenger.fetch, house.privacy, own, ear, eye), Darkroom(messenger.fetch, desk)
        examples, screening = Examples(house.words, house.library), Screening(messenger, house.words, sent)
        counsellor = Counsellor(examples, house.adviser, house.student, purse, roll.organisation)
        jobs = Jobs(house.drafter, desk, books, files, darkroom, purse, screening, counsellor)
        bells = Bells(Alarms(client, sharing), config.zone, config.reminders.hour)
        performer = Performer(
            house.words,
            house.book,
            phrase.Phrase(house.words, house.book),
            messenger,
            examples,
            house.drafter,
            jobs,
            desk,
            bells,
            Office(house.words, roll, ledger, incoming.address(bot.username), config.budget),
            Post(house.words, desk, roll.people, roll.organisation),
            own,
            purse,
            PROFILES[config.documents.profile],
        )
        reader = incoming.Reader(house.words.unsupported, config.zone, bot.username)
        worker = Worker(
            house.book, desk, reader, performer, jobs, books, gate, counts, keep_days=config.storage.keep_days
        )
        lanes: Lanes[Work] = Lanes(
            worker.handle,
            slots=config.telegram.slots,
            on_fault=worker.apologise,
            again_on=(StorageAwayError,),
            drop_on=(LostError,),
        )

        async def leave(chats: Callable[[int], bool], grace: float) -> None:
            await lanes.leave(chats, grace)
            await jobs.leave(chats)

        shift = await stack.enter_async_context(desk.shift(leave))
        stack.push_async_callback(jobs.stop)
        stack.push_async_callback(lanes.drain)
        reading = asyncio.create_task(_hand_out(shift, lanes), name="work")
        ringing = asyncio.create_task(bells.run(), name="reminders")
        stack.push_async_callback(stop, ringing)
        stack.push_async_callback(stop, reading)
        intake = Intake(desk, counts, Discreet(house.privacy))
        polling = Polling(desk, shift, intake, Poller(bot, config.telegram.poll_seconds))
        yield AtWork(messenger, polling, shift, intake, counts, (reading, ringing))


@asynccontextmanager
async def serving(house: House, store: str | PrivateRedis) -> AsyncIterator[asyncio.Task[None]]:
    """The bot at work, receiving updates by webhook or by polling, as configured.

    Yields:
        A task that ends only by an error, whichever part of the work met it.

    Raises:
        WebError: a setting of the front does not fit, or its port is taken.
    """
    config = house.config
    by_webhook = config.telegram.intake == WEBHOOK
    async with AsyncExitStack() as stack:
        at_work = await stack.enter_async_context(working(house, store))
        hook = Hook(config.secrets.webhook_secret, chat_of, at_work.intake.store, at_work.intake.reject)
        front = Front(config.web, hook if by_webhook else None, at_work.health, at_work.figures)
        await front.start()
        stack.push_async_callback(front.stop)
        receive = _wait_for_requests(at_work.messenger, config) if by_webhook else _poll(at_work)
        receiving = asyncio.create_task(receive, name="receiving")
        stack.push_async_callback(stop, receiving)
        task = asyncio.create_task(first_to_end(receiving, *at_work.tasks))
        stack.push_async_callback(stop, task)
        yield task


async def _wait_for_requests(messenger: Messenger, config: Config) -> None:
    await _insist(lambda: messenger.receive_by_webhook(config.web.webhook_url, config.secrets.webhook_secret))
    await asyncio.Event().wait()


async def _poll(at_work: AtWork) -> None:
    await _insist(at_work.messenger.receive_by_polling)
    await at_work.polling.run()


async def _insist(call: Callable[[], Awaitable[None]]) -> None:
    """Tell Telegram how updates are received, as often as it takes to reach it."""
    while True:
        try:
            return await call()
        except TryLaterError as later:
            await asyncio.sleep(later.seconds or PAUSE)


async def serve(config: Config, store: str | PrivateRedis) -> None:
    """Run on Telegram until a signal ends it.

    Raises:
        telegram.error.TelegramError: Telegram does not know this bot, or cannot be reached at the start.
        StorageError: the store cannot be reached.
    """
    async with serving(_house(config), store) as polling:
        await _signal_or_end(polling)


async def serve_playground(config: Config, store: str | PrivateRedis) -> None:
    """Run on the local page until a signal ends it. Everybody on this machine may use it.

    Raises:
        StorageError: the store cannot be reached.
        PlaygroundError: the page's port is taken.
    """
    playground = Playground(config.data_dir / "playground", port=config.playground.port)
    await playground.start()
    try:
        local = config.locally(playground.base_url, playground.base_file_url, playground.token)
        async with serving(_house(local), store) as polling:
            print(f"笔杆子开好了，用浏览器打开 {playground.url}（按 Ctrl+C 停下）", flush=True)  # noqa: T201
            await _signal_or_end(polling)
    finally:
        await playground.stop()


def _house(config: Config) -> House:
    """The pure parts, with own documents where all workers see them."""
    url = config.secrets.redis_url
    return build(config, folders=in_redis(url) if url else None)


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


async def _hand_out(shift: Shift, lanes: Lanes[Work]) -> None:
    async with aclosing(shift.work()) as work:
        async for piece in work:
            await lanes.submit(piece)


def _limits(config: Config) -> Limits:
    telegram = config.telegram
    return Limits(telegram.chat_per_second, telegram.chat_burst, telegram.per_second)
