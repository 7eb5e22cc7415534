"""A passage: what is indexed, found and shown."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """One whole paragraph, or the short paragraphs of one heading.

    `source` is the file's name, `piece` the title of the piece inside it (篇二, or the file's title),
    `heading` the nearest heading without its number, `topic` a tag of the areas, `kind` a report kind's
    id or "", `style` the way it is written (条目式) or "".
    """

    id: str
    text: str
    source: str
    piece: str
    heading: str
    topic: str
    kind: str = ""
    style: str = ""


def passage_id(source: str, piece: str, text: str) -> str:
    """The id that the same words in the same place always get."""
    return hashlib.sha256(f"{source}\n{piece}\n{text}".encode()).hexdigest()[:ID_LENGTH]
