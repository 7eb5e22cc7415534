"""Sending, through python-telegram-bot. One call sends one thing; what fails says whether to try again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputFile
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.telegram.outgoing import MAX_CAPTION, Outgoing, split

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from telegram import Bot

    from bot.telegram.outgoing import Keyboard

UPLOAD_SECONDS = 60
"""A file of some hundred kilobytes over a slow line."""
_UNCHANGED = "message is not modified"


class RefusedError(RuntimeError):
    """Telegram will not take this, now or later (blocked by the officer, or against its rules)."""


class TryLaterError(RuntimeError):
    """It may go through after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"in {seconds:.0f} s")
        self.seconds = seconds


class Messenger:
    """Sends to one chat at a time; the order is the caller's."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(self, chat: int, message: Outgoing) -> int:
        """Send a message, or change the one it names. Long text goes in several, the buttons under the last.

        Returns:
            The id of the (last) message.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            if message.edit is not None:
                return await self._edit(chat, message.edit, message)
            *firsts, last = split(message.text)
            for text in firsts:
                await self._bot.send_message(chat, text)
            sent = await self._bot.send_message(chat, last, reply_markup=_markup(message.keyboard))
            return sent.message_id

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Send a file.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            await self._bot.send_document(
                chat,
                InputFile(content, filename=name),
                caption=split(caption, MAX_CAPTION)[0] if caption else None,
                write_timeout=UPLOAD_SECONDS,
                read_timeout=UPLOAD_SECONDS,
            )

    async def acknowledge(self, tap: str, text: str) -> None:
        """Stop a button's waiting sign. One that Telegram has given up on is no fault.

        Raises:
            TryLaterError
        """
        with _translated(forgiven=BadRequest):
            await self._bot.answer_callback_query(tap, text=text or None)

    async def show_typing(self, chat: int) -> None:
        """Show 正在输入 for some seconds; not worth a second try."""
        with _translated(forgiven=TelegramError):
            await self._bot.send_chat_action(chat, ChatAction.TYPING)

    async def set_commands(self, commands: Mapping[str, str]) -> None:
        """Register the command menu.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            await self._bot.set_my_commands([BotCommand(name, words) for name, words in commands.items()])

    async def _edit(self, chat: int, message_id: int, message: Outgoing) -> int:
        try:
            await self._bot.edit_message_text(
                message.text, chat_id=chat, message_id=message_id, reply_markup=_markup(message.keyboard)
            )
        except BadRequest as error:
            if _UNCHANGED not in str(error).lower():
                raise
        return message_id


@contextmanager
def _translated(forgiven: type[TelegramError] | None = None) -> Iterator[None]:
    """Telegram's errors as ours: what may be tried again, and what may not."""
    try:
        yield
    except RetryAfter as error:
        wait = error.retry_after
        raise TryLaterError(float(wait if isinstance(wait, int) else wait.total_seconds())) from None
    except (BadRequest, Forbidden) as error:
        if forgiven and isinstance(error, forgiven):
            return
        raise RefusedError(type(error).__name__) from None
    except NetworkError:
        if forgiven is TelegramError:
            return
        raise TryLaterError(2) from None
    except TelegramError as error:
        if forgiven is TelegramError:
            return
        raise RefusedError(type(error).__name__) from None


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    if not keyboard:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(button.text, callback_data=button.data) for button in row] for row in keyboard]
    )
