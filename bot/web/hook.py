"""Telegram's webhook: an update is acknowledged when it is stored, and not before.

Telegram repeats what was not answered with 2xx. So an update that nobody could ever read is put aside and
acknowledged, and one that could not be stored just now is refused for a moment.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.web.door import answer

if TYPE_CHECKING:
    from bot.config import Web
    from bot.web.meter import Meter

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  the name of the header
RETRY_SECONDS = "5"
"""When Telegram may try again what could not be stored."""


@dataclass(frozen=True, slots=True)
class Hook:
    """What the webhook needs of the house.

    Attributes:
        secret: the token given to setWebhook, which Telegram sends with every update.
        chat_of: the chat of a raw update, or None.
        store: keeps an update (number, chat, body as it came); returns when it is safe.
        reject: keeps a body that is no update, with the reason, among the dead letters.
    """

    secret: str = field(repr=False)
    chat_of: Callable[[Mapping[str, Any]], int | None]
    store: Callable[[int, int, bytes], Awaitable[object]]
    reject: Callable[[bytes, str], Awaitable[object]]


class Outcome(StrEnum):
    """How a request of the webhook ended; the values are labels of /metrics."""

    STORED = "stored"
    REJECTED = "rejected"
    STRANGER = "stranger"
    TOO_LARGE = "too_large"
    SLOW = "slow"
    BROKEN = "broken"
    AWAY = "away"


STATUS = {
    Outcome.STORED: 200,
    Outcome.REJECTED: 200,
    Outcome.STRANGER: 401,
    Outcome.TOO_LARGE: 413,
    Outcome.SLOW: 408,
    Outcome.BROKEN: 400,
    Outcome.AWAY: 503,
}


class Webhook:
    """Receives updates from Telegram."""

    def __init__(self, settings: Web, hook: Hook, meter: Meter) -> None:
        self._settings = settings
        self._hook = hook
        self._meter = meter
        self._secret = hook.secret.encode()
        self._away = False

    async def receive(self, request: web.Request) -> web.Response:
        """Take one update over, or say why not."""
        began = time.perf_counter()
        outcome = await self._outcome(request)
        self._meter.count(outcome)
        if outcome in {Outcome.STORED, Outcome.REJECTED}:
            self._meter.acknowledged(time.perf_counter() - began)
        if outcome is Outcome.AWAY:
            return answer(STATUS[outcome], Retry_After=RETRY_SECONDS)
        return answer(STATUS[outcome])

    async def _outcome(self, request: web.Request) -> Outcome:
        if not self._is_telegram(request):
            return Outcome.STRANGER
        if (request.content_length or 0) > self._settings.max_body_bytes:
            return Outcome.TOO_LARGE
        try:
            async with asyncio.timeout(self._settings.body_seconds):
                body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return Outcome.TOO_LARGE
        except TimeoutError:
            return Outcome.SLOW
        except (ConnectionError, web.RequestPayloadError):
            return Outcome.BROKEN
        return await self._keep(body)

    def _is_telegram(self, request: web.Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(given, self._secret)

    async def _keep(self, body: bytes) -> Outcome:
        found = self._read(body)
        try:
            if isinstance(found, str):
                await self._hook.reject(body, found)
            else:
                await self._hook.store(*found, body)
        except Exception as error:  # noqa: BLE001  whatever kept it from being stored, Telegram must send it again
            if not self._away:
                log.warning("an update cannot be stored (%s); Telegram is asked to wait", type(error).__name__)
            self._away = True
            return Outcome.AWAY
        self._away = False
        return Outcome.REJECTED if isinstance(found, str) else Outcome.STORED

    def _read(self, body: bytes) -> tuple[int, int] | str:
        """The update's number and chat, or the reason why it is none."""
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            return "no JSON"
        if not isinstance(update, dict):
            return "no object"
        number = update.get("update_id")
        if not isinstance(number, int) or isinstance(number, bool):
            return "no update_id"
        chat = self._hook.chat_of(update)
        return "no chat" if chat is None else (number, chat)
