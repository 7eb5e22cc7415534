"""The messages of one effect on their way out: each is sent once, also when the effect is performed a second time.

How far an effect has come is kept before its next message goes out. So a crash repeats at most the one message that
was under way, and a wait in the middle of a long text repeats none.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from bot.shell.crash import crashpoint
from bot.telegram.outgoing import Outgoing, parted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.shell.metrics import Counts
    from bot.storage.desk import Desk
    from bot.storage.records import Due

T = TypeVar("T")


class Sender(Protocol):
    """What sends to a chat: Telegram's messenger, or a delivery through it."""

    async def send(self, chat: int, message: Outgoing) -> int:
        """Send a message, or change the one it names; the message's id."""

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Send a file."""

    async def send_album(self, chat: int, pictures: Sequence[bytes]) -> None:
        """Send pictures as one album."""

    async def acknowledge(self, tap: str, text: str) -> None:
        """Stop a button's waiting sign."""

    async def show_typing(self, chat: int) -> None:
        """Show that something is being written."""


class Delivery:
    """Sends what an effect that is due has to send."""

    def __init__(self, sender: Sender, desk: Desk, due: Due, counts: Counts) -> None:
        self._sender = sender
        self._desk = desk
        self._due = due
        self._counts = counts
        self._before = due.sent
        self._sent = 0

    async def send(self, chat: int, message: Outgoing) -> int:
        """Send a message, a long text in several, the buttons under the last.

        Returns:
            The id of the last message; 0 where it had gone out before.

        Raises:
            RefusedError, TryLaterError: from the messenger.
            LostError, LapsedError: the chat is, or may be, another worker's.
        """
        *firsts, last = parted(message)
        for first in firsts:
            await self._once(partial(self._sender.send, chat, first))
        return await self._once(partial(self._sender.send, chat, last)) or 0

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Send a file. Raises what `send` does."""
        await self._once(partial(self._sender.send_document, chat, name, content, caption))

    async def send_album(self, chat: int, pictures: Sequence[bytes]) -> None:
        """Send pictures as one album. Raises what `send` does."""
        await self._once(partial(self._sender.send_album, chat, pictures))

    async def acknowledge(self, tap: str, text: str) -> None:
        """Stop a button's waiting sign, which does no harm twice. Raises what `send` does."""
        self._due.hold.check()
        await self._sender.acknowledge(tap, text)

    async def show_typing(self, chat: int) -> None:
        """Show that something is being written. Raises what `send` does."""
        self._due.hold.check()
        await self._sender.show_typing(chat)

    async def _once(self, send: Callable[[], Awaitable[T]]) -> T | None:
        if self._sent < self._before:
            self._sent += 1
            return None
        if self._sent > self._before:
            await self._desk.sent(self._due, self._sent)
            self._before = self._sent
        self._due.hold.check()
        crashpoint("before-send")
        result = await send()
        crashpoint("after-send")
        self._sent += 1
        self._counts.messages_sent += 1
        return result
