"""What can go wrong with the store. Every message is one Chinese sentence that names the mend."""


class StorageError(RuntimeError):
    """The store cannot be used as it is set up; an admin has to act."""


class StorageAwayError(StorageError):
    """The store does not answer just now; the same call may be made again, nothing is doubled by it."""
