"""An organisation's own documents, one JSON text each in its folder; a text's name is the document's id."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from cattrs.preconf.json import make_converter

from bot.retrieval.errors import KnowledgeError, UnknownDocument
from bot.retrieval.folder import ENDING, Folder
from bot.retrieval.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence

ID_LENGTH = 8
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
    """What a text holds."""

    id: str
    name: str
    added: datetime
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Store:
    """The documents of one organisation."""

    folder: Folder

    def documents(self) -> list[Document]:
        """All documents, the latest last.

        Raises:
            KnowledgeError: a text that is no document of ours.
        """
        return sorted(map(_document, self._all()), key=lambda document: (document.added, document.id))

    def passages(self) -> list[Passage]:
        """The passages of all documents.

        Raises:
            KnowledgeError: a text that is no document of ours.
        """
        return [passage for stored in self._all() for passage in stored.passages]

    def find(self, document_id: str) -> Document | None:
        """The document with an id, if there is one."""
        return next((document for document in self.documents() if document.id == document_id), None)

    def keep(self, document_id: str, name: str, passages: Sequence[Passage]) -> Document:
        """Write a document; it is there for all processes when this returns."""
        stored = _Stored(document_id, name, datetime.now().astimezone().replace(microsecond=0), tuple(passages))
        self.folder.write(document_id, _CONVERTER.dumps(stored, ensure_ascii=False, indent=1))
        return _document(stored)

    def remove(self, document_id: str) -> Document:
        """Take a document away and say which it was.

        Raises:
            UnknownDocument: no document has this id.
        """
        document = self.find(document_id)
        if document is None:
            raise UnknownDocument(f"没有编号为“{document_id}”的文件，用 knowledge list 查看编号后再删")
        self.folder.remove(document.id)
        return document

    def _all(self) -> list[_Stored]:
        texts = ((name, self.folder.read(name)) for name in self.folder.names())
        return [_read(name, text) for name, text in texts if text is not None]


def document_id(text: str) -> str:
    """The id of a text: the same words have the same id, whatever the file's name and encoding."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:ID_LENGTH]


def _document(stored: _Stored) -> Document:
    return Document(stored.id, stored.name, len(stored.passages), stored.added)


def _read(name: str, text: str) -> _Stored:
    try:
        return _CONVERTER.loads(text, _Stored)
    except Exception as error:  # json's errors, and the group in which cattrs gathers its own
        raise KnowledgeError(f"已添加的文件 {name}{ENDING} 损坏，请删去它再重新添加原文件") from error
