"""What this room raises."""

from __future__ import annotations

from bot.core.errors import MendableError


class KnowledgeError(MendableError):
    """`knowledge/units.toml` is missing or wrong; the message names the file and the mend."""
