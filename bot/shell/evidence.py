"""Where a draft comes from, as messages: its sections, the sentences of one, and the way to the officer's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.acts import Act
from bot.telegram.buttons import encode
from bot.telegram.outgoing import Button, Outgoing, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.catalog.words import Words
    from bot.core.finished import PointTo, ShowEvidence
    from bot.core.outline import Handbook
    from bot.drafting.evidence import Evidence

_WIDE = 3
SENTENCE, QUOTED = 26, 60
"""Characters shown of a sentence of the draft, and of what the officer said."""


def sections(effect: ShowEvidence, book: Handbook, words: Words) -> Outgoing:
    """Ask of which section."""
    drafted = {section.id for section in effect.draft.sections}
    offered = [section for section in book.outlines[effect.paper.kind].sections if section.id in drafted]
    buttons = [Button(section.button, encode(Act.EVIDENCE, section.id)) for section in offered]
    return Outgoing(words.text("evidence_section"), rows(buttons, _WIDE))


def sentences(effect: ShowEvidence, found: Sequence[Evidence], book: Handbook, words: Words) -> Outgoing:
    """The sentences of a section; each message they come from has a number, and its button leads there."""
    title = book.outlines[effect.paper.kind].section(effect.section).title
    back = (Button(words.button[Act.EVIDENCE], encode(Act.EVIDENCE)), Button(words.button[Act.MENU], encode(Act.MENU)))
    if not found:
        return Outgoing(words.text("evidence_none", section=title), (back,))
    numbers: dict[int, int] = {}
    lines = [words.text("evidence_head", section=title)]
    for one in found:
        said = [numbers.setdefault(message.message, len(numbers) + 1) for message, _ in one.said]
        where = "、".join(map(str, said)) or words.text("evidence_profile")
        facts = " · ".join(one.facts) or words.text("evidence_words")
        lines.append(words.text("evidence_item", sentence=_cut(one.sentence, SENTENCE), facts=facts, where=where))
    buttons = [Button(str(number), encode(Act.POINT, str(message))) for message, number in numbers.items()]
    return Outgoing("\n".join(lines), (*rows(buttons, _WIDE), back))


def pointing(effect: PointTo, words: Words) -> Outgoing:
    """A reply to the officer's own message: a tap on it leads there, and the words stand here if it is gone."""
    return Outgoing(words.text("evidence_said", text=_cut(effect.text, QUOTED)), reply_to=effect.message)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
