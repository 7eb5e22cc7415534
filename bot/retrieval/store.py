"""An office's own documents: one JSON file each under <data_dir>/knowledge, written whole or not at all.

Several processes read the folder while one writes: a file appears by renaming, and its name is its id.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cattrs.preconf.json import make_converter

from bot.retrieval.errors import KnowledgeError, UnknownDocument
from bot.retrieval.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

ID_LENGTH = 8
ENDING = ".json"
_CONVERTER = make_converter()


@dataclass(frozen=True, slots=True)
class Document:
    """One added document, as a list shows it; `added` is the moment with its zone."""

    id: str
    name: str
    passages: int
    added: datetime


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a file holds."""

    id: str
    name: str
    added: datetime
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of documents; it need not exist yet."""

    folder: Path

    def paths(self) -> list[Path]:
        """The files of all documents."""
        return sorted(self.folder.glob(f"*{ENDING}")) if self.folder.is_dir() else []

    def documents(self) -> list[Document]:
        """All documents, the latest last.

        Raises:
            KnowledgeError: a file that is no document of ours.
        """
        return sorted(map(_document, self._all()), key=lambda document: (document.added, document.id))

    def passages(self) -> list[Passage]:
        """The passages of all documents.

        Raises:
            KnowledgeError: a file that is no document of ours.
        """
        return [passage for stored in self._all() for passage in stored.passages]

    def find(self, document_id: str) -> Document | None:
        """The document with an id, if there is one."""
        return next((document for document in self.documents() if document.id == document_id), None)

    def keep(self, document_id: str, name: str, passages: Sequence[Passage]) -> Document:
        """Write a document; it is there for all processes when this returns."""
        self.folder.mkdir(parents=True, exist_ok=True)
        stored = _Stored(document_id, name, datetime.now().astimezone().replace(microsecond=0), tuple(passages))
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=self.folder, suffix=".new", delete=False) as file:
            file.write(_CONVERTER.dumps(stored, ensure_ascii=False, indent=1))
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(self.folder / f"{document_id}{ENDING}")
        return _document(stored)

    def remove(self, document_id: str) -> Document:
        """Take a document away and say which it was.

        Raises:
            UnknownDocument: no document has this id.
        """
        document = self.find(document_id)
        if document is None:
            raise UnknownDocument(f"没有编号为“{document_id}”的文件，用 knowledge list 查看编号后再删")
        (self.folder / f"{document.id}{ENDING}").unlink(missing_ok=True)
        return document

    def _all(self) -> list[_Stored]:
        return [stored for path in self.paths() if (stored := _read(path)) is not None]


def document_id(text: str) -> str:
    """The id of a text: the same words have the same id, whatever the file's name and encoding."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:ID_LENGTH]


def _document(stored: _Stored) -> Document:
    return Document(stored.id, stored.name, len(stored.passages), stored.added)


def _read(path: Path) -> _Stored | None:
    """A document's file, or None if another process has just removed it."""
    try:
        return _CONVERTER.loads(path.read_text(encoding="utf-8"), _Stored)
    except FileNotFoundError:
        return None
    except Exception as error:  # json's errors, and the group in which cattrs gathers its own
        raise KnowledgeError(f"已添加的文件 {path.name} 损坏，请删去它再重新添加原文件") from error
