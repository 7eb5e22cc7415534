"""Organisations' documents in Redis, so that all workers see the same: a hash of texts each, and a counter of changes.

Without asyncio: whoever reads a library does it in a thread.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from redis import Redis

from bot.storage import keys
from bot.storage.client import ANSWER_SECONDS, CONNECT_TIMEOUT, translated
from bot.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from redis.client import Pipeline


@dataclass(frozen=True, slots=True)
class RedisFolder:
    """One organisation's texts by name; every call raises StorageError as from `translated`."""

    client: Redis
    organisation: str

    def version(self) -> int:
        """How often the folder was changed."""
        with translated():
            return int(cast("bytes | None", self.client.get(keys.documents_version(self.organisation))) or 0)

    def names(self) -> list[str]:
        """The names of all texts."""
        with translated():
            return sorted(name.decode() for name in cast("list[bytes]", self.client.hkeys(self._key)))

    def read(self, name: str) -> str | None:
        """A text; None if it has just been removed."""
        with translated():
            text = cast("bytes | None", self.client.hget(self._key, name))
        return None if text is None else text.decode()

    def write(self, name: str, text: str) -> None:
        """Put a text there, in the place of one of the same name."""
        self._change(lambda pipe: pipe.hset(self._key, name, text))

    def remove(self, name: str) -> None:
        """Take a text away, if it is there."""
        self._change(lambda pipe: pipe.hdel(self._key, name))

    def _change(self, what: Callable[[Pipeline], object]) -> None:
        with translated(), self.client.pipeline(transaction=True) as pipe:
            what(pipe)
            pipe.incr(keys.documents_version(self.organisation))
            pipe.execute()

    @property
    def _key(self) -> str:
        return keys.documents(self.organisation)


def in_redis(url: str) -> Callable[[str], RedisFolder]:
    """The folders of all organisations in the Redis at `url`; nothing is sent before one is used.

    Raises:
        StorageError: the address cannot be read.
    """
    try:
        client = Redis.from_url(url, protocol=2, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=CONNECT_TIMEOUT)
    except ValueError:
        # Without its cause: the message may quote a piece of the address, and so of the password.
        raise StorageError("REDIS_URL 写得不对，请改成 redis://主机:6379/0 这样的地址。") from None
    return lambda organisation: RedisFolder(client, organisation)
