"""Files that officers send → their text. Fetched from the messenger, read apart from the chats."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.core.errors import MendableError
from bot.core.events import FileRead, FileRefused
from bot.facts.privacy import Privacy
from bot.retrieval.read import MAX_BYTES, read_text

if TYPE_CHECKING:
    from bot.core.effects import ReadFile


@dataclass(frozen=True, slots=True)
class Files:
    """Reads files. `fetch` brings a file's content by its id; numbers that lead to a person are taken out of it."""

    fetch: Callable[[str], Awaitable[bytes]]
    privacy: Privacy

    async def read(self, work: ReadFile) -> FileRead | FileRefused:
        """The text of a file, or why there is none. Its size is looked at before it is fetched."""
        if work.file.size > MAX_BYTES:
            return FileRefused(work.number, f"{work.file.name} 超过 20 MB，请删去图片或拆成几个文件再发")
        content = await self.fetch(work.file.id)
        try:
            text = await asyncio.to_thread(_text, work.file.name, content)
        except MendableError as error:
            return FileRefused(work.number, str(error))
        discreet = self.privacy.hide(text).text
        return FileRead(work.number, work.purpose, work.file.name, discreet, work.message, work.on)


def _text(name: str, content: bytes) -> str:
    with tempfile.TemporaryDirectory(prefix="upload-") as folder:
        path = Path(folder) / (Path(name).name or "upload")
        path.write_bytes(content)
        return read_text(path)
