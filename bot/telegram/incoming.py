"""Raw updates of the Bot API → events of the core. What is no event for us is None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from telegram import Update
from telegram.constants import ChatType

from bot.core.acts import Act
from bot.core.events import Attached, Commanded, Edited, Event, Pressed, PressedUnknown, Texted, Unsupported
from bot.core.files import FileRef
from bot.telegram.buttons import decode

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from telegram import CallbackQuery, Message

LONGEST_NAME = 80
"""Signs of a file's name that are kept, its ending among them."""
LARGEST = 2**52
"""Numbers of the Bot API have at most 52 bits, https://core.telegram.org/bots/api#chat."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update as the shell needs it: whose, in which private chat, what it means, what was taken out of it."""

    chat: int
    user: int
    event: Event
    hidden: tuple[str, ...] = ()


class Reader:
    """Reads updates. `unsupported` names what cannot be an answer, `zone` is the officers'."""

    def __init__(self, unsupported: Mapping[str, str], zone: ZoneInfo) -> None:
        self._unsupported = unsupported
        self._zone = zone

    def read(self, raw: Mapping[str, object], now: datetime) -> Incoming | None:
        """The event of a raw update; None for groups, channels and kinds of update we do not ask for.

        Raises:
            KeyError, TypeError, ValueError, AttributeError: it is no update of the Bot API.
        """
        update = Update.de_json(dict(raw), None)
        chat, user = update.effective_chat, update.effective_user
        if chat is None or user is None or chat.type != ChatType.PRIVATE:
            return None
        today = now.astimezone(self._zone).date()
        event: Event | None = None
        if update.message:
            event = self._message(update.message)
        elif update.edited_message:
            event = self._edited(update.edited_message)
        elif update.callback_query:
            event = _pressed(update.callback_query, today)
        return Incoming(chat.id, user.id, event, _hidden(raw)) if event else None

    def _message(self, message: Message) -> Event:
        on = message.date.astimezone(self._zone).date()
        if message.text and message.text.startswith("/"):
            return _command(message.text, on)
        if message.text:
            return Texted(message.message_id, message.text, on)
        words = Texted(message.message_id, message.caption, on) if message.caption else None
        if message.document and not message.animation:
            file = message.document
            name = (file.file_name or "")[-LONGEST_NAME:]
            return Attached(message.message_id, FileRef(file.file_id, name, file.file_size or 0), on, words)
        kind = next((kind for kind in self._unsupported if getattr(message, kind, None)), "other")
        return Unsupported(self._unsupported[kind], words)

    def _edited(self, message: Message) -> Event | None:
        text = message.text or message.caption
        if not text:
            return None
        return Edited(message.message_id, text, message.date.astimezone(self._zone).date())


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


def _hidden(raw: Mapping[str, object]) -> tuple[str, ...]:
    """What was taken out of the words before they were stored."""
    hidden = raw.get("hidden")
    return tuple(map(str, hidden)) if isinstance(hidden, list) else ()


def _command(text: str, on: date) -> Commanded:
    name, _, words = text[1:].partition(" ")
    name = name.partition("@")[0].lower()
    return Commanded(Act(name) if name in set(Act) else Act.HELP, words.strip(), on)


def _pressed(query: CallbackQuery, today: date) -> Event:
    pressed = decode(query.data or "")
    if pressed is None or query.message is None:
        return PressedUnknown(query.id)
    act, value, turn = pressed
    return Pressed(act, value, turn, query.message.message_id, query.id, today)
