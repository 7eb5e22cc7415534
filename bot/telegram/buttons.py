"""What a button carries: turn, act and value in at most 64 bytes (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.telegram.outgoing import Button

if TYPE_CHECKING:
    from bot.catalog.words import Words

MAX_DATA = 64


def encode(act: Act, value: str = "", turn: int = 0) -> str:
    """The data of a button.

    Raises:
        ValueError: it would be longer than Telegram takes.
    """
    data = f"{turn}:{act}:{value}"
    if len(data.encode()) > MAX_DATA:
        raise ValueError(f"button data over {MAX_DATA} bytes: {data}")
    return data


def button(words: Words, act: Act, turn: int = 0, value: str = "") -> Button:
    """A button with its usual word."""
    return Button(words.button[act], encode(act, value, turn))


def decode(data: str) -> tuple[Act, str, int] | None:
    """Act, value and turn; None for data that no version of the bot made."""
    turn, _, rest = data.partition(":")
    act, _, value = rest.partition(":")
    if not turn.isdecimal() or act not in set(Act):
        return None
    return Act(act), value, int(turn)
