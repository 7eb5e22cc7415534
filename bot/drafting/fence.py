"""Words of others in a prompt: between the marks of data, which they can neither open nor close. Pure."""

from __future__ import annotations

import re

_FENCE = re.compile(r"<{3,}|>{3,}")


def as_data(text: str) -> str:
    """A text without the marks."""
    return _FENCE.sub(lambda found: found[0][0] * 2, text)
