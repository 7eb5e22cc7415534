"""Who was let in by an invitation, and the invitations that nobody has used yet."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.core.roles import Role
from bot.storage import keys
from bot.storage.store import Store

if TYPE_CHECKING:
    from redis.asyncio import Redis

    from bot.storage.hold import Hold

LIFETIME = 3 * 86_400
"""Seconds for which an invitation can be used."""
LONGEST_NAME = 40
TOKEN_BYTES = 18

FORGET_NAME = """
-- KEYS people, version; ARGV user
local member = redis.call('HGET', KEYS[1], ARGV[1])
if not member then return 0 end
redis.call('INCR', KEYS[2])
return redis.call('HSET', KEYS[1], ARGV[1], cjson.encode({role = cjson.decode(member).role, name = ''}))
"""

REMOVE = """
-- KEYS people, version; ARGV user
redis.call('INCR', KEYS[2])
return redis.call('HDEL', KEYS[1], ARGV[1])
"""

REDEEM = """
-- KEYS invitation, people, version; ARGV user, name
local role = redis.call('GET', KEYS[1])
if not role then return nil end
redis.call('DEL', KEYS[1])
redis.call('INCR', KEYS[3])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode({role = role, name = ARGV[2]}))
return role
"""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who was let in; `name` as Telegram tells it."""

    user: int
    role: Role
    name: str


class People:
    """Members and invitations of all workers' bot."""

    def __init__(self, client: Redis) -> None:
        self._store = Store(client)

    async def invite(self, role: Role) -> str:
        """A new invitation: what stands in its link. It works once, within `LIFETIME`.

        Raises:
            StorageAwayError
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        await self._store.ask("SET", keys.invitation(token), str(role), "EX", LIFETIME)
        return token

    async def redeem(self, token: str, user: int, name: str) -> Role | None:
        """Let somebody in by an invitation; None for one that is used, over, or was never made.

        Raises:
            StorageAwayError
        """
        names = [keys.invitation(token), keys.PEOPLE, keys.PEOPLE_VERSION]
        role: bytes | None = await self._store.run(REDEEM, names, [user, name[:LONGEST_NAME]])
        return None if role is None else Role(role.decode())

    async def version(self) -> int:
        """How often members came, went or changed: while it is the same, so are they.

        Raises:
            StorageAwayError
        """
        return int(await self._store.ask("GET", keys.PEOPLE_VERSION) or 0)

    async def role(self, user: int) -> Role | None:
        """What somebody is; None for a stranger.

        Raises:
            StorageAwayError
        """
        found: bytes | None = await self._store.ask("HGET", keys.PEOPLE, user)
        return None if found is None else _member(user, found).role

    async def all(self) -> list[Member]:
        """Everybody who was let in, by number.

        Raises:
            StorageAwayError
        """
        found: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.PEOPLE)
        return sorted((_member(int(user), body) for user, body in found.items()), key=lambda member: member.user)

    async def forget_name(self, user: int, hold: Hold | None = None) -> None:
        """Keep somebody's role without the name.

        Raises:
            LostError, StorageAwayError
        """
        await self._store.run_under(hold, FORGET_NAME, [keys.PEOPLE, keys.PEOPLE_VERSION], [user])

    async def remove(self, user: int, hold: Hold | None = None) -> bool:
        """Let somebody in no more; False for a stranger.

        Raises:
            LostError, StorageAwayError
        """
        return bool(await self._store.run_under(hold, REMOVE, [keys.PEOPLE, keys.PEOPLE_VERSION], [user]))


def _member(user: int, body: bytes) -> Member:
    fields = json.loads(body)
    return Member(user, Role(fields["role"]), fields["name"])
