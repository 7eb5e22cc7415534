"""What stands under the files when they are sent: by whom they were written, what is missing, what was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.checklist import left_out
from bot.core.drafted import Author
from bot.core.outline import Form
from bot.core.pictographs import has_pictographs
from bot.shell.pictures import photos_said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.catalog.words import Words
    from bot.core.drafted import Draft
    from bot.core.outline import Handbook
    from bot.core.state import Paper


def cover(paper: Paper, draft: Draft, placed: int, book: Handbook, words: Words) -> list[str]:
    """The paragraphs; `placed` is the number of photos in the file."""
    lines = [*_writers(draft, book, words)]
    if draft.rejected:
        lines.append(words.text("refused", count=len(draft.rejected)))
    lists = {"to_verify": draft.to_verify, "missing": draft.missing}
    lines += [words.text(key, items=_listed(items)) for key, items in lists.items() if items]
    if left := left_out(book, paper):
        lines.append(words.text("left_out", items=_listed(left)))
    if not any(lists.values()):
        lines.append(words.text("complete"))
    if any(map(has_pictographs, _said(paper))):
        lines.append(words.text("no_pictographs"))
    return [*lines, *photos_said(paper, placed, book, words)]


def _writers(draft: Draft, book: Handbook, words: Words) -> list[str]:
    signature = {s.id for outline in book.outlines.values() for s in outline.sections if s.form is Form.SIGNATURE}
    written = [section for section in draft.sections if section.id not in signature]
    plain = sum(section.by is Author.PLAIN for section in written)
    if not any(section.by is Author.MODEL for section in written):
        return [words.text("by_plain")]
    return [words.text("by_both", count=plain)] if plain else []


def _said(paper: Paper) -> Iterable[str]:
    yield from (said.text for answer in paper.answers for said in answer.said)
    yield from (snap.caption for snap in paper.snaps)


def _listed(items: tuple[str, ...]) -> str:
    return "\n".join(f"• {item}" for item in items)
