"""Effects that concern photos: parts of `effects.Effect`."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.files import FileRef


@dataclass(frozen=True, slots=True)
class KeepSnap:
    """Slow work: fetch a photo, take out what the phone wrote into it, keep it; then `SnapKept` or `SnapRefused`.

    `album`: whether it came with others, which are to be answered together.
    """

    snap: int
    file: FileRef
    album: bool = False


@dataclass(frozen=True, slots=True)
class ShowSnaps:
    """Say which photos were taken, for which section ("": none in particular), how many there are and are asked for.

    `area`: the area of the work they were sent at. No `snaps`: one was left out. `captioned`: whether something was
    written under one of them; `readable`: whether there is somebody to read them; `drafted`: whether the files can be
    made anew at once.
    """

    kind: str
    section: str
    snaps: tuple[int, ...]
    count: int
    asked: tuple[int | None, int | None] | None = None
    captioned: bool = False
    readable: bool = False
    drafted: bool = False
    area: str = ""


Photographic = KeepSnap | ShowSnaps
