"""Where the private server listens: a unix socket beside its data, or in a short private folder.

A unix socket's path may hold about 100 bytes. For a longer data folder the socket lies in a temporary folder of
our own, and a note beside the data says where, so that a second process finds it.
"""

import contextlib
import os
import shutil
import socket
import stat
import tempfile
from pathlib import Path

from bot.storage.errors import StorageError

LONGEST = 100
"""Bytes of a socket path that every system takes (Linux 107, macOS 103; Redis 6.2 cuts in silence)."""

NOTE = "socket.path"


def current(home: Path) -> Path | None:
    """Where the server of ``home`` listens if one is running; None where no place was chosen yet."""
    beside = home / "redis.sock"
    if _fits(beside):
        return beside
    try:
        return Path((home / NOTE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def settle(home: Path) -> Path:
    """Choose the place for a server about to start, free of anything stale. Call it under the start lock.

    The place stays the same from one start to the next, so that clients find a restarted server.

    Raises:
        StorageError: the temporary folder's path is too long as well.
    """
    place = current(home)
    if place is None or (place.parent != home and not _usable(place)):
        place = Path(tempfile.mkdtemp(prefix="biganzi-")) / "redis.sock"
        if not _fits(place):
            place.parent.rmdir()
            raise StorageError("临时目录的路径太长，请把环境变量 TMPDIR 设为较短的目录。")
        fresh = home / f"{NOTE}.new"
        fresh.write_text(str(place), encoding="utf-8")
        fresh.replace(home / NOTE)
    place.unlink(missing_ok=True)
    return place


def release(home: Path) -> None:
    """Remove the temporary folder and its note, if there is one."""
    place = current(home)
    if place is not None and place.parent != home:
        if _private(place.parent):
            shutil.rmtree(place.parent)
        (home / NOTE).unlink()


def _fits(place: Path) -> bool:
    return len(os.fsencode(place)) <= LONGEST


def _usable(place: Path) -> bool:
    """A copied data folder carries the note of its original, whose server may be alive: not ours to take."""
    return _private(place.parent) and not _listening(place)


def _private(folder: Path) -> bool:
    """Temporary folders are shared: a name may be gone after a reboot and taken by another user."""
    with contextlib.suppress(FileNotFoundError):
        found = folder.lstat()
        return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077
    return False


def _listening(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(os.fsencode(place)) == 0
