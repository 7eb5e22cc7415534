"""A message on its way out, within the limits of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass

MAX_TEXT = 4096
"""UTF-16 code units in one message, https://core.telegram.org/bots/api#sendmessage."""
MAX_CAPTION = 1024
"""UTF-16 code units in a caption, https://core.telegram.org/bots/api#senddocument."""
_BMP = 0xFFFF


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message, and what its press sends back."""

    text: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Text with buttons; `edit` names the message to change instead of sending a new one, `reply_to` one to lead to."""

    text: str
    keyboard: Keyboard = ()
    edit: int | None = None
    reply_to: int | None = None


def rows(buttons: list[Button], width: int) -> Keyboard:
    """Buttons in rows of `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """A long text in messages: broken between paragraphs, else after a sentence, nothing left out."""
    pieces: list[str] = []
    while units(text) > limit:
        head = _fitting(text, limit)
        cut = max(head.rfind("\n"), head.rfind("。") + 1 if "\n" not in head else 0)
        cut = cut if cut > 0 else len(head)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip("\n")
    return [piece for piece in (*pieces, text) if piece.strip()]


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return sum(2 if ord(char) > _BMP else 1 for char in text)


def _fitting(text: str, limit: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += units(char)
        if used > limit:
            return text[:index]
    return text
