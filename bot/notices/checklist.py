"""A notice as the officer checks it: short lines, in the order in which a report is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.notice import Notice


def checklist(notice: Notice) -> str:
    """What was read, and at the end what could not be."""
    return "\n".join(_lines(notice))


def photos_words(photos: tuple[int | None, int | None]) -> str:
    """How many photos: 3～5张, 至少3张, 最多5张, 3张."""
    fewest, most = photos
    if fewest is None or most is None:
        return f"最多{most}张" if fewest is None else f"至少{fewest}张"
    return f"{fewest}张" if fewest == most else f"{fewest}～{most}张"


def length_words(notice: Notice) -> str:
    """The limits of length: 800～1500字, 3000字以内, 不少于800字; "" for none."""
    if notice.min_len and notice.max_len:
        return f"{notice.min_len}～{notice.max_len}字"
    if notice.max_len:
        return f"{notice.max_len}字以内"
    return f"不少于{notice.min_len}字" if notice.min_len else ""


def _lines(notice: Notice) -> Iterator[str]:
    if notice.title:
        yield f"《{notice.title}》"
    yield f"要写 {len(notice.sections)} 节："
    for number, section in enumerate(notice.sections, start=1):
        yield f"{number}. {section.title}"
        yield from (f"　· {item}" for item in section.items)
    demands = (
        ("字数", length_words(notice)),
        ("照片", photos_words(notice.photos) if notice.photos else ""),
        ("时限", notice.deadline),
        ("报送", "；".join(notice.delivery)),
        ("写法", "；".join(notice.style)),
    )
    yield from (f"{name}：{words}" for name, words in demands if words)
    if notice.unclear:
        yield "看不清、要请您说一下的："
        yield from (f"？ {one}" for one in notice.unclear)
