"""Files that officers send → their text. Fetched from the messenger, read or heard apart from the chats."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import MendableError
from bot.core.events import FileRead, FileRefused
from bot.core.files import Purpose
from bot.drafting.model import ModelError
from bot.facts.privacy import Privacy
from bot.retrieval.read import MAX_BYTES, read_text
from bot.shell.ear import Ear

if TYPE_CHECKING:
    from bot.core.effects import ReadFile


@dataclass(frozen=True, slots=True)
class Files:
    """Reads files. `fetch` brings a file's content by its id; nobody listens without an ear.

    Numbers that lead to a person are taken out of whatever is read or heard.
    """

    fetch: Callable[[str], Awaitable[bytes]]
    privacy: Privacy
    ear: Ear | None = None

    async def read(self, chat: int, work: ReadFile) -> FileRead | FileRefused:
        """The text of a file, or why there is none. Its size is looked at before it is fetched."""
        if work.file.size > MAX_BYTES:
            return FileRefused(work.number, key="file_too_large")
        try:
            if work.purpose is Purpose.VOICE:
                return await self._heard(chat, work)
            content = await self.fetch(work.file.id)
            return self._read(work, await asyncio.to_thread(_text, work.file.name, content))
        except MendableError as error:
            return FileRefused(work.number, str(error))

    async def _heard(self, chat: int, work: ReadFile) -> FileRead | FileRefused:
        if self.ear is None:
            return FileRefused(work.number, key="voice_how")
        if not await self.ear.may(chat, work.seconds, work.on):
            return FileRefused(work.number, key="voice_spent")
        try:
            words = await self.ear.words(chat, work, await self.fetch(work.file.id))
        except ModelError:
            return FileRefused(work.number, key="voice_failed")
        return self._read(work, words)

    def _read(self, work: ReadFile, text: str) -> FileRead:
        discreet = self.privacy.hide(text).text
        return FileRead(work.number, work.purpose, work.file.name, discreet, work.message, work.on)


def _text(name: str, content: bytes) -> str:
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder) / (Path(name).name or "upload")
        path.write_bytes(content)
        return read_text(path)
