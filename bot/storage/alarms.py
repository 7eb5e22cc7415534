"""Alarms: what is to reach a chat's inbox at a time. Each rings once, whoever of the workers looks first.

An alarm leaves its place and enters the inbox in one step, so that no crash can lose or double it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.storage import keys
from bot.storage.partitions import Sharing, partition_of
from bot.storage.store import Arg, Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from redis.asyncio import Redis

    from bot.storage.hold import Hold

AT_ONCE = 100
"""Alarms that one look takes; more wait for the next."""

SET = """
-- KEYS alarms, bodies; ARGV prefix, then for each alarm: name, second, body
for _, name in ipairs(redis.call('HKEYS', KEYS[2])) do
  if string.sub(name, 1, #ARGV[1]) == ARGV[1] then
    redis.call('HDEL', KEYS[2], name)
    redis.call('ZREM', KEYS[1], name)
  end
end
for at = 2, #ARGV, 3 do
  redis.call('ZADD', KEYS[1], ARGV[at + 1], ARGV[at])
  redis.call('HSET', KEYS[2], ARGV[at], ARGV[at + 2])
end
"""

FORGET = """
-- KEYS alarms, bodies
for _, name in ipairs(redis.call('HKEYS', KEYS[2])) do redis.call('ZREM', KEYS[1], name) end
redis.call('DEL', KEYS[2])
"""

RING = """
-- KEYS alarms, bodies, inbox; ARGV name, chat
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
local body = redis.call('HGET', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[2], ARGV[1])
if body then redis.call('XADD', KEYS[3], '*', 'chat', ARGV[2], 'body', body) end
return 1
"""


class Alarms:
    """The alarms of all chats. Any worker may set and ring them."""

    def __init__(self, client: Redis, sharing: Sharing) -> None:
        self._store = Store(client)
        self._sharing = sharing

    async def set(self, chat: int, what: str, at: Mapping[float, bytes], hold: Hold | None = None) -> None:
        """Put these alarms, by their second since 1970, in the place of all that are set for the same thing.

        Raises:
            LostError, StorageAwayError
        """
        prefix = f"{chat}:{what}:"
        args: list[Arg] = [prefix]
        for second, body in at.items():
            args += [f"{prefix}{second:.0f}", f"{second:.0f}", body]
        await self._store.run_under(hold, SET, [keys.ALARMS, keys.alarm_bodies(chat)], args)

    async def ring(self, now: float) -> int:
        """Put all that are over into their chats' inboxes; how many this worker did.

        Raises:
            StorageAwayError
        """
        found: list[bytes] = await self._store.ask(
            "ZRANGEBYSCORE", keys.ALARMS, "-inf", f"{now:.0f}", "LIMIT", 0, AT_ONCE
        )
        rung = 0
        for name in found:
            chat = int(name.partition(b":")[0])
            inbox = keys.inbox(partition_of(chat, self._sharing.partitions))
            rung += await self._store.run(RING, [keys.ALARMS, keys.alarm_bodies(chat), inbox], [name, chat])
        return rung

    async def forget(self, chat: int, hold: Hold | None = None) -> None:
        """Remove all alarms of a chat.

        Raises:
            LostError, StorageAwayError
        """
        await self._store.run_under(hold, FORGET, [keys.ALARMS, keys.alarm_bodies(chat)], [])
