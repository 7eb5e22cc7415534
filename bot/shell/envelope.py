"""What lies in the inbox: a raw update as it came, or an event of our own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.storage.form import dump_event, load_event

if TYPE_CHECKING:
    from bot.core.events import Event


def of_update(raw: bytes) -> bytes:
    """A raw update in its envelope."""
    return b"U" + raw


def of_event(event: Event) -> bytes:
    """An event of ours in its envelope."""
    return b"E" + dump_event(event)


def opened(body: bytes) -> Event | dict[str, Any]:
    """What an envelope holds.

    Raises:
        ValueError: nothing that was ever put in one.
    """
    if body[:1] == b"E":
        return load_event(body[1:])
    raw = json.loads(body[1:]) if body[:1] == b"U" else None
    if not isinstance(raw, dict):
        raise TypeError("no envelope")
    return raw
