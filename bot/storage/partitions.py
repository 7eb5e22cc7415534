"""Into how many parts the chats fall, and which part a chat is in: the same in every process and for ever."""

import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sharing:
    """How the chats are shared among workers.

    Attributes:
        partitions: into how many parts; the same for all workers of a store, and more than there will be workers.
        lease: seconds after which the chats of a worker that gives no sign of life go to the others.
        alone: no other worker can be there, so what is left of one is a predecessor's: no waiting for its lease.
    """

    partitions: int = 16
    lease: float = 10.0
    alone: bool = False


def partition_of(chat: int, count: int) -> int:
    """The partition of a chat, by a hash that does not change between processes."""
    return zlib.crc32(str(chat).encode()) % count
