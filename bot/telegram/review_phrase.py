"""A report before its reviewer, and his opinion before the officer → messages with buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.core.letters import Read, ShowChanges, ShowReview, ShowSection
from bot.telegram.buttons import button
from bot.telegram.outgoing import Outgoing
from bot.telegram.redline_phrase import Page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalog.words import Words
    from bot.core.letters import Compared, ShowOpinion
    from bot.core.review import Remark


class ReviewPhrase:
    """Says what concerns reviews."""

    def __init__(self, words: Words) -> None:
        self._words = words

    def say(self, effect: Read | ShowSection) -> Outgoing:
        """The message of an effect."""
        match effect:
            case ShowSection():
                return self._section(effect)
            case ShowReview():
                return self._card(effect)
            case ShowChanges():
                return self._changes(effect)
            case _:
                return self._opinion(effect)

    def _section(self, effect: ShowSection) -> Outgoing:
        head = self._words.text("review_section", number=effect.number, title=effect.title)
        if not effect.changed:
            return Outgoing(f"{head}\n{effect.text}")
        page = Page(head)
        page.add_legend(self._words)
        page.add_changes(effect.changed)
        return Outgoing(page.text, inked=page.inked)

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

    def _changes(self, effect: ShowChanges) -> Outgoing:
        count = sum(bool(one.changed) for one in effect.sections)
        page = Page(self._words.text("changes" if count else "changes_none", name=effect.name, count=count))
        if count:
            page.add_legend(self._words)
        for text in effect.remarks:
            page.add(f"\n{self._words.text('remark', name=effect.name, text=text)}")
        for section in effect.sections:
            self._compare(page, section, effect.name)
        page.add(f"\n\n{self._words.text('changes_then')}")
        keys = tuple(button(self._words, act) for act in (Act.REVISE, Act.REVIEW, Act.MENU))
        return Outgoing(page.text, (keys,), inked=page.inked)

    def _compare(self, page: Page, section: Compared, name: str) -> None:
        page.add(f"\n\n{self._words.text('review_section', number=section.number, title=section.title)}")
        for text in section.remarks:
            page.add(f"\n{self._words.text('remark', name=name, text=text)}")
        if section.changed:
            page.add_changes(section.changed)
        else:
            page.add(f"\n{self._words.text('changes_not_here')}")


def remark_lines(remarks: Iterable[Remark]) -> list[str]:
    """Remarks as lines, each with its section."""
    return [f"• {one.title}：{one.text}" if one.title else f"• {one.text}" for one in remarks]
