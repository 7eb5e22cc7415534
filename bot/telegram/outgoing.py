"""A message on its way out, within the limits of the Bot API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

MAX_TEXT = 4096
"""UTF-16 code units in one message, https://core.telegram.org/bots/api#sendmessage."""
MAX_CAPTION = 1024
"""UTF-16 code units in a caption, https://core.telegram.org/bots/api#senddocument."""
MOST_INKED = 99
"""Marked parts that begin in a message: Telegram shows 100, https://github.com/tdlib/telegram-bot-api/issues/820."""
_BMP = 0xFFFF


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message, and what its press sends back."""

    text: str
    data: str


Keyboard = tuple[tuple[Button, ...], ...]


class Ink(StrEnum):
    """How a part of a text is marked; the values are Telegram's own."""

    STRUCK = "strikethrough"
    UNDERLINED = "underline"


@dataclass(frozen=True, slots=True)
class Inked:
    """A marked part of a text, by signs. It stands beside the text: nothing that people wrote is read as markup."""

    start: int
    end: int
    ink: Ink


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Text with buttons; `edit` names the message to change instead of sending a new one, `reply_to` one to lead to."""

    text: str
    keyboard: Keyboard = ()
    edit: int | None = None
    reply_to: int | None = None
    inked: tuple[Inked, ...] = ()


def rows(buttons: list[Button], width: int) -> Keyboard:
    """Buttons in rows of `width`."""
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def split(text: str, limit: int = MAX_TEXT) -> list[str]:
    """A long text in messages: broken between paragraphs, else after a sentence, nothing left out."""
    return [text[start:end] for start, end in _cuts(text, limit)]


def parted(message: Outgoing) -> list[Outgoing]:
    """A long message in several, each with what is marked in it, the buttons under the last."""
    cuts = _cuts(message.text, MAX_TEXT, tuple(part.start for part in message.inked))
    pieces = [Outgoing(message.text[start:end], inked=_within(message.inked, start, end)) for start, end in cuts]
    if len(pieces) < 2:  # noqa: PLR2004  nothing to part
        return [message]
    return [*pieces[:-1], replace(message, text=pieces[-1].text, inked=pieces[-1].inked)]


def _cuts(text: str, limit: int, inked: tuple[int, ...] = ()) -> list[tuple[int, int]]:
    """Where the messages of a text begin and end; `inked` is where its marked parts begin."""
    found: list[tuple[int, int]] = []
    start = 0
    while len(head := _fitting(text[start:], limit, [at - start for at in inked if at >= start])) < len(text) - start:
        cut = max(head.rfind("\n"), head.rfind("。") + 1 if "\n" not in head else 0)
        cut = cut if cut > 0 else len(head)
        found.append((start, start + len(head[:cut].rstrip())))
        start += cut
        start += len(text[start:]) - len(text[start:].lstrip("\n"))
    return [(begin, end) for begin, end in (*found, (start, len(text))) if text[begin:end].strip()]


def _within(inked: tuple[Inked, ...], start: int, end: int) -> tuple[Inked, ...]:
    """The marked parts, or what of them lies in a piece, by its own signs."""
    clipped = (replace(one, start=max(one.start, start) - start, end=min(one.end, end) - start) for one in inked)
    return tuple(one for one in clipped if one.start < one.end)


def units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return sum(2 if ord(char) > _BMP else 1 for char in text)


def _fitting(text: str, limit: int, inked: list[int]) -> str:
    text = text[: inked[MOST_INKED]] if len(inked) > MOST_INKED else text
    used = 0
    for index, char in enumerate(text):
        used += units(char)
        if used > limit:
            return text[:index]
    return text
