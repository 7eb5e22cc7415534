"""Emoji and other small pictures that a phone's keyboard puts between words. Pure.

A formal text has none: a font of an office does not hold them, and a printed page shows a box in their place.
"""

from __future__ import annotations

import re

_JOINED = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""What only changes or joins such pictures: joiner, variant, frame of a key, colour of skin, tag of a flag."""
_PICTURES = (
    "\U0001f000-\U0001faff"
    "\u231a\u231b\u23e9-\u23fa"
    "\u2600-\u2604\u2607-\u2610\u2612-\u263f\u2643-\u2712\u2715-\u2775\u2795-\u27bf"
    "\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\u3030\u303d\u3297\u3299"
)
"""The pictures; stars, ticks and figures in circles (★ ☆ ☑ ✓ ✔ ❶ ➀) are signs that offices write."""
_PICTURE = re.compile(f"[{_PICTURES}][{_JOINED}]*")
_SOME = re.compile(f"[{_PICTURES}{_JOINED}]+")
_PAUSE = re.compile(rf"\s*(?:{_PICTURE.pattern}\s*)+")


def has_pictographs(text: str) -> bool:
    """Whether such a picture stands in a text."""
    return _PICTURE.search(text) is not None


def without_pictographs(text: str) -> str:
    """The text as words alone; what stood on both sides of a picture stands side by side."""
    return _SOME.sub("", text)


def paused(text: str) -> str:
    """What was said, as words alone: a picture between words is the pause that it stood for."""
    return without_pictographs(_PAUSE.sub(" ", text).strip() if has_pictographs(text) else text)
