"""What a file turned out to hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OUR_MARKS = re.compile(r"^(?:#{1,6}|-) ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Part:
    """One document: a file, or one file of a zip, by its name."""

    name: str
    text: str

    @property
    def words(self) -> str:
        """The text as its reader sees it: without the marks that we put before headings and list items."""
        return self.text if self.name.lower().endswith((".txt", ".md", ".markdown")) else _OUR_MARKS.sub("", self.text)


@dataclass(frozen=True, slots=True)
class Upload:
    """The documents of a file, and in the officer's words what was left out of them (hidden text, macros …)."""

    parts: tuple[Part, ...]
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it as one, headings and list items marked as in Markdown."""
        return "\n\n".join(part.text for part in self.parts)

    @property
    def words(self) -> str:
        """All of it as one, as a reader sees it."""
        return "\n\n".join(part.words for part in self.parts)
