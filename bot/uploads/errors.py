"""Why a file is not taken; each message is one sentence for the officer that names the mend."""

from __future__ import annotations

from bot.core.errors import MendableError


class UnreadableFile(MendableError):  # noqa: N818  the name says what the officer sees
    """A file that holds no text we can take."""


class DangerousFile(UnreadableFile):
    """A file that was built, or looks as if it were built, to do harm."""
