"""The connection to Telegram, or to whatever speaks its Bot API."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from telegram import Bot
from telegram.warnings import PTBUserWarning

from bot.telegram.request import Request
from bot.telegram.updates import UpdatesRequest

if TYPE_CHECKING:
    from bot.config import Telegram


TELEGRAM = "https://api.telegram.org"


def connect(token: str, settings: Telegram) -> Bot:
    """A bot that is not initialised yet. Requests never log their address: it holds the token."""
    # Raw updates are what we want, and raw answers: see `poller.py` and `messenger.py`.
    raw = r"Please use 'Bot\.(getUpdates|sendMessage|editMessageText)'"
    warnings.filterwarnings("ignore", message=raw, category=PTBUserWarning)
    # Both kinds of value that it announces are read: see `pace.told_to_wait`.
    warnings.filterwarnings(
        "ignore", message=r"Deprecated since version v22\.2: .*`retry_after`", category=DeprecationWarning
    )
    base_url = settings.base_url or f"{TELEGRAM}/bot"
    base_file_url = settings.base_file_url or f"{base_url.removesuffix('/bot')}/file/bot"
    return Bot(
        token,
        base_url=base_url,
        base_file_url=base_file_url,
        request=Request(settings.slots + 8, settings.proxy),
        get_updates_request=UpdatesRequest(2, settings.proxy),
    )
