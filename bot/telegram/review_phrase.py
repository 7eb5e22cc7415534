"""A report before its reviewer, and his opinion before the officer → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.letters import ShowOpinion, ShowReview, ShowSection
from bot.core.redline import Mark
from bot.telegram.buttons import button
from bot.telegram.outgoing import Outgoing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalog.words import Words
    from bot.core.review import Remark

_MARKS = {Mark.GONE: "➖", Mark.NEW: "➕"}


class ReviewPhrase:
    """Says what concerns reviews."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, effect: ShowReview | ShowSection | ShowOpinion) -> Outgoing:
        """The message of an effect."""
        if isinstance(effect, ShowSection):
            return self._section(effect)
        return self._card(effect) if isinstance(effect, ShowReview) else self._opinion(effect)

    def _section(self, effect: ShowSection) -> Outgoing:
        head = self._words.text("review_section", number=effect.number, title=effect.title)
        if not effect.changes:
            return Outgoing(f"{head}\n{effect.text}")
        changed = (f"{_MARKS[change.mark]} {change.sentence}" for change in effect.changes)
        return Outgoing("\n".join((f"{head}{self._words.text('review_changed')}", *changed)))

    def _card(self, effect: ShowReview) -> Outgoing:
        acts = (Act.APPROVE, Act.RETURN)
        keyboard = (tuple(button(self._words, act, value=effect.review) for act in acts),)
        if effect.remarked is not None:
            what = "review_remarked" if effect.remarked else "review_remarked_all"
            return Outgoing(self._words.text(what, title=effect.remarked, count=effect.remarks), keyboard)
        key = "review_card" if effect.changed is None else "review_again" if effect.changed else "review_unchanged"
        parts = [self._words.text(key, name=effect.asker, title=effect.title, count=effect.changed)]
        parts += [self._words.text("review_remarks", count=effect.remarks)] if effect.remarks else []
        parts.append(self._words.text("review_how"))
        return Outgoing("\n".join(parts), keyboard)

    def _opinion(self, effect: ShowOpinion) -> Outgoing:
        title = f"{effect.row.period} {effect.row.title}"
        parts = [self._words.text(f"opinion_{effect.opinion}", name=effect.name, title=title)]
        parts += remark_lines(effect.remarks)
        acts = (Act.TAKE_UP, Act.REVIEW)
        return Outgoing("\n".join(parts), (tuple(button(self._words, act, value=str(effect.row.id)) for act in acts),))


def remark_lines(remarks: Iterable[Remark]) -> list[str]:
    """Remarks as lines, each with its section."""
    return [f"• {one.title}：{one.text}" if one.title else f"• {one.text}" for one in remarks]
