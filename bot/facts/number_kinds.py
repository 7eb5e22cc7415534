"""What a number is, by its figures and by what stands round it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.facts.identifiers import (
    has_right_check_digit,
    is_card,
    is_grouped_card,
    is_grouped_identity,
    is_grouped_mobile,
    is_identity,
    is_landline,
    is_mobile,
    is_old_identity,
    without_country,
)

SHORTEST, LONGEST = 7, 21
"""Figures of a number that leads to a person."""
_LABELLED_IDENTITY, _LABELLED_CARD = range(14, 21), range(12, 22)
_LOCAL = (7, 8)
"""Figures of a landline without its area code."""


class Kind(StrEnum):
    """What a number is; the keys of `[placeholders]`."""

    IDENTITY = "identity"
    MOBILE = "mobile"
    PHONE = "phone"
    CARD = "card"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Before:
    """What is said before a number: what kind it is, that a phone is called so, that it names a thing or is a sum."""

    label: Kind | None = None
    called: bool = False
    thing: bool = False
    sum: bool = False


NOTHING = Before()
"""Before a number there is another one."""


@dataclass(frozen=True, slots=True)
class Number:
    """Figures that may be one number: all of them, how they are grouped, what is said before, a measure behind."""

    figures: str
    groups: tuple[int, ...]
    before: Before
    behind: bool

    @property
    def whole(self) -> bool:
        """Whether nothing parts its figures."""
        return len(self.groups) == 1

    @property
    def measured(self) -> bool:
        """Whether it is a sum or a measure."""
        return self.behind or self.before.sum


def kind_of(number: Number) -> Kind | None:
    """What a number is; None for an ordinary figure."""
    if len(number.figures) > LONGEST:
        return None
    looks = (_is_identity, _is_named_card, _is_mobile, _is_landline, _is_old_identity, _is_card)
    kinds = (Kind.IDENTITY, Kind.CARD, Kind.MOBILE, Kind.PHONE, Kind.IDENTITY, Kind.CARD)
    return next((kind for kind, looks_so in zip(kinds, looks, strict=True) if looks_so(number)), None)


def _is_identity(number: Number) -> bool:
    if number.before.label is Kind.IDENTITY and len(number.figures) in _LABELLED_IDENTITY:
        return True
    likely = not number.before.thing and is_grouped_identity(number.groups)
    return is_identity(number.figures) and (likely or has_right_check_digit(number.figures))


def _is_named_card(number: Number) -> bool:
    return number.before.label is Kind.CARD and not number.before.thing and len(number.figures) in _LABELLED_CARD


def _is_mobile(number: Number) -> bool:
    """Whether it is a phone's, and no sum of eleven figures."""
    if number.before.thing or not is_mobile(without_country(number.figures)):
        return False
    return number.before.label is Kind.PHONE or (
        not number.measured and is_grouped_mobile(number.figures, number.groups)
    )


def _is_landline(number: Number) -> bool:
    if number.before.thing:
        return False
    if is_landline(number.figures, number.groups, labelled=number.before.label is Kind.PHONE):
        return True
    local = len(number.figures) in _LOCAL and number.groups in {(len(number.figures),), (3, 4), (4, 4)}
    return number.before.called and local and not number.measured


def _is_old_identity(number: Number) -> bool:
    return number.whole and not number.before.thing and is_old_identity(number.figures)


def _is_card(number: Number) -> bool:
    if number.before.thing or number.measured or not is_card(number.figures):
        return False
    return number.whole or is_grouped_card(number.figures, number.groups)
