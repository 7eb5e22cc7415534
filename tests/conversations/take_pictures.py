"""`make pictures`: what an officer sees on the way to a report, small, for docs/ and for the eye that judges it."""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from tests.conversations.browser import phone
from tests.conversations.scribe import scribe
from tests.conversations.test_newcomer import HOME, bot
from tests.conversations.whole_month import walk

SCREENS = HOME / "docs" / "screens"
WIDTH = 390
COLOURS = 64
FONTS = ("Noto Sans CJK SC", "Noto Color Emoji")
"""What the pictures are set in, nearest to what phones have."""
LOOKED_AT = frozenset({"kinds", "examples", "reports"})
"""Screens that are looked at by the test alone."""


def main() -> None:
    """Write the pictures into docs/screens, numbered in the order of the way; what was there before goes."""
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout  # noqa: S607
    if missing := [name for name in FONTS if name not in known]:
        sys.exit(f"{', '.join(missing)}: install Debian's packages fonts-noto-cjk and fonts-noto-color-emoji")
    taken: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with scribe() as pen, bot(folder / "data", **pen.settings) as url, phone(folder / "profile") as page:
            walk(page, url, pen, folder, lambda name: taken.update({name: page.picture()}))
    SCREENS.mkdir(exist_ok=True)
    for old in SCREENS.glob("*.png"):
        old.unlink()
    for number, name in enumerate((name for name in taken if name not in LOOKED_AT), start=1):
        path = SCREENS / f"{number:02}-{name}.png"
        path.write_bytes(_small(taken[name]))
        sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


def _small(screen: bytes) -> bytes:
    image, written = Image.open(io.BytesIO(screen)).convert("RGB"), io.BytesIO()
    small = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    main()
