"""The one family of errors that a person can mend."""


class MendableError(ValueError):
    """Something given to the bot is wrong. The message is one clear sentence that names the mend, fit to be shown."""
