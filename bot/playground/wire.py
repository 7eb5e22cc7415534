"""JSON as the playground passes it on: most of it is the bot's or the page's, and is checked where it is used."""

import json
from typing import Any, TypeAlias

Json: TypeAlias = Any
JsonObject: TypeAlias = dict[str, Any]


class UnreadableError(ValueError):
    """What arrived has not the shape it must have."""


def dump(value: Json) -> str:
    """One line of JSON with readable Chinese."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def load(text: str | bytes) -> Json:
    """Read JSON.

    Raises:
        ValueError: The text is no JSON.
    """
    return json.loads(text)
