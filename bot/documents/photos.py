"""Officers' photos as a file may carry them: upright, of a printable size, without what the phone wrote into them.

The only file that knows Pillow; it is imported when a report holds a picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

LONGEST_SIDE = 1600
"""Pixels: 300 to the inch on the 130 mm that a photo has at most."""
MOST_PIXELS = 60_000_000
"""Of a picture that is opened at all: a small file can unpack to gigabytes."""
MOST_BYTES = 1_000_000
"""Of what is kept: a detailed photo is written more coarsely until it is not larger, as far as it can be."""
_TRIES = ((LONGEST_SIDE, 85), (LONGEST_SIDE, 70), (1200, 60), (1000, 40))
_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """A JPEG or PNG with its size in pixels."""

    content: bytes
    width: int
    height: int


@lru_cache(maxsize=_REMEMBERED)
def prepare(content: bytes) -> Prepared | None:
    """A JPEG without metadata (place, phone, time), turned upright and made smaller; None if it is no picture."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415  0.1 s that only photos should cost

    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    written = BytesIO()
    for side, quality in _TRIES:
        upright.thumbnail((side, side))
        paper = Image.new("RGB", upright.size, "white")
        paper.paste(upright, mask=upright)
        written = BytesIO()
        paper.save(written, "JPEG", quality=quality)
        if len(written.getvalue()) <= MOST_BYTES:
            break
    return Prepared(written.getvalue(), *upright.size)
