"""Last month's plan to be ticked, and what could be planned → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.checking import ALL, CLOSED, TAKE_BACK
from bot.core.checklist import matter
from bot.core.planning import Source
from bot.core.state import Became
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalog.words import Words
    from bot.core.planning import AskCheck, Suggest
    from bot.telegram.outgoing import Keyboard

_FULL = 3
_MARKS = {Became.DONE: "☑", Became.PARTLY: "◐", Became.UNDONE: "☒", Became.POSTPONED: "→", Became.UNKNOWN: "？"}
_HERE, _LATER = "▶", "☐"


class PlanPhrase:
    """Says what concerns plans, past and next."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def check(self, effect: AskCheck, head: str) -> Outgoing:
        """The list with the item that is asked about; one that is ticked to its end has no buttons to tick."""
        at, lines = len(effect.checks), [self._row(effect, index) for index in range(len(effect.items))]
        parts = [self._words.text("check", items="\n".join(lines))]
        if effect.turn != CLOSED:
            parts.insert(0, head)
        if at < len(effect.items):
            parts.append(self._words.text("check_next", number=at + 1, matter=matter(effect.items[at])))
        elif effect.turn != CLOSED:
            parts.append(self._words.text("check_closed"))
        return Outgoing("\n\n".join(parts), self._keys(effect), edit=effect.message)

    def suggest(self, effect: Suggest) -> Outgoing:
        """What could be planned, with a button for each of the offers."""
        buttons = [
            Button(f"{self._words.button[Act.CARRY]}{number}", encode(Act.CARRY, one.value, effect.turn))
            for number, one in enumerate(effect.offers, start=1)
        ]
        onward = ((button(self._words, Act.NEXT, effect.turn),),) if effect.taken else ()
        return Outgoing("\n".join(self._suggested(effect)), (*rows(buttons, _FULL), *onward), edit=effect.message)

    def _suggested(self, effect: Suggest) -> Iterator[str]:
        if effect.taken:
            yield self._words.text("carried", items="、".join(effect.taken))
        numbered = list(enumerate(effect.offers, start=1))
        for source, key in ((Source.UNFINISHED, "offer_unfinished"), (Source.RECURRENT, "offer_recurrent")):
            if lines := [f"{number}. {one.matter}" for number, one in numbered if one.source is source]:
                yield self._words.text(key, items="\n".join(lines))
        if effect.hints:
            yield self._words.text("hints", items="\n".join(f"• {hint}" for hint in effect.hints))

    def _row(self, effect: AskCheck, index: int) -> str:
        item = matter(effect.items[index])
        if index < len(effect.checks):
            became = effect.checks[index]
            return f"{_MARKS[became]} {index + 1}. {item}：{self._words.became[became]}"
        return f"{_HERE if index == len(effect.checks) else _LATER} {index + 1}. {item}"

    def _keys(self, effect: AskCheck) -> Keyboard:
        if effect.turn == CLOSED:
            return ()
        at, open_ = len(effect.checks), len(effect.checks) < len(effect.items)
        ticks = [self._tick(self._words.became[one], f"{at}:{one}", effect.turn) for one in Became if open_]
        ticks += [self._tick(self._words.text("check_back"), TAKE_BACK, effect.turn)] if at else []
        every = (
            [self._tick(self._words.text("check_all"), ALL, effect.turn)] if not at and len(effect.items) > 1 else []
        )
        ways = [(Act.SKIP, Act.BACK), (Act.MENU, Act.PAUSE)] if open_ else [(Act.NEXT, Act.BACK), (Act.MENU, Act.PAUSE)]
        tail = tuple(tuple(button(self._words, act, effect.turn) for act in line) for line in ways)
        return (*rows(every, 1), *rows(ticks, _FULL), *tail)

    def _tick(self, text: str, value: str, turn: int) -> Button:
        return Button(text, encode(Act.CHECK, value, turn))
