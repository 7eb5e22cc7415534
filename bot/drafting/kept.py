"""Finished texts, kept under a hash of what they were made from, so that none is paid for twice."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from typing import Protocol

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds to wait for the store; writing a text again takes longer than that, waiting for ever is worse."""


class Texts(Protocol):
    """Where texts lie: of one chat, or of all, as the store likes."""

    async def get(self, key: str) -> str | None:
        """The text under a key, if there is one."""

    async def put(self, key: str, text: str) -> None:
        """Keep a text."""


class Kept(Texts, Protocol):
    """Finished texts, for whatever is drafted after them; and beside them a model's replies, for this work alone."""

    @property
    def replies(self) -> Texts:
        """What a model replied, whether the guard let it pass or not. Gone when the work ends."""


def key_of(*made_from: str) -> str:
    """The key of a text: the SHA-256 of all it was made from, in hex."""
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


async def recall(kept: Texts | None, key: str) -> str:
    """The text under a key; "" if there is none, or if the store fails."""
    if kept is None:
        return ""
    try:
        async with asyncio.timeout(PATIENCE):
            return await kept.get(key) or ""
    except Exception as error:  # noqa: BLE001  whatever ails the store, the report is written
        log.warning("a kept text could not be read: %s", type(error).__name__)
        return ""


async def keep(kept: Texts | None, key: str, text: str) -> None:
    """Keep a text; without it the text is written again some day, no more."""
    if kept is None:
        return
    try:
        async with asyncio.timeout(PATIENCE):
            await kept.put(key, text)
    except Exception as error:  # noqa: BLE001  whatever ails the store, the report is written
        log.warning("a text could not be kept: %s", type(error).__name__)
