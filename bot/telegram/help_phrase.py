"""Help → messages with buttons: one for each situation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.affairs import ShowHelp

_FULL = 3


def help_page(effect: ShowHelp, words: Words) -> Outgoing:
    """The help on a situation, or the choice of all."""
    keys = [Button(words.situation[name], encode(Act.HELP, name)) for name in effect.situations]
    keys += [button(words, act) for act in effect.offer]
    ways_on = (Act.RESUME, Act.MENU) if effect.situations else (Act.HELP, Act.RESUME)
    text = words.text(f"help_{effect.situation}" if effect.situation else "help")
    return Outgoing(text, (*rows(keys, _FULL), tuple(button(words, act) for act in ways_on)))
