"""The forms of numbers that lead to a person, on figures alone. Pure.

Identity numbers after GB 11643—1999 (check digit: ISO 7064 MOD 11-2) and in the form of 1985 with 15 figures; bank
cards after ISO/IEC 7812 (Luhn); phones after the national numbering plan (工信部《电信网编号计划》).
"""

from __future__ import annotations

import re
from datetime import date

_REGIONS = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")
"""The first two figures of an identity number: provinces, and the permits of those at home in 台港澳."""
_IDENTITY, _OLD_IDENTITY = re.compile(r"\d{17}[\dXx]"), re.compile(r"\d{15}")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_COUNTRY = re.compile(r"(?:0086|86|0)(?=1[3-9]\d{9}$)")
_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}")
_AREA = (3, 4)
_CARD = re.compile(r"\d{16,19}")
_PASSPORT = re.compile(r"[EGeg]\d{8}|[Ee][A-HJ-NP-Za-hj-np-z]\d{7}")
_LABELLED_PASSPORT = re.compile(r"[A-Za-z]{1,2}\d{7,10}")
_DATE_BEHIND_A_LETTER = re.compile(r"[A-Za-z]20\d{2}(?:0[1-9]|1[0-2])\d{2}")
_MOBILE_GROUPS = frozenset(
    {(3, 4, 4), (3, 3, 5), (3, 8), (7, 4), (4, 4, 3), (4, 3, 4), (5, 6), (3, 5, 3), (3, 2, 2, 2, 2)}
)
_IDENTITY_GROUPS = frozenset(
    {(6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (3, 3, 8, 4), (6, 12), (14, 4), (6, 8, 3, 1), (17, 1)}
)
_EARLIEST, _LATEST = 1900, 2100
_ROUND = ("00", "50")


def is_identity(figures: str) -> bool:
    """18 figures with a region and a birthday, whatever the last one: nothing else in a report looks so."""
    return bool(_IDENTITY.fullmatch(figures)) and bool(_REGIONS.match(figures)) and _is_birthday(figures[6:14])


def has_right_check_digit(figures: str) -> bool:
    """Whether the last figure of an identity number fits the others."""
    from stdnum.iso7064 import mod_11_2  # noqa: PLC0415  late, as all libraries

    return mod_11_2.is_valid(figures.upper())


def is_old_identity(figures: str) -> bool:
    """15 figures with a region and a birthday in the last century."""
    return (
        bool(_OLD_IDENTITY.fullmatch(figures)) and bool(_REGIONS.match(figures)) and _is_birthday(f"19{figures[6:12]}")
    )


def is_grouped_identity(groups: tuple[int, ...]) -> bool:
    """In one, or grouped as people write it."""
    return len(groups) == 1 or groups in _IDENTITY_GROUPS


def is_mobile(figures: str) -> bool:
    """11 figures of a mobile phone."""
    return _MOBILE.fullmatch(figures) is not None


def without_country(figures: str) -> str:
    """A mobile phone's number without 86, 0086 or the 0 of old before it."""
    return _COUNTRY.sub("", figures)


def is_grouped_mobile(figures: str, groups: tuple[int, ...]) -> bool:
    """Grouped as a phone's number is, the country apart or not."""
    before = len(figures) - len(without_country(figures))
    if before and groups[0] == before:
        groups = groups[1:]
    elif before:
        groups = (groups[0] - before, *groups[1:])
    return groups in _MOBILE_GROUPS or set(groups) == {1} or len(groups) == 1


def is_landline(figures: str, groups: tuple[int, ...], *, labelled: bool) -> bool:
    """An area code with its number behind it: parted from it, or named a phone's."""
    return bool(_LANDLINE.fullmatch(figures)) and (labelled or groups[0] in _AREA or set(groups) == {1})


def is_card(figures: str) -> bool:
    """16 to 19 figures that fit Luhn; one that begins with a year is a number of some thing."""
    from stdnum import luhn  # noqa: PLC0415  late, as all libraries

    return bool(_CARD.fullmatch(figures)) and not figures.startswith(("19", "20")) and luhn.is_valid(figures)


def is_grouped_card(figures: str, groups: tuple[int, ...]) -> bool:
    """Grouped as on a card; four round sums in a row are none."""
    starts = [sum(groups[:place]) for place in range(len(groups))]
    parts = [figures[start : start + size] for start, size in zip(starts, groups, strict=True)]
    if all(part.endswith(_ROUND) for part in parts):
        return False
    return set(groups[:-1]) == {4} or groups[0] == 6 or set(groups) == {1}  # noqa: PLR2004  4-4-4-4, 6-13


def is_passport(number: str, *, labelled: bool) -> bool:
    """A passport's letter and figures; unless named one, no letter with a date behind it."""
    bare = re.sub(r"[ \-.]", "", number)
    if labelled:
        return _LABELLED_PASSPORT.fullmatch(bare) is not None
    return bare == number and bool(_PASSPORT.fullmatch(bare)) and not _DATE_BEHIND_A_LETTER.fullmatch(bare)


def _is_birthday(figures: str) -> bool:
    try:
        born = date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return False
    return _EARLIEST <= born.year < _LATEST
