"""What was written of one portion, and a section put together from its portions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.drafted import Author, DraftSection, Rejected
from bot.drafting.compose import ordinal
from bot.drafting.material import Portion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.outline import Section


@dataclass(frozen=True, slots=True)
class Written:
    """One portion, written and guarded."""

    portion: Portion
    text: str
    by: Author
    rejected: tuple[Rejected, ...] = ()


def section_of(section: Section, written: Sequence[Written]) -> DraftSection:
    """A section with what was written of it, sub-headings numbered."""
    own = [one for one in written if one.portion.section is section]
    headed = [one for one in own if one.portion.heading]
    if headed:
        own = [one for one in own if one.portion.heading or one.portion.spoken]
        texts = [one.text for one in own if not one.portion.heading]
        texts += [
            f"（{ordinal(number)}）{one.portion.heading}\n{one.text}" for number, one in enumerate(headed, start=1)
        ]
    else:
        texts = [one.text for one in own if one.text]
    by = Author.MODEL if any(one.by is Author.MODEL for one in own) else Author.PLAIN
    return DraftSection(section.id, section.title, "\n".join(texts), by)
