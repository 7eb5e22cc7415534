"""The handbook of a chat: the shipped kinds, and those it made from notices."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING

from bot.core.outline import Handbook
from bot.shell.roll import Whose, everybody_home
from bot.storage.cabinet import Cabinets
from bot.storage.desk import Desk
from bot.storage.form import load_session

if TYPE_CHECKING:
    from bot.core.effects import Effect


FRESH_FOR = 1.0
"""Seconds for which nobody asks whether an admin shared another kind."""


@dataclass(slots=True)
class Books:
    """Finds handbooks. `shipped` is everybody's, `cabinets` hold the kinds that organisations have besides."""

    shipped: Handbook
    desk: Desk
    cabinets: Cabinets
    whose: Whose = everybody_home
    fresh_for: float = FRESH_FOR
    _offered: dict[str, tuple[float, Handbook]] = field(default_factory=dict)

    async def offered(self, chat: int) -> Handbook:
        """The handbook of a chat that made no kinds itself: what everybody in its organisation is offered.

        Raises:
            StorageAwayError
        """
        organisation, now = (await self.whose(chat)).id, monotonic()
        at, book = self._offered.get(organisation, (0.0, self.shipped))
        if not at or now - at >= self.fresh_for:
            book = self.shipped.knowing(await self.cabinets.of(organisation).kinds())
            self._offered[organisation] = (now, book)
        return book

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
