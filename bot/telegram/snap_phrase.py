"""Photos taken and left out → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.catalog.checklist import photo_count
from bot.core.acts import Act
from bot.telegram.buttons import button, encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.albums import ShowSnaps
    from bot.core.outline import Handbook
    from bot.telegram.outgoing import Keyboard

_FULL = 3


class SnapPhrase:
    """Says what became of photos."""

    def __init__(self, words: Words, book: Handbook) -> None:
        self._words = words
        self._book = book

    def say(self, effect: ShowSnaps) -> Outgoing:
        """The message of an effect: short, for it stands between two questions."""
        count = photo_count(effect.count, effect.asked, self._words)
        if not effect.snaps:
            return Outgoing(self._words.text("photo_left_out", count=count), self._ways_on(effect))
        key = "photos_taken" if effect.section else "photos_taken_last"
        parts = [self._words.text(key, taken=len(effect.snaps), section=self._place(effect), count=count)]
        parts += [] if effect.captioned else [self._words.text("photo_caption_how")]
        return Outgoing("\n".join(parts), (*self._about_each(effect), *self._ways_on(effect)))

    def _place(self, effect: ShowSnaps) -> str:
        """The area's title, where it was sent at one, else the section's."""
        if area := self._book.areas.get(effect.area):
            return area.title
        sections = self._book.outlines[effect.kind].sections if effect.kind in self._book.outlines else ()
        return next((section.title for section in sections if section.id == effect.section), "")

    def _about_each(self, effect: ShowSnaps) -> Keyboard:
        if len(effect.snaps) > 1:
            read = self._numbered(effect, "photo_read_numbered", Act.READ_PHOTO) if effect.readable else ()
            return (*read, *self._numbered(effect, "photo_numbered", Act.LEAVE_OUT))
        acts = (Act.LEAVE_OUT, *((Act.READ_PHOTO,) if effect.readable else ()))
        return (tuple(button(self._words, act, value=str(effect.snaps[0])) for act in acts),)

    def _numbered(self, effect: ShowSnaps, key: str, act: Act) -> Keyboard:
        each = enumerate(effect.snaps, start=1)
        return rows([Button(self._words.text(key, number=n), encode(act, str(snap))) for n, snap in each], _FULL)

    def _ways_on(self, effect: ShowSnaps) -> Keyboard:
        acts = (Act.RESUME, *((Act.FILES,) if effect.drafted else ()))
        return (tuple(button(self._words, act) for act in acts),)
