"""A file on its way into a library: read and cleaned, shown to whoever sent it, then kept or not."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.retrieval.clean import clean
from bot.retrieval.passage import Passage
from bot.retrieval.store import document_id
from bot.uploads.errors import UnreadableFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.retrieval.rules import Rules
    from bot.uploads.found import Upload


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one document.

    `left_out` paragraphs were no report text, in `masked` places something private was masked, `already` says that
    the library has the document.
    """

    id: str
    name: str
    passages: tuple[Passage, ...]
    left_out: int
    masked: int
    already: bool = False


@dataclass(frozen=True, slots=True)
class Intake:
    """All that would be kept of a file, and in the officer's words what was left out of it before it was cleaned."""

    documents: tuple[Taken, ...]
    left_out: tuple[str, ...] = ()

    @property
    def fresh(self) -> tuple[Taken, ...]:
        """The documents that the library does not have yet."""
        return tuple(document for document in self.documents if not document.already)


def taken(upload: Upload, rules: Rules, hide: Callable[[str], str]) -> Intake:
    """An upload cleaned; documents without a paragraph of a report are left out.

    Args:
        upload: what a file holds.
        rules: of cleaning.
        hide: takes out of a text what may not be kept.

    Raises:
        UnreadableFile: nothing is left.
    """
    documents: list[Taken] = []
    left: list[str] = []
    for part in upload.parts:
        cleaned = clean(hide(part.text), PurePath(part.name).name, rules)
        if cleaned.passages:
            identity = document_id(part.text)
            documents.append(Taken(identity, part.name, cleaned.passages, cleaned.left_out, cleaned.masked))
        else:
            left.append(f"{part.name} 里没有可用的段落，请换一份写有完整段落的材料")
    if not documents:
        raise UnreadableFile(left[0])
    return Intake(tuple({one.id: one for one in documents}.values()), (*upload.left_out, *left))
