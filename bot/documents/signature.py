"""落款: who signs and when, and where on the page that stands (GB/T 9704—2012, 7.3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.documents.lines import TEXT_WIDTH, Line, width
from bot.documents.plain import one_line
from bot.documents.profile import BODY_SIZE, TRACKING, Role
from bot.documents.title import break_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from bot.core.report import Signature

_HAND_SIGNATURE = "负责人签字："
_HAND_SIGNATURE_ROOM = 8 * BODY_SIZE
_PITCH = BODY_SIZE + TRACKING
_TWO, _FOUR = 2 * BODY_SIZE, 4 * BODY_SIZE


def sign(signature: Signature) -> Iterator[Line]:
    """The lines of a signature; none where nobody signs and no day is known or missing."""
    unit = break_title(one_line(signature.unit), (TEXT_WIDTH - _FOUR) / _PITCH)
    day = _day(signature.on) if signature.on else one_line(signature.no_day)
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
    unit_width, day_width = max(map(width, unit)), width(day)
    unit_right = _TWO + (_TWO + day_width - unit_width if day_width > unit_width else 0.0)
    yield Line(Role.UNIT, "\n".join(unit), right=unit_right)
    if day:
        yield Line(Role.DATE, day, left=max(TEXT_WIDTH - unit_right - unit_width, 0.0) + _TWO)


def _sealed(unit: tuple[str, ...], day: str) -> Iterator[Line]:
    """署名 and date with a seal over them (GB/T 9704—2012, 7.3.5.1).

    The date stands four characters from the right, the unit centred over it: both are centred between the right
    margin and one indent. Where the unit would leave the page, both move left.
    """
    widest = max(map(width, unit)) + BODY_SIZE  # without air, a rounding error would break the line
    room = max(_FOUR + width(day) + _FOUR, widest)
    for text in filter(None, ("\n".join(unit), day)):
        yield Line(Role.SEALED_UNIT, text, left=max(TEXT_WIDTH - room, 0.0))


def _day(day: date) -> str:
    """A date as GB/T 9704—2012, 7.3.5.5 prints it: 2026年9月8日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"
