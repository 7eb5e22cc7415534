"""What may be used in a month. Pure: how much was used is asked of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.period import month_of

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Budget:
    """Tokens of all models, and files sent. 0: any number."""

    tokens_per_user: int = 0
    tokens: int = 0
    files_per_user: int = 0


def renewal(day: date) -> date:
    """The first day of the month after: from then on a budget is whole again."""
    return month_of(day).following().start
