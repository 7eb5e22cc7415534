"""What can be wrong with a file, the knowledge folder or a name; each message is for the reader's eyes."""

from __future__ import annotations

from bot.core.errors import MendableError


class KnowledgeError(MendableError):
    """A faulty file under knowledge/ or among the office's own documents, named with its line."""


class UnknownSource(MendableError):  # noqa: N818  the name says what the officer sees
    """A search limited to a document that nobody added."""


class UnknownDocument(MendableError):  # noqa: N818  the name says what the officer sees
    """A document id that the list does not show."""
