"""What a person at the command line can mend."""

from bot.core.errors import MendableError


class InputError(MendableError):
    """Bad input; the message is one sentence that names the mend."""
