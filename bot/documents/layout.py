"""A report as the elements of its pages, in order: what each is and where it stands. No file format."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.core.report import Annex, Chart, Heading, Paragraph, Photos, PlanTable
from bot.documents import chart
from bot.documents.lines import TEXT_WIDTH, Line, Picture, width
from bot.documents.photos import prepare
from bot.documents.plain import lines, one_line
from bot.documents.plan_table import Grid, plan_grid
from bot.documents.profile import BODY_SIZE, LINE_PITCH, MATERIAL, TITLE_SIZE, TRACKING, Profile, Role
from bot.documents.signature import sign
from bot.documents.title import break_title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.report import Block, Photo, Report
    from bot.documents.photos import Prepared

    Element = Line | Picture | Grid

_LEVELS = (Role.LEVEL_1, Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4)
_TWO = 2 * BODY_SIZE
_QUARTER = BODY_SIZE / 4  # a full stop or a space in Times New Roman
_WIDEST, _HIGHEST = TEXT_WIDTH * 0.9, 7.6 * LINE_PITCH
"""Of a photo, in points: two with their captions and an annex's title fill one page."""
_NO_PICTURE = "【待补：这张照片打不开，请重新发】"


def lay_out(report: Report, profile: Profile = MATERIAL) -> tuple[Element, ...]:
    """A report from its title to its last annex."""
    content: list[Element] = [*_head(report, profile), *_blocks(report.blocks), *_attachments(report.attachments)]
    signature = [*sign(report.signature)]
    if content and signature and isinstance(last := content[-1], Line):
        content[-1] = replace(last, with_next=True)  # a signature never stands alone on a page
    return *content, *signature, *_label(report.visible_label), *_annexes(report.annexes)


def _head(report: Report, profile: Profile) -> Iterator[Line]:
    if title := one_line(report.title):
        yield Line(Role.TITLE, _broken(title))
    if profile.addressee and (addressee := one_line(report.addressee).rstrip("：:")):
        yield Line(Role.ADDRESSEE, f"{addressee}：")


def _broken(title: str) -> str:
    return "\n".join(break_title(title, TEXT_WIDTH / TITLE_SIZE))


def _blocks(blocks: tuple[Block, ...]) -> Iterator[Element]:
    for block in blocks:
        match block:
            case Heading():
                if text := one_line(block.text):
                    # An outline of more levels than the standard has is still a report to deliver.
                    yield Line(_LEVELS[min(max(block.level, 1), len(_LEVELS)) - 1], text)
            case Paragraph():
                yield from (Line(Role.BODY, text) for text in lines(block.text))
            case PlanTable():
                if grid := plan_grid(block):
                    yield from (Line(Role.TABLE_GAP, "", with_next=True), grid, Line(Role.TABLE_GAP, ""))
            case Photos():
                for photo in block.photos:
                    yield from _photo(photo)
            case Chart():
                yield from _chart(block)
            case _:
                assert_never(block)


def _chart(block: Chart) -> Iterator[Element]:
    if len(block.series.known) >= chart.FEWEST_POINTS:  # one figure is said better in words
        yield Line(Role.TABLE_GAP, "", with_next=True)
        yield from _captioned(chart.draw(block.series), one_line(block.text))


def _photo(photo: Photo) -> Iterator[Element]:
    caption = one_line(photo.caption)
    if picture := prepare(photo.content):
        yield from _captioned(picture, caption)
    else:
        yield Line(Role.CAPTION, _NO_PICTURE + caption)


def _captioned(picture: Prepared, caption: str) -> Iterator[Element]:
    scale = min(_WIDEST / picture.width, _HIGHEST / picture.height)
    yield Picture(picture.content, picture.width * scale, picture.height * scale, caption)
    yield Line(Role.CAPTION, caption)


def _attachments(names: tuple[str, ...]) -> Iterator[Line]:
    """附件说明 after GB/T 9704—2012, 7.3.4: two characters in, further lines of a name under its first character."""
    given = [name for each in names if (name := one_line(each).rstrip("。；，、;,"))]
    label = "附件："
    label_width = width(label)
    for number, name in enumerate(given, start=1):
        # 2.9月 would be read as a figure.
        air = " " if name[0].isdecimal() else ""
        order = f"{number}.{air}" if len(given) > 1 else ""
        order_width = width(str(number)) + (1 + len(air)) * (_QUARTER + TRACKING) if order else 0.0
        here = label if number == 1 else ""
        hanging = order_width + (label_width if here else 0.0)
        yield Line(
            Role.ATTACHMENT,
            f"{here}{order}{name}",
            left=_TWO + label_width + order_width,
            first=-hanging,
        )


def _label(words: str) -> Iterator[Line]:
    if text := one_line(words):
        yield Line(Role.LABEL, text)


def _annexes(annexes: tuple[Annex, ...]) -> Iterator[Element]:
    """附件 after GB/T 9704—2012, 7.3.6: its mark in the first line of a page, its title in the third."""
    for number, annex in enumerate(annexes, start=1):
        yield Line(Role.ANNEX_MARK, f"附件{number}" if len(annexes) > 1 else "附件")
        if title := one_line(annex.title):
            yield Line(Role.ANNEX_TITLE, _broken(title))
        yield from _blocks(annex.blocks)
