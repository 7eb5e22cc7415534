"""Files that came, and what was read from them → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.core.acts import Act
from bot.core.affairs import Brought, ShowPlan
from bot.core.effects import OfferPurposes
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.catalog.words import Words

_WIDE = 2


class FilePhrase:
    """Says what a file may be for, and what it holds."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, effect: OfferPurposes | Brought) -> Outgoing:
        """The message of an effect."""
        match effect:
            case OfferPurposes():
                buttons = [Button(self._words.purpose[one], encode(Act.PURPOSE, one)) for one in effect.purposes]
                return Outgoing(self._words.text("file_purpose", name=effect.name), rows(buttons, _WIDE))
            case ShowPlan():
                return self._plan(effect)
            case _:
                assert_never(effect)

    def _plan(self, effect: ShowPlan) -> Outgoing:
        if not effect.items:
            return Outgoing(self._words.text("import_empty"), ((button(self._words, Act.DROP),),))
        items = "\n".join(f"{number}. {item}" for number, item in enumerate(effect.items, start=1))
        text = self._words.text("import_check", count=len(effect.items), items=items)
        return Outgoing(text, ((button(self._words, Act.AGREE), button(self._words, Act.DROP)),))
