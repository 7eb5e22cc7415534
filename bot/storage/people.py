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

LIFETIME = 3 * 86_400
"""Seconds for which an invitation can be used."""
LONGEST_NAME = 40
TOKEN_BYTES = 18

REDEEM = """
-- KEYS invitation, people; ARGV user, name
local made = redis.call('GET', KEYS[1])
if not made then return nil end
redis.call('DEL', KEYS[1])
local is_table, kept = pcall(cjson.decode, made)
if not is_table or type(kept) ~= 'table' then kept = {role = made} end -- of before: a bare role
kept.name = ARGV[2]
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
        names = [keys.invitation(token), keys.PEOPLE]
        role: bytes | None = await self._store.run(REDEEM, names, [user, name[:LONGEST_NAME]])
        return None if role is None else Role(role.decode())

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

    async def forget_name(self, user: int) -> None:
        """Keep somebody's role and organisation without the name.

        Raises:
            StorageAwayError
        """
        if found := await self.member(user):
            kept = {"role": str(found.role), "name": "", **_fields(found.organisation)}
            await self._store.ask("HSET", keys.PEOPLE, user, json.dumps(kept))

    async def remove(self, user: int) -> bool:
        """Let somebody in no more; False for a stranger.

        Raises:
            StorageAwayError
        """
        return bool(await self._store.ask("HDEL", keys.PEOPLE, user))

    async def organisations(self) -> tuple[Organisation, ...]:
        """Those into which somebody was ever invited, by name; the configured one is not among them.

        Raises:
            StorageAwayError
        """
        found: dict[bytes, bytes] = await self._store.ask("HGETALL", keys.ORGANISATIONS)
        known = (Organisation(of.decode(), name.decode()) for of, name in found.items())
        return tuple(sorted(known, key=lambda one: one.name))

    async def act_for(self, user: int, organisation: Organisation) -> None:
        """Remember for whom a chief acts from now on.

        Raises:
            StorageAwayError
        """
        if organisation.id:
            await self._store.ask("HSET", keys.ACTING, user, json.dumps(_fields(organisation)))
        else:
            await self._store.ask("HDEL", keys.ACTING, user)

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
