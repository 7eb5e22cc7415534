"""A small Bot API on the loopback: keeps what it accepted, hands out updates by offset, plays faults, counts.

Only what the bot calls. An update is handed out again until a later offset is asked for, as by Telegram.
"""

from __future__ import annotations

import asyncio
import json
import math
import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

TOKEN = "7000000001:chaos-chaos-chaos-chaos-chaos-chaos"  # noqa: S105  of a bot that exists in this file alone
BOT = {"id": 7000000001, "is_bot": True, "first_name": "笔杆子", "username": "chaos_bot"}
SAID_ON = 1_790_000_000
"""The date of every message, 2026-09-21 in the officers' zone: transcripts do not depend on the day of the run."""
PICTURES = frozenset({"sendphoto", "sendmediagroup"})
FILES = frozenset({"senddocument", *PICTURES})
SENDING = frozenset({"sendmessage", "editmessagetext", *FILES})
BATCH = 100
TICK = "☑"


def look(text: str, labels: Iterable[str]) -> str:
    """What is seen of a message: its words, and what is ticked, for a list redrawn in place differs in nothing else."""
    return "\n".join((text, *(label for label in labels if label.startswith(TICK))))


@dataclass(frozen=True, slots=True)
class Accepted:
    """One message (or change of one) that this server took."""

    at: float
    chat: int
    id: int
    kind: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    content: bytes = b""

    @property
    def look(self) -> str:
        """What is seen of it."""
        return look(self.text, (label for label, _ in self.buttons))


@dataclass(slots=True)
class Chat:
    """One private chat."""

    id: int
    next_id: int = 1
    accepted: list[Accepted] = field(default_factory=list)
    shown: dict[int, tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    asked_at: deque[float] = field(default_factory=deque)
    news: asyncio.Event = field(default_factory=asyncio.Event)

    def button(self, label: str) -> tuple[int, str] | None:
        """Message and data of the newest button of that name."""
        for message in reversed(self.accepted):
            for text, data in message.buttons:
                if text.strip("☑☐ ") == label:
                    return message.id, data
        return None


class Refusal(Exception):  # noqa: N818  an answer of this server, no error of the tests
    """What Telegram answers instead of a result."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.body = {"ok": False, "error_code": status, "description": description}
        if parameters:
            self.body["parameters"] = parameters
        self.status = status


class FakeTelegram:
    """The server. Public attributes are the faults it plays and the counts it keeps."""

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency
        self.flood: Callable[[int], int] = lambda _: 0
        """Chat → seconds to wait (429), asked when no wait is running."""
        self.drops: Callable[[Accepted], bool] = lambda _: False
        """Whether the answer to an accepted message is lost with its connection."""
        self.broken: Callable[[str], bool] = lambda _: False
        """Method → whether to answer 502 without taking anything."""
        self.counts: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.waits: dict[int, float] = {}
        self.latencies: list[tuple[int, float]] = []
        self.ack_seconds: list[float] = []
        self.taps_stopped: Counter[str] = Counter()
        self.chats: dict[int, Chat] = {}
        self.replay: list[str] | None = None
        """Updates handed out in this order whatever their numbers; the next request acknowledges a batch."""
        self.polled = asyncio.Event()
        self.base_url = ""
        self._updates: deque[tuple[int, str, float]] = deque()
        self._next_update = 1
        self._poller: asyncio.Future[None] | None = None
        self._arrived = asyncio.Event()
        self._runner: web.AppRunner | None = None

    # --- the officers' side

    def chat(self, number: int) -> Chat:
        return self.chats.setdefault(number, Chat(number))

    def say(self, chat: int, text: str) -> int:
        """An officer sends words; the id of the message."""
        update = said(self.chat(chat), text)
        self.push(update, chat)
        return update["message"]["message_id"]

    def press(self, chat: int, message: int, data: str) -> str:
        """An officer presses a button; the id of the tap."""
        tap = f"{chat}-{self._next_update}"
        person = user(chat)
        held = {"message_id": message, "date": SAID_ON, "chat": private(chat), "from": BOT, "text": "…"}
        query = {"id": tap, "from": person, "message": held, "chat_instance": str(chat), "data": data}
        self.push({"callback_query": query}, chat)
        return tap

    def push(self, update: dict | str, chat: int | None = None) -> None:
        """Queue an update; a dict is given its number, a text goes out as it is (its place still counts)."""
        number, self._next_update = self._next_update, self._next_update + 1
        if isinstance(update, dict):
            update = json.dumps({"update_id": number, **update})  # in ASCII: half a surrogate pair must pass
        now = time.monotonic()
        self._updates.append((number, update, now))
        if chat is not None:
            self.chat(chat).asked_at.append(now)
        self._arrived.set()

    @property
    def waiting(self) -> int:
        """Updates not acknowledged yet."""
        return len(self.replay or ()) + len(self._updates)

    def left_alone(self) -> bool:
        """Whether nobody is connected: all that the dead had sent has been read."""
        return self._runner is None or self._runner.server is None or not self._runner.server.connections

    # --- the bot's side

    @asynccontextmanager
    async def running(self):
        app = web.Application(client_max_size=64 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        runner = self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
        await site.start()
        self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
        try:
            yield self
        finally:
            await runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"].lower()
        self.calls[method] += 1
        try:
            values = dict(await request.post()) if request.can_read_body else dict(request.query)
            if method == "getupdates":
                text = await self._get_updates(values)
                return web.Response(text=f'{{"ok":true,"result":[{text}]}}', content_type="application/json")
            if self.latency:
                await asyncio.sleep(self.latency)
            if self.broken(method):
                self.counts["502"] += 1
                return web.Response(status=502, text="Bad Gateway")
            result = self._call(method, values)
        except Refusal as refusal:
            return web.json_response(refusal.body, status=refusal.status)
        if isinstance(result, Accepted):
            if self.drops(result):
                self.counts["dropped"] += 1
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            result = [shape(result)] if method == "sendmediagroup" else shape(result)
        return web.json_response({"ok": True, "result": result})

    async def _get_updates(self, values: dict) -> str:
        if self._poller and not self._poller.done():
            self._poller.set_exception(Refusal(409, "Conflict: terminated by other getUpdates request"))
            self.counts["409"] += 1
        mine = self._poller = asyncio.get_running_loop().create_future()
        self.polled.set()
        try:
            return await self._batch(values, mine)
        finally:
            if not mine.done():
                mine.set_result(None)

    async def _batch(self, values: dict, mine: asyncio.Future[None]) -> str:
        if self.replay is not None:
            batch, self.replay = self.replay[:BATCH], self.replay[BATCH:]
            if batch:
                return ",".join(batch)
        offset, now = int(values.get("offset", 0) or 0), time.monotonic()
        while self._updates and self._updates[0][0] < offset:
            self.ack_seconds.append(now - self._updates.popleft()[2])
        deadline = now + float(values.get("timeout", 0) or 0)
        while not self._updates and (left := deadline - time.monotonic()) > 0:
            self._arrived.clear()
            arrived = asyncio.ensure_future(self._arrived.wait())
            try:
                await asyncio.wait({arrived, mine}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            finally:
                arrived.cancel()
            if mine.done():
                mine.result()
        limit = int(values.get("limit", BATCH) or BATCH)
        return ",".join(self._updates[place][1] for place in range(min(limit, len(self._updates))))

    def _call(self, method: str, values: dict) -> object:
        match method:
            case "getme":
                return BOT
            case "answercallbackquery":
                self.taps_stopped[values["callback_query_id"]] += 1
                return True
            case "getwebhookinfo":
                return {"url": "", "has_custom_certificate": False, "pending_update_count": self.waiting}
            case _ if method in SENDING:
                return self._accept(method, values)
            case "deletemessage":
                return self.chat(int(values["chat_id"])).shown.pop(int(values["message_id"]), None) is not None
            case "setmycommands" | "sendchataction" | "deletewebhook" | "setwebhook":
                return True
            case _:
                raise Refusal(404, "Not Found")

    def _accept(self, method: str, values: dict) -> Accepted:
        chat = self.chats.get(int(values["chat_id"]))
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        self._keep_waits(chat.id)
        text = str(values.get("text") or values.get("caption") or "")
        if method in PICTURES:
            text = f"【图片】{len(json.loads(values['media'])) if method == 'sendmediagroup' else 1}页"
        if not (text or method in FILES) or len(text.encode("utf-16-le")) // 2 > 4096:
            raise Refusal(400, "Bad Request: message text is empty" if not text else "Bad Request: message is too long")
        buttons = buttons_of(str(values.get("reply_markup") or ""))
        document = values.get("document")
        content = document.file.read() if isinstance(document, web.FileField) else b""
        if method == "editmessagetext":
            number = int(values["message_id"])
            if chat.shown.get(number) == (text, buttons):
                raise Refusal(400, "Bad Request: message is not modified: specified new message content is the same")
        else:
            number, chat.next_id = chat.next_id, chat.next_id + 1
        chat.shown[number] = (text, buttons)
        message = Accepted(time.monotonic(), chat.id, number, method, text, buttons, content)
        chat.accepted.append(message)
        if chat.asked_at:
            self.latencies.append((chat.id, message.at - chat.asked_at.popleft()))
        chat.news.set()
        return message

    def _keep_waits(self, chat: int) -> None:
        """Answer 429 while a wait runs, or begin one; a send inside a wait is counted as a breach."""
        now = time.monotonic()
        until = self.waits.get(chat, 0.0)
        if now < until:
            self.counts["sent inside a wait"] += 1
        elif seconds := self.flood(chat):
            until = self.waits[chat] = now + seconds
        else:
            return
        self.counts["429"] += 1
        seconds = math.ceil(until - now)
        raise Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def user(chat: int) -> dict:
    return {"id": chat, "is_bot": False, "first_name": f"干部{chat}", "language_code": "zh-hans"}


def private(chat: int) -> dict:
    return {"id": chat, "type": "private", "first_name": f"干部{chat}"}


def said(chat: Chat, text: str) -> dict:
    """An update's content: words from an officer, as the next message of the chat."""
    number, chat.next_id = chat.next_id, chat.next_id + 1
    message = {"message_id": number, "from": user(chat.id), "chat": private(chat.id), "date": SAID_ON, "text": text}
    if text.startswith("/"):
        length = len(re.split(r"\s", text, maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"message": message}


def buttons_of(markup: str) -> tuple[tuple[str, str], ...]:
    keyboard = json.loads(markup).get("inline_keyboard", ()) if markup else ()
    return tuple((button["text"], button.get("callback_data", "")) for row in keyboard for button in row)


def shape(message: Accepted) -> dict:
    """An accepted message as Telegram returns it."""
    base = {"message_id": message.id, "date": SAID_ON, "chat": private(message.chat), "from": BOT}
    if message.kind in PICTURES:
        return base | {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 9, "height": 9}]}
    if message.kind == "senddocument":
        return base | {"caption": message.text, "document": {"file_id": "f", "file_unique_id": "u"}}
    return base | {"text": message.text}
