"""The message that goes with the files of a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.drafted import Author
from bot.core.outline import Form

if TYPE_CHECKING:
    from bot.catalog.words import Words
    from bot.core.drafted import Draft
    from bot.core.outline import Handbook


def cover(draft: Draft, left: tuple[str, ...], book: Handbook, words: Words) -> str:
    """By whom it was written, what was refused, what is still missing, what was `left` out of the next plan."""
    signature = {s.id for outline in book.outlines.values() for s in outline.sections if s.form is Form.SIGNATURE}
    written = [section for section in draft.sections if section.id not in signature]
    plain = sum(section.by is Author.PLAIN for section in written)
    modelled = sum(section.by is Author.MODEL for section in written)
    lines = [words.text("by_plain")] if not modelled else []
    lines += [words.text("by_both", count=plain)] if modelled and plain else []
    if draft.rejected:
        lines.append(words.text("refused", count=len(draft.rejected)))
    lists = {"to_verify": draft.to_verify, "missing": draft.missing}
    lines += [words.text(key, items=_listed(items)) for key, items in lists.items() if items]
    lines += [words.text("left_out", items=_listed(left))] if left else []
    if not any(lists.values()):
        lines.append(words.text("complete"))
    return "\n\n".join(lines)


def _listed(items: tuple[str, ...]) -> str:
    return "\n".join(f"• {item}" for item in items)
