"""What is said beneath a draft: by whom it was written, what was kept out of it, what is still missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.checklist import left_out
from bot.core.drafted import Author
from bot.core.outline import Form
from bot.core.period import spoken
from bot.core.pictographs import has_pictographs
from bot.core.tabling import shape

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.catalog.words import Words
    from bot.core.drafted import Draft
    from bot.core.outline import Handbook
    from bot.core.state import Paper

SHOWN = 3
"""Orders that are quoted; all of them are counted."""
LONGEST = 40
"""Signs of one that are quoted: enough to know it again."""


def cover(paper: Paper, draft: Draft, book: Handbook, words: Words) -> list[str]:
    """Its paragraphs."""
    lines = [*_by_whom(draft, book, words), *_kept_out(draft, words)]
    lists = {"to_verify": draft.to_verify, "missing": draft.missing, "left_out": left_out(book, paper)}
    lines += [words.text(key, items=_listed(items)) for key, items in lists.items() if items]
    if not draft.to_verify and not draft.missing:
        lines.append(words.text("complete"))
    if not paper.plan_as and any(shape(section.text) for section in draft.sections):
        lines.append(words.text("plan_tabled"))
    if any(map(has_pictographs, _said(paper))):
        lines.append(words.text("no_pictographs"))
    return lines


def _by_whom(draft: Draft, book: Handbook, words: Words) -> Iterator[str]:
    outlines = book.outlines.values()
    signature = {one.id for outline in outlines for one in outline.sections if one.form is Form.SIGNATURE}
    written = [section.by for section in draft.sections if section.id not in signature]
    plain, modelled = written.count(Author.PLAIN), written.count(Author.MODEL)
    if modelled and plain:
        yield words.text("by_both", count=plain)
    elif not modelled:
        yield words.text("by_plain_spent", day=spoken(draft.renews)) if draft.renews else words.text("by_plain")


def _kept_out(draft: Draft, words: Words) -> Iterator[str]:
    """What a model wrote and the guard refused; what an officer said that is an order and tells of no work.

    A turn of the plain writer's that was refused costs nothing: the officer's own words stand in its place.
    """
    if refused := sum(one.by is Author.MODEL for one in draft.rejected):
        yield words.text("refused", count=refused)
    if orders := [one.found for one in draft.rejected if one.by is Author.OFFICER]:
        each = list(dict.fromkeys(orders))
        shown = [one if len(one) <= LONGEST else f"{one[:LONGEST]}…" for one in each[:SHOWN]]
        more = ["……"] if len(each) > SHOWN else []
        yield words.text("orders", count=len(orders), items=_listed([*shown, *more]))


def _said(paper: Paper) -> Iterator[str]:
    yield from (said.text for answer in paper.answers for said in answer.said)
    yield from (snap.caption for snap in paper.snaps)


def _listed(items: Sequence[str]) -> str:
    return "\n".join(f"• {item}" for item in items)
