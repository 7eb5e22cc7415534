"""A hold: the right to work for the chats of one partition, as far as this worker knows.

The number of the hold proves the right to Redis, which refuses every write under an older number. The time of the
lease cannot prove anything, because a worker may stall between a look at its clock and the write; it is kept
here for what Redis does not see: whether to send a message.
"""

import asyncio
import time
from dataclasses import dataclass, field

from bot.storage.errors import LapsedError, LostError


@dataclass(eq=False, slots=True)
class Hold:
    """One partition, from its taking to its loss or return.

    Attributes:
        partition: which.
        fence: the number of the taking; each is higher than the last.
        until: when the lease ends unless it is renewed, by the monotonic clock.
        parting: set when the partition is to be left: nothing new is begun in it.
        gone: whether it was lost or given back.
        last: the last entry of its inbox that was handed out.
    """

    partition: int
    fence: int
    until: float
    parting: asyncio.Event = field(default_factory=asyncio.Event)
    gone: bool = False
    last: str = "0"

    def check(self) -> None:
        """Look before what cannot be taken back, such as sending a message.

        Raises:
            LostError: another worker has the partition.
            LapsedError: it may have it.
        """
        if self.gone:
            raise LostError
        if time.monotonic() >= self.until:
            raise LapsedError

    def end(self) -> None:
        """Do nothing more under this hold."""
        self.gone = True
        self.parting.set()
