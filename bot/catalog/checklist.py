"""A notice as the officer checks it: short lines, in the order in which a report is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.notice import Demand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalog.words import Words
    from bot.core.notice import Notice


MARK = "　※"


def checklist(notice: Notice, words: Words) -> str:
    """What was read, and at the end what could not be."""
    return "\n".join(_lines(notice, words))


def _lines(notice: Notice, words: Words) -> Iterator[str]:
    if notice.title:
        yield words.text("notice_title", title=notice.title)
    yield words.text("notice_sections", count=len(notice.sections))
    for number, section in enumerate(notice.sections, start=1):
        yield f"{number}. {section.title}{_mark(notice, section.title)}"
        yield from (f"　· {item}{_mark(notice, item)}" for item in section.items)
    demands = {
        Demand.LENGTH: _length(notice, words),
        Demand.PHOTOS: _photos(notice.photos, words),
        Demand.DEADLINE: notice.deadline,
        Demand.DELIVERY: "；".join(notice.delivery),
        Demand.STYLE: "；".join(notice.style),
    }
    told = {one: f"{said}{_mark(notice, one)}" for one, said in demands.items() if said}
    yield from (words.text(f"notice_{one}", said=said) for one, said in told.items())
    if notice.pointed:
        yield words.text("notice_pointed")
    if notice.unclear:
        yield words.text("notice_unclear")
        yield from (f"？ {one}" for one in notice.unclear)


def pointed(notice: Notice, words: Words) -> tuple[str, ...]:
    """What a model found, by name."""
    names = {str(one): words.text(f"notice_{one}", said="").strip("：") for one in Demand}
    return tuple(names.get(one, one) for one in notice.pointed)


def _mark(notice: Notice, what: str) -> str:
    """A sign behind what a model found: the officer looks at it more closely."""
    return MARK if what in notice.pointed else ""


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
