"""How a command speaks: words for people on stderr, results for scripts on stdout."""

from __future__ import annotations

import json
import sys

DONE, FOUND = 0, 3


def say(text: str) -> None:
    """A word for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)  # noqa: T201


def show(value: object) -> None:
    """The result, for a script."""
    print(json.dumps(value, ensure_ascii=False, indent=2))  # noqa: T201
