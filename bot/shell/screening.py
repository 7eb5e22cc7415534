"""A draft on the phone while it is written: as a draft of the Bot API, else by editing a message, else not at all.

All of it may fail or be lost: the finished text always follows as messages of its own, by the outbox. A message that
stands for a draft is remembered: should this process die, whoever takes the work up goes on in it and takes it back.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Protocol

from bot.drafting.preview import Preview
from bot.shell.crash import crashpoint
from bot.telegram.messenger import RefusedError, TryLaterError
from bot.telegram.outgoing import MAX_TEXT, Outgoing, units

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.catalog.words import Words
    from bot.telegram.sent_files import SentFiles

log = logging.getLogger(__name__)

DRAFT_SECONDS, EDIT_SECONDS = 1.0, 1.5
"""Between two previews in a chat: a chat takes about a message a second, and edits are counted more strictly."""
TYPING_SECONDS = 4.0
"""正在输入 shows for five."""
_ELLIPSIS = "…"


class Window(Protocol):
    """What shows a preview in a chat."""

    async def show_draft(self, chat: int, number: int, text: str) -> bool:
        """Show a text that is still being written; whether it can be shown so."""

    async def send(self, chat: int, message: Outgoing) -> int:
        """Send a message, or change the one it names."""

    async def remove(self, chat: int, message: int) -> None:
        """Take a message back."""

    async def show_typing(self, chat: int) -> None:
        """Show that something is being written."""


class Screening:
    """Shows previews. One for a process, which learns whether drafts can be shown."""

    def __init__(self, window: Window, words: Words, sent: SentFiles) -> None:
        self._window = window
        self._words = words
        self._sent = sent
        self._by_drafts = True

    @asynccontextmanager
    async def of(self, chat: int, number: int) -> AsyncIterator[Preview]:
        """A preview that is on the screen of a chat until the context ends; `number` (not 0) tells drafts apart."""
        changed = asyncio.Event()
        preview = Preview(changed.set)
        left = await self._left(chat, number)
        showing = asyncio.create_task(self._show(chat, number, preview, changed, left), name="preview")
        try:
            yield preview
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
            await self._take_back(chat, number, left)

    async def clear(self, chat: int, number: int) -> None:
        """Take back the preview of work that was called off after the process that showed it had died."""
        await self._take_back(chat, number, await self._left(chat, number))

    async def _left(self, chat: int, number: int) -> list[int]:
        """The message that stands for a draft since before this process."""
        known = await self._sent.id_of(chat, _mark(number))
        return [int(known)] if known else []

    async def _take_back(self, chat: int, number: int, left: list[int]) -> None:
        for message in left:
            with suppress(RefusedError, TryLaterError):
                await self._window.remove(chat, message)
            await self._sent.forget(chat, _mark(number))

    async def _show(self, chat: int, number: int, preview: Preview, changed: asyncio.Event, left: list[int]) -> None:
        try:
            while True:
                with suppress(TimeoutError):
                    async with asyncio.timeout(TYPING_SECONDS):
                        await changed.wait()
                changed.clear()
                text = preview.text
                if not text:
                    await self._window.show_typing(chat)
                elif wait := await self._put(chat, number, self._page(preview, text), left):
                    changed.set()  # not shown: by then there is more of it
                    await asyncio.sleep(wait)
        except RefusedError as error:
            log.info("no preview: %s", error)

    async def _put(self, chat: int, number: int, text: str, left: list[int]) -> float:
        """Show a page; seconds to wait before it can be shown, 0 where it was."""
        try:
            if self._by_drafts and not left:
                self._by_drafts = await self._window.show_draft(chat, number, text)
            if left or not self._by_drafts:
                edit = left[0] if left else None
                message = await self._window.send(chat, Outgoing(text, edit=edit))
                if not left:
                    left.append(message)
                    await self._sent.keep(chat, _mark(number), str(message))
                    crashpoint("preview-shown")
        except TryLaterError as later:
            return later.seconds or TYPING_SECONDS
        await asyncio.sleep(EDIT_SECONDS if left else DRAFT_SECONDS)
        return 0.0

    def _page(self, preview: Preview, text: str) -> str:
        """The preview in one message: where it is too long, its end, which is where the words come."""
        done, total = preview.progress
        head = self._words.text("preview", done=done, total=total)
        room = MAX_TEXT - units(head) - 3
        while units(text) > room:
            text = _ELLIPSIS + text[len(text) // 8 + 1 :]
        return f"{head}\n\n{text}"


def _mark(number: int) -> str:
    """What the message of a preview is known by among all that a chat was sent."""
    return f"preview {number}"
