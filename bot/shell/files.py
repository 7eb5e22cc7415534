"""Files that officers send → their text. Fetched from the messenger, read apart from the chats."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.errors import MendableError
from bot.core.events import FileRead, FileRefused
from bot.facts.privacy import Privacy
from bot.uploads.door import check_offer, read_upload

if TYPE_CHECKING:
    from bot.core.effects import ReadFile

UNKNOWN_SIZE = 1
"""Bytes of a file whose sender states none; what comes is measured."""


@dataclass(frozen=True, slots=True)
class Files:
    """Reads files. `fetch` brings a file's content by its id; numbers that lead to a person are taken out of it."""

    fetch: Callable[[str], Awaitable[bytes]]
    privacy: Privacy

    async def read(self, work: ReadFile) -> FileRead | FileRefused:
        """The text of a file, or why there is none. Its kind and size are looked at before it is fetched."""
        name = work.file.name
        try:
            check_offer(name, work.file.size or UNKNOWN_SIZE)
            upload = await read_upload(name, await self.fetch(work.file.id))
        except MendableError as error:
            return FileRefused(work.number, str(error))
        discreet = self.privacy.hide(upload.text).text
        return FileRead(work.number, work.purpose, name, discreet, work.message, work.on)
