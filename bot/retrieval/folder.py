"""Where an organisation's documents lie: some texts by name, on this machine's disk or where all workers look."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

ENDING = ".json"
ORGANISATIONS = "organisations"
_SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")


class Folder(Protocol):
    """Texts by name. Each is there whole or not at all, for every process at once."""

    def version(self) -> Hashable:
        """Something that is another thing after every change."""
        ...

    def names(self) -> list[str]:
        """The names of all texts."""
        ...

    def read(self, name: str) -> str | None:
        """A text; None if it has just been removed."""
        ...

    def write(self, name: str, text: str) -> None:
        """Put a text there, in the place of one of the same name."""
        ...

    def remove(self, name: str) -> None:
        """Take a text away, if it is there."""
        ...


Folders = Callable[[str], Folder]
"""The folder of an organisation, by its id; "" is that of an installation with one organisation."""


@dataclass(frozen=True, slots=True)
class DiskFolder:
    """A folder of this machine; it need not exist yet. A text appears by renaming."""

    path: Path

    def version(self) -> Hashable:
        """Names, times and sizes of the files."""
        return signature(sorted(self.path.glob(f"*{ENDING}")))

    def names(self) -> list[str]:
        """The names of all texts."""
        return sorted(path.name.removesuffix(ENDING) for path in self.path.glob(f"*{ENDING}"))

    def read(self, name: str) -> str | None:
        """A text; None if another process has just removed it."""
        try:
            return self._file(name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None

    def write(self, name: str, text: str) -> None:
        """Put a text there, whole or not at all."""
        self.path.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.path, suffix=".new", delete=False) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(self._file(name))

    def remove(self, name: str) -> None:
        """Take a text away, if it is there."""
        self._file(name).unlink(missing_ok=True)

    def _file(self, name: str) -> Path:
        return self.path / f"{name}{ENDING}"


def on_disk(home: Path) -> Folders:
    """Folders under `home`: of one organisation, and beside it a folder for each other."""

    def of(organisation: str) -> Folder:
        return DiskFolder(home / ORGANISATIONS / _checked(organisation) if organisation else home)

    return of


def signature(paths: list[Path]) -> tuple[tuple[str, int, int], ...]:
    """What tells whether any of the files changed; one that vanishes meanwhile counts as gone."""
    found = []
    for path in paths:
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        found.append((str(path), status.st_mtime_ns, status.st_size))
    return tuple(found)


def _checked(organisation: str) -> str:
    if not _SAFE.fullmatch(organisation):
        raise ValueError(f"{organisation!r} is no id of an organisation")
    return organisation
