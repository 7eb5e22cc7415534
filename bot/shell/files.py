"""Files that officers send → their text. Fetched from the messenger, read or heard apart from the chats."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.errors import MendableError
from bot.core.events import FileRead, FileRefused
from bot.core.files import ADMINS_ONLY, Purpose
from bot.documents.reading import plan_items
from bot.drafting.model import ModelError
from bot.facts.privacy import Privacy
from bot.shell.ear import Ear
from bot.shell.eye import Eye
from bot.shell.own import Own
from bot.uploads.door import check_offer, read_upload
from bot.uploads.limits import MAX_BYTES

if TYPE_CHECKING:
    from bot.core.effects import ReadFile
    from bot.uploads.found import Upload

UNKNOWN_SIZE = 1
"""Bytes of a file whose sender states none; what comes is measured."""


@dataclass(frozen=True, slots=True)
class Files:
    """Reads files. `fetch` brings a file's content by its id; nobody listens without an ear, or sees without an eye.

    `own` takes in what becomes the organisation's, the chat's own.

    Numbers that lead to a person are taken out of whatever is read or heard.
    """

    fetch: Callable[[str], Awaitable[bytes]]
    privacy: Privacy
    own: Own
    ear: Ear | None = None
    eye: Eye | None = None

    async def read(self, chat: int, work: ReadFile) -> FileRead | FileRefused:
        """The text of a file, or why there is none. Its size and kind are looked at before it is fetched."""
        if work.file.size > MAX_BYTES:
            return FileRefused(work.number, key="file_too_large")
        try:
            if work.purpose is Purpose.VOICE:
                return await self._heard(chat, work)
            if work.purpose is Purpose.SIGHT:
                return await self._seen(chat, work)
            check_offer(work.file.name, work.file.size or UNKNOWN_SIZE)
            content = await self.fetch(work.file.id)
            upload = await read_upload(work.file.name, content)
            if work.purpose in ADMINS_ONLY:
                return await self._owned(chat, work, content, upload)
            if work.purpose is Purpose.LAST_REPORT:
                return self._plan_of(work, upload.words)
            return self._read(work, upload.text)
        except MendableError as error:
            return FileRefused(work.number, str(error))

    async def _owned(self, chat: int, work: ReadFile, content: bytes, upload: Upload) -> FileRead | FileRefused:
        read = FileRead(work.number, work.purpose, work.file.name, "", work.message, work.on, work.file)
        if work.purpose is Purpose.TEMPLATE:
            faults = await self.own.take_template(chat, work.file.name, content)
            return FileRefused(work.number, "\n".join(faults)) if faults else read
        documents, left_out = await self.own.weigh(chat, upload, keep=work.purpose is Purpose.KEEP)
        return replace(read, documents=documents, left_out=left_out)

    def _plan_of(self, work: ReadFile, text: str) -> FileRead | FileRefused:
        items = plan_items(text.splitlines(), printed=work.file.name.lower().endswith(".pdf"))
        return self._read(work, "\n".join(items)) if items else FileRefused(work.number, key="import_nothing")

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

    async def _seen(self, chat: int, work: ReadFile) -> FileRead | FileRefused:
        if self.eye is None:
            return FileRefused(work.number, key="photo_no_eyes")
        if renews := await self.eye.renews(chat):
            return FileRefused(work.number, key="photo_spent", renews=renews)
        try:
            words = await self.eye.words(await self.fetch(work.file.id))
        except ModelError:
            return FileRefused(work.number, key="photo_failed")
        return FileRefused(work.number, key="photo_unreadable") if words is None else self._read(work, words)

    def _read(self, work: ReadFile, text: str) -> FileRead:
        discreet = self.privacy.hide(text).text
        return FileRead(work.number, work.purpose, work.file.name, discreet, work.message, work.on)
