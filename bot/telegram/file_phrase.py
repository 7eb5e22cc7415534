"""Files that came, and what was read from them → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.catalog.checklist import checklist
from bot.core.acts import Act
from bot.core.affairs import Brought, ShowPlan, ShowTaken
from bot.core.effects import OfferPurposes, ShowNotice
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.files import Weighed

_WIDE = 2


class FilePhrase:
    """Says what a file may be for, and what it holds."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, effect: OfferPurposes | ShowNotice | Brought) -> Outgoing:
        """The message of an effect."""
        match effect:
            case OfferPurposes():
                buttons = [Button(self._words.purpose[one], encode(Act.PURPOSE, one)) for one in effect.purposes]
                return Outgoing(self._words.text("file_purpose", name=effect.name), rows(buttons, _WIDE))
            case ShowNotice():
                text = "\n\n".join((checklist(effect.notice, self._words), self._words.text("notice_check")))
                return Outgoing(text, (tuple(button(self._words, act) for act in (Act.AGREE, Act.ADD, Act.DROP)),))
            case ShowPlan():
                return self._plan(effect)
            case ShowTaken():
                return self._taken(effect)
            case _:
                assert_never(effect)

    def _plan(self, effect: ShowPlan) -> Outgoing:
        if not effect.items:
            return Outgoing(self._words.text("import_empty"), ((button(self._words, Act.DROP),),))
        items = "\n".join(f"{number}. {item}" for number, item in enumerate(effect.items, start=1))
        text = self._words.text("import_check", count=len(effect.items), items=items)
        return Outgoing(text, ((button(self._words, Act.AGREE), button(self._words, Act.DROP)),))

    def _taken(self, effect: ShowTaken) -> Outgoing:
        parts = [self._document(one) for one in effect.documents]
        if effect.left_out:
            parts.append("\n".join(self._words.text("learn_left", what=what) for what in effect.left_out))
        if not effect.fresh:
            return Outgoing("\n\n".join(parts), ((button(self._words, Act.RESUME),),))
        text = "\n\n".join((*parts, self._words.text("learn_check")))
        return Outgoing(text, ((button(self._words, Act.KEEP), button(self._words, Act.DROP)),))

    def _document(self, one: Weighed) -> str:
        if one.already:
            return self._words.text("learn_already", name=one.name, id=one.id)
        told = self._words.text(
            "learn_document", name=one.name, passages=one.passages, left_out=one.left_out, masked=one.masked
        )
        return "\n".join((told, *(self._words.text("learn_first", text=text) for text in one.first)))
