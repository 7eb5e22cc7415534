"""Names of delivered files that every phone and computer can store."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 60
"""Characters of a name with its ending: at most 240 bytes in UTF-8, under Android's 255."""

_ILLEGAL = re.compile(r'[<>:"/\\|?*]')
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_RESERVED = re.compile(r"(?:CON|PRN|AUX|NUL|COM[1-9¹²³]|LPT[1-9¹²³])(?=\.|$)", re.IGNORECASE)
_MONTHS = re.compile(r"\d{4}年.*(?:月|季度|半年|年)|\d{4}年")
_UNTITLED = "未命名材料"
_CUT = "…"


def file_name(title: str, ending: str, beginning: str = "") -> str:
    """The name of a file: the beginning, the title and the ending, without anything that Windows or Android refuses.

    A name over 60 characters loses the middle of what stands before the year (the unit), then what stands
    after the last month; the months themselves stay.
    """
    ending = _legal(ending).rstrip(". ")
    stem = _legal(title).strip(". ") or _UNTITLED
    if _RESERVED.match(stem):
        stem = f"_{stem}"
    return beginning + _shorten(stem, max(LONGEST - len(ending) - len(beginning), 1)).rstrip(". ") + ending


def _legal(text: str) -> str:
    visible = "".join(
        character
        for character in unicodedata.normalize("NFC", text)
        if unicodedata.category(character) not in _INVISIBLE
    )
    return " ".join(_ILLEGAL.sub("", visible).split())


def _shorten(title: str, room: int) -> str:
    if len(title) <= room:
        return title
    if (months := _MONTHS.search(title)) is None:
        return _middle_out(title, room)
    unit, rest = title[: months.start()], title[months.start() :]
    if len(rest) < room:
        return _middle_out(unit, room - len(rest)) + rest
    return rest[: room - len(_CUT)] + _CUT


def _middle_out(text: str, room: int) -> str:
    kept = room - len(_CUT)
    head = (kept + 1) // 2
    return text[:head] + _CUT + text[len(text) - (kept - head) :]
