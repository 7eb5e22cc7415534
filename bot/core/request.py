"""What an officer asks for, on its way to whatever does it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.core.acts import Act
from bot.core.state import Said


@dataclass(frozen=True, slots=True)
class Request:
    """An act with the words or value that came with it. `pressed` is the message whose button was pressed."""

    act: Act
    words: str
    on: date
    pressed: int | None = None
    said: Said | None = None
    admin: bool = False
    reviewer: bool = False
