"""The handbook of a chat: the shipped kinds, and those it made from notices."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from bot.core.outline import Handbook
from bot.storage.cabinet import Cabinet
from bot.storage.desk import Desk
from bot.storage.form import load_session

if TYPE_CHECKING:
    from bot.core.effects import Effect


FRESH_FOR = 1.0
"""Seconds for which nobody asks whether an admin shared another kind."""


@dataclass(slots=True)
class Books:
    """Finds handbooks. `shipped` is everybody's, `cabinet` holds the kinds that the organisation has besides."""

    shipped: Handbook
    desk: Desk
    cabinet: Cabinet
    fresh_for: float = FRESH_FOR
    _offered: Handbook | None = None
    _asked: float = 0.0

    async def offered(self) -> Handbook:
        """The handbook of a chat that made no kinds itself: what everybody is offered.

        Raises:
            StorageAwayError
        """
        if self._offered is None or monotonic() - self._asked >= self.fresh_for:
            asked = monotonic()
            self._offered, self._asked = self.shipped.knowing(await self.cabinet.kinds()), asked
        return self._offered

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
