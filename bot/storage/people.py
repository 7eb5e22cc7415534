"""Who was let in by an invitation, and the invitations that nobody has used yet.

Who came before there was more than one organisation, and what was made before, is stored without one: it is the
configured one's.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.core.organisation import HOME, Organisation
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
local kept = cjson.decode(member)
kept.name = ''
return redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(kept))
"""

REMOVE = """
-- KEYS people, version; ARGV user
redis.call('INCR', KEYS[2])
return redis.call('HDEL', KEYS[1], ARGV[1])
"""

REDEEM = """
-- KEYS invitation, people, version; ARGV user, name
local made = redis.call('GET', KEYS[1])
if not made then return nil end
redis.call('DEL', KEYS[1])
local is_table, kept = pcall(cjson.decode, made)
if not is_table or type(kept) ~= 'table' then kept = {role = made} end -- of before: a bare role
kept.name = ARGV[2]
redis.call('INCR', KEYS[3])
redis.call('HSET', KEYS[2], ARGV[1], cjson.encode(kept))
return kept.role
"""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who was let in; `name` as Telegram tells it."""

    user: int
    role: Role
    name: str
    organisation: Organisation = HOME


class People:
    """Members and invitations of all workers' bot."""

    def __init__(self, client: Redis) -> None:
        self._store = Store(client)

    async def invite(self, role: Role, organisation: Organisation = HOME) -> str:
        """A new invitation into an organisation: what stands in its link. It works once, within `LIFETIME`.

        Raises:
            StorageAwayError
        """
        token = secrets.token_urlsafe(TOKEN_BYTES)
        if organisation.id:
            await self._store.ask("HSET", keys.ORGANISATIONS, organisation.id, organisation.name)
        made = {"role": str(role), **_fields(organisation)}
        await self._store.ask("SET", keys.invitation(token), json.dumps(made), "EX", LIFETIME)
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

    async def member(self, user: int) -> Member | None:
        """Who somebody is; None for a stranger.

        Raises:
            StorageAwayError
        """
        found: bytes | None = await self._store.ask("HGET", keys.PEOPLE, user)
        return None if found is None else _member(user, found)

    async def role(self, user: int) -> Role | None:
        """What somebody is; None for a stranger.

        Raises:
            StorageAwayError
        """
        found = await self.member(user)
        return found.role if found else None

    async def all(self) -> list[Member]:
        """Everybody who was let in, by number.

        Raises:
            StorageAwayError
        """
        found: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.PEOPLE)
        return sorted((_member(int(user), body) for user, body in found.items()), key=lambda member: member.user)

    async def forget_name(self, user: int, hold: Hold | None = None) -> None:
        """Keep somebody's role and organisation without the name.

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

    async def organisations(self) -> tuple[Organisation, ...]:
        """Those into which somebody was ever invited, by name; the configured one is not among them.

        Raises:
            StorageAwayError
        """
        found: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.ORGANISATIONS)
        known = (Organisation(of.decode(), name.decode()) for of, name in found.items())
        return tuple(sorted(known, key=lambda one: one.name))

    async def act_for(self, user: int, organisation: Organisation, hold: Hold | None = None) -> None:
        """Remember for whom a chief acts from now on.

        Raises:
            LostError, StorageAwayError
        """
        if organisation.id:
            await self._store.write(hold, "HSET", keys.ACTING, user, json.dumps(_fields(organisation)))
        else:
            await self._store.write(hold, "HDEL", keys.ACTING, user)

    async def acting_for(self, user: int) -> Organisation:
        """For whom a chief acts.

        Raises:
            StorageAwayError
        """
        found: bytes | None = await self._store.ask("HGET", keys.ACTING, user)
        return HOME if found is None else _organisation(json.loads(found))


def _member(user: int, body: bytes) -> Member:
    fields = json.loads(body)
    return Member(user, Role(fields["role"]), fields["name"], _organisation(fields))


def _organisation(fields: dict[str, Any]) -> Organisation:
    return Organisation(fields.get("organisation", ""), fields.get("unit", ""))


def _fields(organisation: Organisation) -> dict[str, str]:
    return {"organisation": organisation.id, "unit": organisation.name} if organisation.id else {}
