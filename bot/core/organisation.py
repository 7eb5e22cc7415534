"""The unions that one bot serves. Each has its own documents, template and kinds of report, and sees no one else's."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from hashlib import sha256

LONGEST, SHORTEST = 40, 4
"""Signs of an organisation's name."""
_ID_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Organisation:
    """One of them. `id` "" is the configured one, without a `name`: whoever came in no other way belongs to it."""

    id: str = ""
    name: str = ""


HOME = Organisation()


def named(name: str) -> Organisation | None:
    """The organisation of that name, however it is spaced; None for what is no name."""
    name = "".join(unicodedata.normalize("NFKC", name).split())
    if not SHORTEST <= len(name) <= LONGEST or not name.isprintable() or not any(sign.isalpha() for sign in name):
        return None
    return Organisation(f"u{sha256(name.casefold().encode()).hexdigest()[:_ID_LENGTH]}", name)
