"""The reply to getUpdates, read so that one update that cannot be parsed does not take its neighbours with it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bot.telegram.request import Request

KINDS = ["message", "edited_message", "callback_query"]
"""The kinds of update we ask Telegram for."""
_START = re.compile(rb'\{\s*"update_id"\s*:\s*(\d{1,18})\s*[,}]')
"""Where an update begins. Within a string the quotation marks would be escaped."""
_END = b",]} \r\n\t"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update of which only the number could be read."""

    number: int
    raw: bytes


class UpdatesRequest(Request):
    """Requests whose replies may hold what JSON cannot."""

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The reply; where it is no JSON as a whole, its updates one by one."""
        try:
            return Request.parse_json_payload(payload)
        except Exception:
            updates = salvaged(payload)
            if not updates:
                raise
            return {"ok": True, "result": updates}


def salvaged(payload: bytes) -> list[dict[str, Any] | Unreadable]:
    """The updates of a reply that is no JSON as a whole."""
    starts = list(_START.finditer(payload))
    borders = [*(start.start() for start in starts), len(payload)]
    return [
        _read(int(start[1]), payload[begin:end]) for start, (begin, end) in zip(starts, pairwise(borders), strict=True)
    ]


def _read(number: int, piece: bytes) -> dict[str, Any] | Unreadable:
    try:
        update, _ = json.JSONDecoder().raw_decode(piece.decode())
    except (ValueError, RecursionError):
        return Unreadable(number, piece.rstrip(_END))
    return update if isinstance(update, dict) else Unreadable(number, piece)
