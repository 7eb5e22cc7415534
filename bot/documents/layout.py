"""A report as the lines of a page, top to bottom: what each is and where it stands. No file format."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.core.report import Heading
from bot.documents.measure import points
from bot.documents.plain import lines, one_line
from bot.documents.profile import A4, BODY_SIZE, TITLE_SIZE, TRACKING, Role
from bot.documents.title import break_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.core.report import Report, Signature

_POINTS_PER_MM = 72 / 25.4
TEXT_WIDTH = (A4.width - A4.left - A4.right) * _POINTS_PER_MM
"""Points between the margins."""

_LEVELS = (Role.LEVEL_1, Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4)
_HAND_SIGNATURE = "负责人签字："
_HAND_SIGNATURE_ROOM = 8 * BODY_SIZE
_PITCH = BODY_SIZE + TRACKING
_TWO, _FOUR = 2 * BODY_SIZE, 4 * BODY_SIZE
_FULL_STOP_WIDTH = BODY_SIZE / 4  # in Times New Roman
_OPEN_MARK = re.compile(r"(【待(?:补|核实)[^】]*】)")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the file; a line feed in its text is a line break inside it.

    The indents, in points, are those that depend on the text; `first` is relative to `left`. Where there is
    neither `left` nor `right`, the role's style has the indents.
    """

    role: Role
    text: str
    left: float = 0.0
    first: float = 0.0
    right: float = 0.0
    with_next: bool = False

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text in runs, each with whether it is a 【待补：…】 or 【待核实：…】 that an officer must settle."""
        for index, piece in enumerate(_OPEN_MARK.split(self.text)):
            if piece:
                yield piece, index % 2 == 1


def lay_out(report: Report) -> tuple[Line, ...]:
    """The lines of a report in the profile `material`: title, addressee, body, attachments, signature."""
    content = [*_head(report), *_body(report), *_attachments(report.attachments)]
    signature = [*_signature(report.signature)]
    if content and signature:
        content[-1] = replace(content[-1], with_next=True)  # a signature never stands alone on a page
    return *content, *signature


def _head(report: Report) -> Iterator[Line]:
    if title := one_line(report.title):
        yield Line(Role.TITLE, "\n".join(break_title(title, TEXT_WIDTH / TITLE_SIZE)))
    if addressee := one_line(report.addressee).rstrip("：:"):
        yield Line(Role.ADDRESSEE, f"{addressee}：")


def _body(report: Report) -> Iterator[Line]:
    for block in report.blocks:
        if isinstance(block, Heading):
            if text := one_line(block.text):
                # An outline of more levels than the standard has is still a report to deliver.
                yield Line(_LEVELS[min(max(block.level, 1), len(_LEVELS)) - 1], text)
        else:
            yield from (Line(Role.BODY, text) for text in lines(block.text))


def _attachments(names: tuple[str, ...]) -> Iterator[Line]:
    """附件说明 after GB/T 9704—2012, 7.3.4: two characters in, further lines of a name under its first character."""
    given = [name for each in names if (name := one_line(each).rstrip("。；，、;,"))]
    label = "附件："
    label_width = _width(label)
    for number, name in enumerate(given, start=1):
        order = f"{number}." if len(given) > 1 else ""
        order_width = _width(str(number)) + _FULL_STOP_WIDTH + TRACKING if order else 0.0
        here = label if number == 1 else ""
        hanging = order_width + (label_width if here else 0.0)
        yield Line(
            Role.ATTACHMENT,
            f"{here}{order}{name}",
            left=_TWO + label_width + order_width,
            first=-hanging,
        )


def _signature(signature: Signature) -> Iterator[Line]:
    unit = break_title(one_line(signature.unit), (TEXT_WIDTH - _FOUR) / _PITCH)
    day = _day(signature.on) if signature.on else signature.no_day
    if signature.room_for_seal and (unit[0] or day):
        yield Line(Role.HAND_SIGNATURE, _HAND_SIGNATURE, right=_HAND_SIGNATURE_ROOM)
        yield from _sealed(unit, day)
    elif unit[0]:
        yield from _unsealed(unit, day)
    elif day:
        yield Line(Role.UNIT, day, right=_TWO)


def _unsealed(unit: tuple[str, ...], day: str) -> Iterator[Line]:
    """署名 and date without a seal (GB/T 9704—2012, 7.3.5.2).

    The unit stands two characters from the right, the date begins two characters right of it; where the date is
    the longer one, it stands two characters from the right and the unit moves left with it.
    """
    unit_width, day_width = max(map(_width, unit)), _width(day)
    unit_right = _TWO + (_TWO + day_width - unit_width if day_width > unit_width else 0.0)
    yield Line(Role.UNIT, "\n".join(unit), right=unit_right)
    if day:
        yield Line(Role.DATE, day, left=max(TEXT_WIDTH - unit_right - unit_width, 0.0) + _TWO)


def _sealed(unit: tuple[str, ...], day: str) -> Iterator[Line]:
    """署名 and date with a seal over them (GB/T 9704—2012, 7.3.5.1).

    The date stands four characters from the right, the unit centred over it: both are centred between the right
    margin and one indent. Where the unit would leave the page, both move left.
    """
    widest = max(map(_width, unit)) + BODY_SIZE  # without air, a rounding error would break the line
    room = max(_FOUR + _width(day) + _FOUR, widest)
    for text in filter(None, ("\n".join(unit), day)):
        yield Line(Role.SEALED_UNIT, text, left=max(TEXT_WIDTH - room, 0.0))


def _width(text: str) -> float:
    return points(text, BODY_SIZE, TRACKING)


def _day(day: date) -> str:
    """A date as GB/T 9704—2012, 7.3.5.5 prints it: 2026年9月8日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
