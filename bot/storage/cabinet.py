"""What an organisation owns beside its documents, for all workers: its template, its kinds of report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from redis.asyncio import Redis

from bot.storage import keys
from bot.storage.form import dump_outline, load_outline
from bot.storage.store import Store

if TYPE_CHECKING:
    from bot.core.outline import Outline
    from bot.storage.hold import Hold


@dataclass(frozen=True, slots=True)
class Template:
    """A file that reports are poured into, by the name it came with."""

    name: str
    content: bytes


class Cabinet:
    """One organisation's own things. Every call raises StorageAwayError, under a hold LostError too."""

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

    async def drop_template(self, hold: Hold | None = None) -> bool:
        """Use none any more; whether there was one."""
        return bool(await self._store.write(hold, "DEL", keys.template(self._organisation)))

    async def kinds(self) -> tuple[Outline, ...]:
        """The kinds of report that everybody is offered, in the order of their titles."""
        found: list[bytes] = await self._store.ask("HVALS", keys.kinds(self._organisation))
        return tuple(sorted(map(load_outline, found), key=lambda outline: (outline.title, outline.id)))

    async def share_kind(self, outline: Outline, hold: Hold | None = None) -> None:
        """Offer a kind to everybody."""
        await self._store.write(hold, "HSET", keys.kinds(self._organisation), outline.id, dump_outline(outline))

    async def remove_kind(self, kind_id: str, hold: Hold | None = None) -> bool:
        """Offer it to nobody any more; whether it was there."""
        return bool(await self._store.write(hold, "HDEL", keys.kinds(self._organisation), kind_id))


@dataclass(frozen=True, slots=True)
class Cabinets:
    """Those of all organisations; `home` is the id of the one that is called "" elsewhere."""

    client: Redis
    home: str = ""

    def of(self, organisation: str) -> Cabinet:
        """One organisation's."""
        return Cabinet(self.client, organisation or self.home)
