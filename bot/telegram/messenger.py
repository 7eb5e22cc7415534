"""Sending, through python-telegram-bot. One call sends one thing; what fails says whether to try again."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from telegram import (
    BotCommand,
    BotCommandScope,
    InputFile,
    InputMediaPhoto,
    MessageEntity,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.telegram.outgoing import MAX_CAPTION, Outgoing, split
from bot.telegram.pace import told_to_wait
from bot.telegram.request import NotReachedError
from bot.telegram.sent_files import mark_of
from bot.telegram.updates import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from telegram import Bot

    from bot.telegram.pace import Pace
    from bot.telegram.sent_files import SentFiles

UPLOAD_SECONDS = 60
"""A file of some hundred kilobytes over a slow line."""
BUSY_SECONDS = 0.25
"""Before another look whether there is room for a preview."""
_UNCHANGED = "message is not modified"


class RefusedError(RuntimeError):
    """Telegram will not take this, now or later (blocked by the officer, or against its rules)."""


class TryLaterError(RuntimeError):
    """It may go through later.

    Attributes:
        seconds: after how many; None where Telegram was not reached, and nobody knows when it will be.
        unsure: whether Telegram may have taken it all the same, and only its answer was lost.
    """

    def __init__(self, seconds: float | None = None, *, unsure: bool = False) -> None:
        super().__init__("some time later" if seconds is None else f"in {seconds:.1f} s")
        self.seconds = seconds
        self.unsure = unsure


class Messenger:
    """Sends to one chat at a time; the order is the caller's. Never waits: it says for how long to.

    `sent` remembers which files Telegram has.
    """

    def __init__(self, bot: Bot, pace: Pace, sent: SentFiles) -> None:
        self._bot = bot
        self._pace = pace
        self._sent = sent

    async def send(self, chat: int, message: Outgoing) -> int:
        """Send a message, or change the one it names. A long text is the caller's to split.

        Returns:
            The id of the message.

        Raises:
            RefusedError, TryLaterError
        """
        self._in_pace(chat)
        with self._heeding(chat):
            if message.edit is not None:
                return await self._edit(message.edit, _said(chat, message))
            words = _said(chat, message) | {"reply_parameters": _reply(message.reply_to)}
            # Raw: of the message that comes back only the number counts, and the rest takes as long as sending.
            sent = await self._bot.do_api_request("sendMessage", words)
            return int(sent["message_id"])

    async def send_document(self, chat: int, name: str, content: bytes, caption: str) -> None:
        """Send a file; one that Telegram has is not uploaded again.

        Raises:
            RefusedError, TryLaterError
        """
        self._in_pace(chat)
        words = split(caption, MAX_CAPTION)[0] if caption else None
        mark = mark_of(name, content)
        with self._heeding(chat):
            if await self._sent_again(chat, mark, words):
                return
            sent = await self._bot.send_document(
                chat,
                InputFile(content, filename=name),
                caption=words,
                write_timeout=UPLOAD_SECONDS,
                read_timeout=UPLOAD_SECONDS,
            )
            if sent.document:
                await self._sent.keep(chat, mark, sent.document.file_id)

    async def send_album(self, chat: int, pictures: Sequence[bytes]) -> None:
        """Send up to ten pictures as one album.

        Raises:
            RefusedError, TryLaterError
        """
        self._in_pace(chat)
        with self._heeding(chat):
            if len(pictures) == 1:
                await self._bot.send_photo(chat, pictures[0], write_timeout=UPLOAD_SECONDS, read_timeout=UPLOAD_SECONDS)
            else:
                await self._bot.send_media_group(
                    chat,
                    [InputMediaPhoto(picture) for picture in pictures],
                    write_timeout=UPLOAD_SECONDS,
                    read_timeout=UPLOAD_SECONDS,
                )

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file that somebody sent.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            file = await self._bot.get_file(file_id)
            return bytes(await file.download_as_bytearray(read_timeout=UPLOAD_SECONDS))

    async def acknowledge(self, tap: str, text: str) -> None:
        """Stop a button's waiting sign. One that Telegram has given up on is no fault.

        Raises:
            TryLaterError
        """
        with _translated(forgiven=BadRequest):
            await self._bot.answer_callback_query(tap, text=text or None)

    async def show_draft(self, chat: int, number: int, text: str) -> bool:
        """Show a text that is still being written, for up to 30 seconds; the message itself must follow.

        Returns:
            Whether this Bot API can (it is one of 9.3, of December 2025), and this chat.

        Raises:
            RefusedError, TryLaterError
        """
        if self._pace.busy(chat):
            raise TryLaterError(BUSY_SECONDS)  # a preview takes no place from a message
        self._in_pace(chat)
        with self._heeding(chat):
            try:
                await self._bot.send_message_draft(chat, number, text)
            except (BadRequest, InvalidToken):  # the latter is how an unknown method is told
                return False
        return True

    async def remove(self, chat: int, message: int) -> None:
        """Take a message of ours back; not worth a second try."""
        with self._heeding(chat, forgiven=TelegramError):
            await self._bot.delete_message(chat, message)

    async def show_typing(self, chat: int) -> None:
        """Show 正在输入 for some seconds; not worth a second try."""
        if self._pace.is_shut(chat):
            return
        with self._heeding(chat, forgiven=TelegramError):
            await self._bot.send_chat_action(chat, ChatAction.TYPING)

    async def set_menu(self, scope: BotCommandScope, commands: Mapping[str, str]) -> None:
        """Register commands with their descriptions where they are to be seen.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            await self._bot.set_my_commands([BotCommand(*named) for named in commands.items()], scope=scope)

    async def _sent_again(self, chat: int, mark: str, caption: str | None) -> bool:
        """Send a file that Telegram has by its id; whether it could."""
        known = await self._sent.id_of(chat, mark)
        if known is None:
            return False
        try:
            await self._bot.send_document(chat, known, caption=caption)
        except BadRequest:
            await self._sent.forget(chat, mark)  # such as after a change of the bot's token
            return False
        return True

    def _in_pace(self, chat: int) -> None:
        if seconds := self._pace.wait(chat):
            raise TryLaterError(seconds)

    @contextmanager
    def _heeding(self, chat: int, forgiven: type[TelegramError] | None = None) -> Iterator[None]:
        """As `_translated`; and who is told to wait tells all that sends to the chat."""
        with _translated(forgiven):
            try:
                yield
            except RetryAfter as error:
                self._pace.shut(chat, told_to_wait(error))
                raise

    async def receive_by_webhook(self, url: str, secret: str) -> None:
        """Have Telegram bring updates to `url`, each request with the secret.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            await self._bot.set_webhook(url, secret_token=secret, allowed_updates=KINDS)

    async def receive_by_polling(self) -> None:
        """Have Telegram keep updates until they are asked for; those it holds are kept.

        Raises:
            RefusedError, TryLaterError
        """
        with _translated():
            await self._bot.delete_webhook(drop_pending_updates=False)

    async def _edit(self, message_id: int, words: dict[str, Any]) -> int:
        try:
            await self._bot.do_api_request("editMessageText", words | {"message_id": message_id})
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
        if forgiven is TelegramError:
            return
        raise TryLaterError(told_to_wait(error)) from None
    except (BadRequest, Forbidden) as error:
        if forgiven and isinstance(error, forgiven):
            return
        raise RefusedError(type(error).__name__) from None
    except NetworkError as error:
        if forgiven is TelegramError:
            return
        raise TryLaterError(unsure=not isinstance(error, NotReachedError)) from None
    except TelegramError as error:
        if forgiven is TelegramError:
            return
        raise RefusedError(type(error).__name__) from None


def _said(chat: int, message: Outgoing) -> dict[str, Any]:
    """Words with their buttons, as the Bot API takes them; None is left out."""
    rows = [[{"text": button.text, "callback_data": button.data} for button in row] for row in message.keyboard]
    keyboard = {"inline_keyboard": rows} if rows else None
    return {"chat_id": chat, "text": message.text, "entities": _entities(message), "reply_markup": keyboard}


def _reply(message: int | None) -> dict[str, Any] | None:
    """The officer may have deleted the message since."""
    return None if message is None else {"message_id": message, "allow_sending_without_reply": True}


def _entities(message: Outgoing) -> list[dict[str, Any]] | None:
    if not message.inked:
        return None
    marked = [MessageEntity(part.ink, part.start, part.end - part.start) for part in message.inked]
    return [one.to_dict() for one in MessageEntity.adjust_message_entities_to_utf_16(message.text, marked)]
