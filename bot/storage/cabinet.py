"""What an organisation owns beside its documents, for all workers: its template."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.storage import keys
from bot.storage.store import Store

if TYPE_CHECKING:
    from redis.asyncio import Redis


@dataclass(frozen=True, slots=True)
class Template:
    """A file that reports are poured into, by the name it came with."""

    name: str
    content: bytes


class Cabinet:
    """One organisation's own things. Every call raises StorageAwayError."""

    def __init__(self, client: Redis, organisation: str) -> None:
        self._store = Store(client)
        self._organisation = organisation

    async def template(self) -> Template | None:
        """The template in use, if there is one."""
        name, content = await self._store.ask("HMGET", keys.template(self._organisation), "name", "content")
        return None if content is None else Template(name.decode(), content)

    async def keep_template(self, template: Template) -> None:
        """Use a template from now on, in the place of the one before."""
        key = keys.template(self._organisation)
        await self._store.ask("HSET", key, "name", template.name, "content", template.content)

    async def drop_template(self) -> bool:
        """Use none any more; whether there was one."""
        return bool(await self._store.ask("DEL", keys.template(self._organisation)))
