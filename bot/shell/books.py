"""The handbook of a chat: the shipped kinds, and those it made from notices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.outline import Handbook
from bot.storage.desk import Desk
from bot.storage.form import load_session

if TYPE_CHECKING:
    from bot.core.effects import Effect


@dataclass(frozen=True, slots=True)
class Books:
    """Finds handbooks. `shipped` is everybody's."""

    shipped: Handbook
    desk: Desk

    async def of(self, chat: int, kind: str) -> Handbook:
        """The handbook that knows a kind of report.

        Raises:
            StorageAwayError
        """
        if not kind or kind in self.shipped.outlines:
            return self.shipped
        return self.shipped.knowing(load_session(await self.desk.session(chat)).kinds)


def kind_of(effect: Effect) -> str:
    """The kind of report that an effect speaks of, "" for none."""
    paper = getattr(effect, "paper", None)
    return str(getattr(effect, "kind", "") or getattr(paper, "kind", ""))
