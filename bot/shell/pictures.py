"""The photos of a report as its file shows them: by section, each with what was written under it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.catalog.checklist import photo_count
from bot.core.report import Photo, Photos
from bot.drafting.compose import Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.catalog.words import Words
    from bot.core.outline import Handbook
    from bot.core.report import Report
    from bot.core.state import Paper, Snap
    from bot.drafting.pipeline import Drafter

Pictures = dict[Spot, tuple[Photo, ...]]


def pictures_of(paper: Paper, kept: Mapping[int, bytes], drafter: Drafter) -> Pictures:
    """The photos that are kept, in the order in which they came; section "" holds those of none in particular.

    Nobody who was helped is named under a photo who is not named in the text.
    """
    shown: Pictures = {}
    if not kept:
        return shown
    captions = drafter.captions(paper)
    for snap in sorted(paper.snaps, key=lambda snap: snap.message):
        if snap.number in kept:
            photo = Photo(kept[snap.number], captions[snap.number])
            spot = Spot(snap.section, _subheading(paper, snap, drafter.book))
            shown[spot] = (*shown.get(spot, ()), photo)
    return shown


def _subheading(paper: Paper, snap: Snap, book: Handbook) -> str:
    """The sub-heading that the answer to the photo's question stands under: its area's, else the last one before it."""
    if area := book.areas.get(snap.area):
        return area.title
    sections = {section.id: section for section in book.outlines[paper.kind].sections}
    heading = ""
    for place, question in book.questions(sections[snap.section], paper.areas) if snap.section in sections else ():
        heading = question.heading or heading
        if place.question == snap.question:
            return heading
    return ""


def photos_said(paper: Paper, placed: int, book: Handbook, words: Words) -> list[str]:
    """How many photos stand in the file beside those asked for, as a line of the cover message, if any matter."""
    outline = book.outlines.get(paper.kind)
    asked = outline.photos if outline else None
    if not asked and not paper.snaps:
        return []
    if placed < len(paper.snaps):
        return [words.text("photo_not_yet", count=len(paper.snaps) - placed)]
    least, most = asked or (None, None)
    key = "photo_few" if placed < (least or 0) else "photo_many" if most and placed > most else "photo_in_file"
    return [words.text(key, count=photo_count(placed, asked, words))]


def filled(report: Report, kept: Mapping[int, bytes]) -> Report:
    """A report that names its photos by their numbers, with the photos themselves; what is gone is left out.

    So what travels to a reviewer, and stays with him, is small, and holds no photo that was deleted meanwhile.
    """
    blocks = (_filled(block, kept) if isinstance(block, Photos) else block for block in report.blocks)
    return replace(report, blocks=tuple(blocks))


def numbers_in(report: Report) -> list[int]:
    """The photos that a report names by their numbers."""
    return [int(photo.content) for block in report.blocks if isinstance(block, Photos) for photo in block.photos]


def _filled(block: Photos, kept: Mapping[int, bytes]) -> Photos:
    known = [photo for photo in block.photos if int(photo.content) in kept]
    return replace(block, photos=tuple(replace(photo, content=kept[int(photo.content)]) for photo in known))
