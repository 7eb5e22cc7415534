"""Raw updates of the Bot API → events of the core. What is no event for us is None."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from telegram import Update
from telegram.constants import ChatType

from bot.core.acts import COMMANDS, Act
from bot.core.events import (
    Attached,
    Commanded,
    Edited,
    Event,
    Pressed,
    PressedUnknown,
    Snapped,
    Spoke,
    Texted,
    Unsupported,
)
from bot.core.files import FileRef
from bot.telegram.buttons import decode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from telegram import CallbackQuery, Message

VOICE_NAME = "voice.ogg"
"""Telegram's voice messages are Opus in Ogg, https://core.telegram.org/bots/api#voice."""
PHOTO_NAME = "photo.jpg"
_HEIC = (".heic", ".heif")
"""Photos as iPhones keep them; some phones do not know what kind of file that is."""
LONGEST_NAME = 80
"""Signs of a file's name that are kept, its ending among them."""
LARGEST = 2**52
"""Numbers of the Bot API have at most 52 bits, https://core.telegram.org/bots/api#chat."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update as the shell needs it: whose, in which chat, what it means, what was taken out of it.

    `event` is None for a command to the bot in a group, where it says nothing but where it is found.
    """

    chat: int
    user: int
    event: Event | None
    name: str = ""
    hidden: tuple[str, ...] = ()


class Reader:
    """Reads updates. `unsupported` names what cannot be an answer, `zone` is the officers', `name` the bot's own."""

    def __init__(self, unsupported: Mapping[str, str], zone: ZoneInfo, name: str = "") -> None:
        self._unsupported = unsupported
        self._zone = zone
        self._name = name

    @property
    def link(self) -> str:
        """Where a private chat with the bot is begun, https://core.telegram.org/bots/features#deep-linking."""
        return f"{address(self._name)}?start=group"

    def read(self, raw: Mapping[str, object], now: datetime) -> Incoming | None:
        """What a raw update means; None for what is not said to the bot, and kinds of update we do not ask for.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: it is no update of the Bot API.
        """
        update = Update.de_json(dict(raw), None)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None:
            return None
        if chat.type != ChatType.PRIVATE:
            return Incoming(chat.id, user.id, None) if self._is_called(update) else None
        today = now.astimezone(self._zone).date()
        event: Event | None = None
        if update.message:
            event = self._message(update.message)
        elif update.edited_message:
            event = self._edited(update.edited_message)
        elif update.callback_query:
            event = _pressed(update.callback_query, today)
        return Incoming(chat.id, user.id, event, user.full_name, _hidden(raw)) if event else None

    def _is_called(self, update: Update) -> bool:
        """Whether a message in a group is a command to this bot: /start@its_name."""
        text = (update.message.text if update.message else None) or ""
        command, _, name = text.partition(" ")[0].partition("@")
        return bool(self._name) and command.startswith("/") and name.lower() == self._name.lower()

    def _message(self, message: Message) -> Event:
        on = message.date.astimezone(self._zone).date()
        if message.text and message.text.startswith("/"):
            return _command(message.text, on)
        if message.text:
            replied = message.reply_to_message
            return Texted(message.message_id, message.text, on, replied.message_id if replied else 0)
        words = Texted(message.message_id, message.caption, on) if message.caption else None
        if message.voice:
            voice = message.voice
            file = FileRef(voice.file_id, VOICE_NAME, voice.file_size or 0)
            return Spoke(message.message_id, file, _seconds(voice.duration), on)
        if picture := _picture(message):
            return Snapped(message.message_id, picture, on, words, message.media_group_id or "")
        if message.document and not message.animation:
            sent = message.document
            name = (sent.file_name or "")[-LONGEST_NAME:]
            return Attached(message.message_id, FileRef(sent.file_id, name, sent.file_size or 0), on, words)
        kind = next((kind for kind in self._unsupported if getattr(message, kind, None)), "other")
        return Unsupported(self._unsupported[kind], words)

    def _edited(self, message: Message) -> Event | None:
        text = message.text or message.caption
        if not text:
            return None
        return Edited(message.message_id, text, message.date.astimezone(self._zone).date())


def address(name: str) -> str:
    """Where a bot is found."""
    return f"https://t.me/{name}"


def chat_of(raw: Mapping[str, object]) -> int | None:
    """The chat of a raw update, read without trusting its form."""
    for holder in raw.values():
        if not isinstance(holder, dict):
            continue
        message = holder.get("message", holder)
        chat = message.get("chat") if isinstance(message, dict) else None
        number = chat.get("id") if isinstance(chat, dict) else None
        if type(number) is int and abs(number) < LARGEST:
            return number
    return None


def _picture(message: Message) -> FileRef | None:
    """A photo, in its largest size, or a picture sent as a file; no other format is taken for a photo."""
    if message.photo:
        largest = message.photo[-1]
        return FileRef(largest.file_id, PHOTO_NAME, largest.file_size or 0)
    sent = message.document
    if sent is None or message.animation:
        return None
    pictured = (sent.mime_type or "").startswith("image/") or (sent.file_name or "").lower().endswith(_HEIC)
    if not pictured:
        return None
    return FileRef(sent.file_id, (sent.file_name or PHOTO_NAME)[-LONGEST_NAME:], sent.file_size or 0)


def _seconds(duration: float | timedelta) -> int:
    return int(duration.total_seconds()) if isinstance(duration, timedelta) else int(duration)


def _hidden(raw: Mapping[str, object]) -> tuple[str, ...]:
    """What was taken out of the words before they were stored."""
    hidden = raw.get("hidden")
    return tuple(map(str, hidden)) if isinstance(hidden, list) else ()


def _command(text: str, on: date) -> Commanded:
    name, _, words = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    return Commanded(Act(name) if name in COMMANDS else Act.HELP, words.strip(), on)


def _pressed(query: CallbackQuery, today: date) -> Event:
    pressed = decode(query.data or "")
    if pressed is None or query.message is None:
        return PressedUnknown(query.id)
    act, value, turn = pressed
    return Pressed(act, value, turn, query.message.message_id, query.id, today)
