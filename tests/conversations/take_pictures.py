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
    SCREENS.mkdir(exist_ok=True)
    for old in SCREENS.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with scribe() as settings, bot(folder / "data", **settings) as url, phone(folder / "profile") as page:
            walk(page, url, folder, lambda name: _keep(name, page.picture()))


def _keep(name: str, screen: bytes) -> None:
    if name in LOOKED_AT:
        return
    path = SCREENS / f"{len(list(SCREENS.glob('*.png'))) + 1:02}-{name}.png"
    image = Image.open(io.BytesIO(screen)).convert("RGB")
    small = image.resize((WIDTH, round(image.height * WIDTH / image.width)), Image.Resampling.LANCZOS)
    small.quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
