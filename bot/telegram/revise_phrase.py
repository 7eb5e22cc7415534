"""A draft to be changed, as messages: its sections, one of them with what can be done, what is to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.revisals import AskUnsaid, OfferSections, ShowWording
from bot.core.revising import NO, VERSION, YES
from bot.core.tabling import shape
from bot.core.wishes import BACK, How
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Keyboard, Outgoing, rows
from bot.telegram.redline_phrase import Page

if TYPE_CHECKING:
    from bot.catalog.words import Words

_WIDE = 3
_WITH_MODEL = (How.SHORTER, How.FORMAL, How.MORE, How.OWN, How.AGAIN)
_ALONE = (How.SHORTER, How.LISTED, How.MORE, How.OWN)
_MOST_CHANGED = 12
"""Sentences shown of a change; beyond that the text itself tells more."""
_LONGEST_WORD = 6
_ORDINALS = "〇一二三四五六七八九十"


class RevisePhrase:
    """Says what concerns the changing of a draft."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, effect: OfferSections | ShowWording | AskUnsaid) -> Outgoing:
        """The message of an effect."""
        if isinstance(effect, OfferSections):
            return self._sections(effect)
        if isinstance(effect, ShowWording):
            return self._section(effect)
        text = self._words.text("unsaid_one", figures="、".join(effect.unsaid))
        keys = [self._key(effect.paper, effect.section, what) for what in (YES, NO)]
        return Outgoing(text, rows(keys, _WIDE))

    def _sections(self, effect: OfferSections) -> Outgoing:
        keys = [
            Button(_named(name, number), encode(Act.REVISE, f"{effect.paper}/{section}"))
            for section, name, number, _ in effect.rows
        ]
        text = self._words.text("revise_which" if effect.writes else "revise_which_plain")
        tail = (button(self._words, Act.FILES), button(self._words, Act.TEXT), button(self._words, Act.MENU))
        return Outgoing(text, (*rows(keys, _WIDE), tail))

    def _section(self, shown: ShowWording) -> Outgoing:
        key = "section_version" if shown.versions else "section_head"
        number = shown.section.version + 1
        parts = [self._words.text(shown.note)] if shown.note else []
        parts += [self._words.text(key, title=shown.section.title, number=number), shown.section.text]
        page = Page("\n\n".join(parts))
        if 0 < len(shown.changed) <= _MOST_CHANGED:
            page.add("\n")
            page.add_legend(self._words)
            page.add_changes(shown.changed)
        return Outgoing(page.text, self._keys(shown), inked=page.inked)

    def _keys(self, shown: ShowWording) -> Keyboard:
        ways: tuple[How, ...] = _WITH_MODEL if shown.writes else _ALONE
        if shown.plan:
            others = tuple(how for how in ways if how is not How.LISTED)
            ways = (*others, How.LISTED if shape(shown.section.text) else How.TABLED)
        keys = [self._key(shown.paper, shown.section.id, how) for how in ways]
        if shown.undone >= 0:
            again = self._words.revise["again_new"]
            keys.append(Button(again, encode(Act.REVISE, f"{shown.paper}/{shown.section.id}:{VERSION}{shown.undone}")))
        elif shown.versions:
            keys.append(self._key(shown.paper, shown.section.id, BACK))
        tail = (
            Button(self._words.button[Act.EVIDENCE], encode(Act.EVIDENCE, shown.section.id)),
            Button(self._words.revise["list"], encode(Act.REVISE, f"{shown.paper}/")),
            button(self._words, Act.FILES),
        )
        return (*rows(keys, _WIDE), tail)

    def _key(self, paper: int, section: str, what: str) -> Button:
        return Button(self._words.revise[what], encode(Act.REVISE, f"{paper}/{section}:{what}"))


def _named(name: str, number: int) -> str:
    """The section's button with its number, where there is room for it."""
    numbered = f"{_ORDINALS[number]}、{name}" if 0 < number < len(_ORDINALS) else name
    return numbered if len(numbered) <= _LONGEST_WORD else name
