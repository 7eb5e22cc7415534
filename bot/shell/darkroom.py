"""Photos that officers send → what is kept of them: upright, of a printable size, without place, phone and time."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.core.events import SnapKept, SnapRefused
from bot.core.files import LARGEST
from bot.storage.desk import Desk
from bot.telegram.messenger import RefusedError, TryLaterError
from bot.uploads.apart import run_apart

if TYPE_CHECKING:
    from bot.core.albums import KeepSnap
    from bot.storage.records import Errand

WORKER = (sys.executable, "-m", "bot.shell.photo_worker")
AT_ONCE = 2
"""Photos opened at the same time for one process: an open one takes some hundred megabytes at most."""
ALBUM_SECONDS = 1.0
"""The photos of an album arrive one by one: the first is not called kept before the others can have come."""
WAITS = (1.0, 3.0, 10.0)
"""Seconds after which a photo that could not be fetched is asked for again."""


def developed(content: bytes) -> bytes | None:
    """A JPEG to be kept; None for what is no picture, or one that nobody can open.

    The decoders of forty formats may raise, hang or grow at a broken file: they do so in a process of their own.
    """
    return run_apart(WORKER, content) or None


@dataclass(frozen=True, slots=True)
class Darkroom:
    """Keeps photos. `fetch` brings a file's content by its id."""

    fetch: Callable[[str], Awaitable[bytes]]
    desk: Desk
    album_seconds: float = ALBUM_SECONDS
    waits: tuple[float, ...] = WAITS
    places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def develop(self, errand: Errand, work: KeepSnap) -> SnapKept | SnapRefused:
        """Fetch a photo and keep it, or say why it cannot be.

        Raises:
            StorageAwayError
        """
        if work.album:
            await asyncio.sleep(self.album_seconds)
        async with self.places:
            content = await self._fetched(work.file.id)
            if content is None:
                return SnapRefused(work.snap, key="photo_not_taken")
            if len(content) > LARGEST:
                return SnapRefused(work.snap, key="photo_too_large")
            photo = await asyncio.to_thread(developed, content)
        if photo is None:
            return SnapRefused(work.snap, key="photo_unreadable")
        await self.desk.keep_photo(errand, work.snap, photo)
        return SnapKept(work.snap)

    async def _fetched(self, file_id: str) -> bytes | None:
        """The file, asked for until the messenger is back; None where it stays away or does not have it."""
        for wait in (*self.waits, None):
            try:
                return await self.fetch(file_id)
            except RefusedError:
                return None
            except TryLaterError as later:
                if wait is not None:
                    await asyncio.sleep(max(wait, later.seconds or 0.0))
        return None
