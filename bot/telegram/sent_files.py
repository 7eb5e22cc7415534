"""Which files Telegram has already: sent again by their id, they cost neither officer nor server a second upload."""

from __future__ import annotations

from hashlib import sha256
from typing import Protocol


class SentFiles(Protocol):
    """Remembers Telegram's ids of what a chat was sent, each by a mark; it never fails, at worst it has forgotten."""

    async def id_of(self, chat: int, mark: str) -> str | None:
        """The id of a file that went out before."""

    async def keep(self, chat: int, mark: str, file_id: str) -> None:
        """Remember the id of a file that went out."""

    async def forget(self, chat: int, mark: str) -> None:
        """Telegram does not know it any more."""


def mark_of(name: str, content: bytes) -> str:
    """What a file is known by: nothing of its content can be read from it."""
    return sha256(name.encode() + b"\0" + content).hexdigest()
