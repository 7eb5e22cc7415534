"""Officers' photos as a file may carry them: upright, of a printable size, without what the phone wrote into them.

The only file that knows Pillow; it is imported when a report holds a picture. iPhones keep theirs as HEIC, which
pillow-heif opens, imported when one comes.
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
_BOX, _HEIC = b"ftyp", (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
"""Where ISO/IEC 23008-12 has a file say what it is: its first box, and the brand in it."""


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

    if content[4:8] == _BOX and content[8:12] in _HEIC:
        _open_heic()
    try:
        with Image.open(BytesIO(content)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                return None
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            if opened.mode == "RGB":  # before it is turned and copied: 48 megapixels are 150 MB each time
                opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, RuntimeError, Image.DecompressionBombError):
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


def _open_heic() -> None:
    from pillow_heif import register_heif_opener  # noqa: PLC0415  0.2 s that only an iPhone's photos should cost

    # Each thread would take some of the little memory that a worker has.
    register_heif_opener(thumbnails=False, decode_threads=1)
