"""Effects that concern plans, past and next: parts of `effects.Effect`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.core.outline import Place
from bot.core.state import Became


class Source(StrEnum):
    """Where something comes from that could be planned."""

    UNFINISHED = "unfinished"
    RECURRENT = "recurrent"


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that could be planned, taken by one tap; `value` is what its button carries."""

    source: Source
    matter: str
    value: str


@dataclass(frozen=True, slots=True)
class AskCheck:
    """Put last month's plan to be ticked, item by item; `message` is the one to redraw, None for a new one."""

    kind: str
    place: Place
    turn: int
    step: int
    steps: int
    items: tuple[str, ...]
    checks: tuple[Became, ...]
    message: int | None = None
    heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggest:
    """Suggest what could be planned, above or below the question for it: offers, and questions of the calendar.

    `taken` is what was just taken; `message` is the one to redraw, None for a new one.
    """

    offers: tuple[Offer, ...]
    hints: tuple[str, ...]
    turn: int
    taken: tuple[str, ...] = ()
    message: int | None = None
