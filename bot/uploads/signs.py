"""Signs that nobody sees: zero-width ones, directions, soft hyphens, controls. They are dropped and counted."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cf", "Co", "Cs"})
_BLANK = "\u2800\u3164\uffa0\u115f\u1160\u034f"  # letters by their category, blank by their looks
_LAYOUT = "\t\n\r\f\v"
_BOM = "\ufeff"


def seen(text: str) -> tuple[str, int]:
    """The text without unseen signs, and how many there were; a byte order mark is not counted."""
    text = text.removeprefix(_BOM)
    kept = "".join(sign for sign in text if sign.isascii() or not _is_unseen(sign))
    kept = "".join(sign for sign in kept if sign.isprintable() or sign in _LAYOUT or not sign.isascii())
    return kept, len(text) - len(kept)


def _is_unseen(sign: str) -> bool:
    return sign in _BLANK or unicodedata.category(sign) in _UNSEEN
