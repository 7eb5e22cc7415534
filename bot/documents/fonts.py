"""The open fonts of this machine for each role of a page, best first, out of `fonts.toml`.

A missing font silently becomes a Japanese or a Latin one wherever a program chooses by itself; so each is named.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from bot.documents.profile import FANGSONG, HEI, KAI, LATIN, SONG, TITLE_SONG
from bot.tables import read_table, structure

if TYPE_CHECKING:
    from collections.abc import Iterator

_TABLE = Path(__file__).with_name("fonts.toml")
_FOLDER_KEY = "BIGANZI_FONTS"
_ROLE_OF = {
    FANGSONG: "fangsong",
    KAI: "kai",
    HEI: "hei",
    SONG: "song",
    TITLE_SONG: "title_song",
    LATIN: "latin",
}
NO_FONTS = (
    "这台机器上没有中文字体，PDF 和图片出不了；请装 fonts-noto-cjk（Debian），"
    "或把朱雀仿宋等字体文件放进一个文件夹，用 BIGANZI_FONTS 指给程序"
)
CHINESE = ("fangsong", "kai", "hei", "song", "title_song")
_PACKAGES = ("mplfonts/fonts", "matplotlib/mpl-data/fonts/ttf")
"""Python packages that carry fonts, found without loading them."""
_SYSTEM = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts")
_WINDOWS = ("C:/Windows/Fonts",)


@dataclass(frozen=True, slots=True)
class Font:
    """A font file by its name, and the family that programs know it by; a stand-in has another design."""

    file: str
    family: str
    stand_in: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The fonts for one role, best first, and the faces of DOCX that they stand for."""

    faces: tuple[str, ...]
    fonts: tuple[Font, ...]


@cache
def choices() -> dict[str, Choice]:
    """The table, by role.

    Raises:
        TableError: it is damaged; the message names file and line.
    """
    return structure(read_table(_TABLE), dict[str, Choice], _TABLE)


@cache
def installed() -> dict[str, Path]:
    """Where each font file named in the table lies on this machine; what is not there is not in it."""
    wanted = {font.file for choice in choices().values() for font in choice.fonts}
    found: dict[str, Path] = {}
    for folder in _folders():
        for path in folder.rglob("*"):
            if path.name in wanted:
                found.setdefault(path.name, path)
    return found


def best(face: str) -> Path | None:
    """The best file for a face; None where this machine has none."""
    return next(_found(_ROLE_OF[face]), None)


def paths(face: str) -> tuple[Path, ...]:
    """The files to set a face in: the best one, then those that lend it the characters it lacks."""
    return tuple(dict.fromkeys((*_found(_ROLE_OF[face]), *_found("rest"))))


def lacking() -> tuple[str, ...]:
    """The Chinese roles for which this machine has no font at all."""
    return tuple(role for role in CHINESE if next(_found(role), None) is None)


def fontconfig() -> str:
    """Aliases for fontconfig, so that LibreOffice shows a DOCX in the same fonts as our PDF."""
    aliases = "".join(_alias(face, choice.fonts) for choice in choices().values() for face in choice.faces)
    head = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
    return f"{head}<fontconfig>\n{aliases}</fontconfig>\n"


def standing_in() -> tuple[str, ...]:
    """The files that this machine has to take for a face of another design."""
    chosen = {path.name for role in CHINESE if (path := next(_found(role), None))}
    fonts = (font for role in CHINESE for font in choices()[role].fonts)
    return tuple(dict.fromkeys(font.file for font in fonts if font.stand_in and font.file in chosen))


def _alias(face: str, fonts: tuple[Font, ...]) -> str:
    """One rule: the face gives way to all its fonts at once, in their order."""
    families = "".join(
        f"      <string>{escape(family)}</string>\n" for family in dict.fromkeys(f.family for f in fonts)
    )
    return (
        f'  <match target="pattern">\n    <test qual="any" name="family"><string>{escape(face)}</string></test>\n'
        f'    <edit name="family" mode="assign" binding="same">\n{families}    </edit>\n  </match>\n'
    )


def _found(role: str) -> Iterator[Path]:
    return (installed()[font.file] for font in choices()[role].fonts if font.file in installed())


def _folders() -> Iterator[Path]:
    named = os.environ.get(_FOLDER_KEY, "")
    packages = Path(sysconfig.get_path("purelib"))
    system = _WINDOWS if sys.platform == "win32" else _SYSTEM
    for folder in (*filter(None, [named]), *(packages / each for each in _PACKAGES), *system):
        if (path := Path(folder).expanduser()).is_dir():
            yield path
