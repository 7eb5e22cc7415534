"""Uploaded files: bytes in a folder under unguessable names, their description in the database."""

import mimetypes
import os
import secrets
import sqlite3
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_INCOMING = "incoming-"
_NAME_BYTES = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in; not yet part of any message."""

    path: Path
    name: str
    mime: str

    @property
    def size(self) -> int:
        """Bytes on disk."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class File:
    """A kept file. `file_id` is what methods take, `unique_id` names it on disk."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    size: int

    @property
    def file_path(self) -> str:
        """Where the bot fetches it, below the file address."""
        return f"files/{self.unique_id}{PurePosixPath(self.name).suffix}"


class Files:
    """The folder of files and their table."""

    def __init__(self, folder: Path, database: sqlite3.Connection) -> None:
        self._folder = folder
        self._database = database
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_INCOMING}*"):
            left.unlink()  # a process that died in an upload never promised it

    def incoming(self, name: str, mime: str | None) -> Upload:
        """A place for a file that is about to arrive."""
        safe = _safe_name(name)
        guessed = mimetypes.guess_type(safe)[0]
        declared = (mime or "").partition(";")[0].strip()
        kind = declared if declared and declared != "application/octet-stream" else guessed
        path = self._folder / f"{_INCOMING}{secrets.token_hex(16)}"
        return Upload(path, safe, kind or "application/octet-stream")

    def keep(self, upload: Upload) -> File:
        """Make an upload permanent: on disk first, then in the table."""
        unique_id = f"AQAD{secrets.token_urlsafe(12)}"
        with upload.path.open("r+b") as file:
            os.fsync(file.fileno())
        size = upload.size
        upload.path.rename(self._folder / unique_id)
        kept = File(f"BQACAgUAAx{secrets.token_urlsafe(36)}", unique_id, upload.name, upload.mime, size)
        self._database.execute(
            "INSERT INTO files (file_id, unique_id, name, mime, size) VALUES (?, ?, ?, ?, ?)",
            (kept.file_id, kept.unique_id, kept.name, kept.mime, kept.size),
        )
        return kept

    def discard(self, upload: Upload) -> None:
        """Remove what was not kept."""
        upload.path.unlink(missing_ok=True)

    def find(self, file_id: str) -> File | None:
        """The file of an id."""
        return self._one("SELECT * FROM files WHERE file_id = ?", file_id)

    def at(self, file_path: str) -> File | None:
        """The file of a `file_path` given out by getFile."""
        unique_id = PurePosixPath(file_path).name.partition(".")[0]
        found = self._one("SELECT * FROM files WHERE unique_id = ?", unique_id)
        return found if found is not None and found.file_path == file_path else None

    def where(self, file: File) -> Path:
        """The bytes of a file."""
        return self._folder / file.unique_id

    def _one(self, query: str, value: str) -> File | None:
        row = self._database.execute(query, (value,)).fetchone()
        return None if row is None else File(*row)


def _safe_name(name: str) -> str:
    """The last part of a name, without control characters, short enough for any disk."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in last if letter.isprintable()).strip() or "file"
    stem, suffix = PurePosixPath(clean).stem, PurePosixPath(clean).suffix
    while len((stem + suffix).encode()) > _NAME_BYTES:
        stem, suffix = stem[:-1], suffix[:20]
    return stem + suffix
