"""What is asked back about an answer → a message with its ways out under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.core.acts import Act
from bot.core.asking import Reply
from bot.core.state import About
from bot.telegram.buttons import encode
from bot.telegram.outgoing import Button, Outgoing

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.effects import AskBack
    from bot.core.outline import Handbook, Place
    from bot.core.state import Doubt, Lack

_SHORT = 10
"""Characters of an item's matter: enough to know it by."""
_WAYS = (Act.UNKNOWN, Act.SKIP, Act.BACK)


class AskingBack:
    """Says what is asked back in the officer's words."""

    def __init__(self, words: Words, book: Handbook) -> None:
        self._words = words
        self._book = book

    def say(self, effect: AskBack) -> Outgoing:
        """The message of what is asked back."""
        doubt, turn = effect.doubt, effect.turn
        match doubt.about:
            case About.DATA:
                follows = self._book.question(effect.kind, doubt.place).follow
                ask = next((follow.ask for follow in follows if follow.short == doubt.short), doubt.short)
                return Outgoing(self._words.text("back_data", ask=ask), (self._ways(turn),))
            case About.REASON:
                return Outgoing(self._reason(doubt.lacks[0]), (self._ways(turn),))
            case About.PLAN:
                return Outgoing(self._lacks(doubt), (self._ways(turn),))
            case About.PRODUCT:
                return Outgoing(self._product(doubt), (self._choices(turn, Reply.YES, Reply.NO), self._ways(turn)[1:]))
            case About.CONFLICT:
                figures = tuple(
                    Button(figure.words, encode(Act.TAKE, str(index), turn))
                    for index, figure in enumerate(doubt.figures)
                )
                both = self._choices(turn, Reply.BOTH)
                return Outgoing(self._figures(effect.kind, doubt), ((*figures, *both), self._ways(turn)))
            case _:
                assert_never(doubt.about)

    def _ways(self, turn: int) -> tuple[Button, ...]:
        return tuple(Button(self._words.button[act], encode(act, "", turn)) for act in _WAYS)

    def _choices(self, turn: int, *replies: Reply) -> tuple[Button, ...]:
        return tuple(Button(self._words.choice[reply], encode(Act.TAKE, reply, turn)) for reply in replies)

    def _product(self, doubt: Doubt) -> str:
        product = doubt.sign.join(figure.words for figure in doubt.figures)
        return self._words.text("back_product", product=product, total=doubt.total)

    def _lacks(self, doubt: Doubt) -> str:
        key = "back_item" if len(doubt.lacks) > 1 or doubt.lacks[0].number > 1 else "back_lone_item"
        items = "\n".join(self._lack(key, lack) for lack in doubt.lacks)
        text = self._words.text("back_plan", items=items)
        if len(doubt.lacks) == 1:
            return text
        return f"{text}\n{self._words.text('back_plan_example', number=doubt.lacks[0].number)}"

    def _lack(self, key: str, lack: Lack) -> str:
        matter = lack.matter if len(lack.matter) <= _SHORT else f"{lack.matter[: _SHORT - 1]}…"
        parts = "".join(f"{self._words.part[part]}？" for part in lack.parts)
        return self._words.text(key, number=lack.number, matter=matter, parts=parts)

    def _reason(self, item: Lack) -> str:
        became = "".join(self._words.became[one] for one in item.parts)
        return self._words.text("back_reason", number=item.number, matter=item.matter, became=became)

    def _figures(self, kind: str, doubt: Doubt) -> str:
        lines = [
            self._words.text("back_figure", where=self._where(kind, figure.place), near=figure.near or figure.words)
            for figure in doubt.figures
        ]
        return self._words.text("back_conflict", figures="\n".join(lines))

    def _where(self, kind: str, place: Place) -> str:
        if area := self._book.areas.get(place.area):
            return area.button
        return self._book.outlines[kind].section(place.section).button
