"""Characters that no font of this machine can print. The only file that knows fontTools, imported for rare ones."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from bot.documents.fonts import best, paths
from bot.documents.profile import FANGSONG, LATIN

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_COMMON = "gbk"
"""The 21,003 characters and the signs that Noto's Chinese fonts have, which come with the program."""
_WITHOUT_SHAPE = frozenset(("Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn"))


def unprintable(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of these texts for which a PDF has no shape, each once: a reader would see boxes."""
    rare = dict.fromkeys(sign for text in texts for sign in text if not _is_common(sign))
    if not rare:
        return ()
    known = frozenset[int]().union(*map(_shapes, filter(None, (best(LATIN), *paths(FANGSONG)))))
    return tuple(sign for sign in rare if ord(sign) not in known)


def _is_common(sign: str) -> bool:
    if sign.isascii() or unicodedata.category(sign) in _WITHOUT_SHAPE:
        return True
    return sign.encode(_COMMON, "ignore") != b""


@cache
def _shapes(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415  0.2 s that only a rare character should cost

    with TTFont(path, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())
