"""Which files Telegram has already: sent again by their id, they cost neither officer nor server a second upload."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256

REMEMBERED = 1_000
"""Files of one process; a file that is forgotten is uploaded once more."""


class SentFiles:
    """Telegram's ids by the files' names and contents; the least recently used is forgotten first."""

    def __init__(self) -> None:
        self._ids: OrderedDict[bytes, str] = OrderedDict()

    def id_of(self, name: str, content: bytes) -> str | None:
        """The id of a file that went out before."""
        key = _key(name, content)
        if key in self._ids:
            self._ids.move_to_end(key)
        return self._ids.get(key)

    def keep(self, name: str, content: bytes, file_id: str) -> None:
        """Remember the id of a file that went out."""
        self._ids[_key(name, content)] = file_id
        while len(self._ids) > REMEMBERED:
            self._ids.popitem(last=False)

    def forget(self, name: str, content: bytes) -> None:
        """Telegram does not know it any more."""
        self._ids.pop(_key(name, content), None)


def _key(name: str, content: bytes) -> bytes:
    return sha256(name.encode() + b"\0" + content).digest()
