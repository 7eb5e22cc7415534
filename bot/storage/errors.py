"""What can go wrong with the store. Every message is one Chinese sentence that names the mend."""


class StorageError(RuntimeError):
    """The store cannot be used as it is set up; an admin has to act."""


class StorageAwayError(StorageError):
    """The store does not answer just now; the same call may be made again, nothing is doubled by it."""


class LapsedError(StorageAwayError):
    """Our lease has run out: until it is renewed, or the chat is known to be another worker's, nothing is done."""

    def __init__(self) -> None:
        super().__init__("与 Redis 的联系断得太久，正在核对这些会话还归不归本进程，请稍候。")


class LostError(StorageError):
    """The chat is another worker's now. Nothing was written; whatever is in hand for it is dropped."""

    def __init__(self) -> None:
        super().__init__("这个会话已由另一个进程接手，本进程放手即可。")
