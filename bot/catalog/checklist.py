"""A notice as the officer checks it: short lines, in the order in which a report is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalog.words import Words
    from bot.core.notice import Notice


def checklist(notice: Notice, words: Words) -> str:
    """What was read, and at the end what could not be."""
    return "\n".join(_lines(notice, words))


def _lines(notice: Notice, words: Words) -> Iterator[str]:
    if notice.title:
        yield words.text("notice_title", title=notice.title)
    yield words.text("notice_sections", count=len(notice.sections))
    for number, section in enumerate(notice.sections, start=1):
        yield f"{number}. {section.title}"
        yield from (f"　· {item}" for item in section.items)
    demands = {
        "notice_length": _length(notice, words),
        "notice_photos": _photos(notice.photos, words),
        "notice_deadline": notice.deadline,
        "notice_delivery": "；".join(notice.delivery),
        "notice_style": "；".join(notice.style),
    }
    yield from (words.text(key, said=said) for key, said in demands.items() if said)
    if notice.unclear:
        yield words.text("notice_unclear")
        yield from (f"？ {one}" for one in notice.unclear)


def _length(notice: Notice, words: Words) -> str:
    if notice.min_len and notice.max_len:
        return words.text("length_between", least=notice.min_len, most=notice.max_len)
    if notice.max_len:
        return words.text("length_most", most=notice.max_len)
    return words.text("length_least", least=notice.min_len) if notice.min_len else ""


def photo_count(count: int, asked: tuple[int | None, int | None] | None, words: Words) -> str:
    """How many photos a report has, and how many are asked for: 照片 2张（要3～5张）."""
    wanted = _photos(asked, words)
    return words.text("photo_count_of", count=count, asked=wanted) if wanted else words.text("photo_count", count=count)


def _photos(photos: tuple[int | None, int | None] | None, words: Words) -> str:
    least, most = photos or (None, None)
    if least and most:
        return words.text("photos", count=least if least == most else f"{least}～{most}")
    if most:
        return words.text("photos_most", most=most)
    return words.text("photos_least", least=least) if least else ""
