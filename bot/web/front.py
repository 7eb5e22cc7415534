"""Our own HTTP front: Telegram's webhook, /healthz, /metrics; what is served where.

With a webhook, updates arrive at `host:port`; /healthz and /metrics are on `admin_host:admin_port`, or beside the
webhook where `admin_port` is 0. Without one (polling) only `admin_port` is opened, if there is any.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from bot.web.checks import FIGURES, HEALTH, check, check_webhook
from bot.web.door import Door
from bot.web.hook import Hook, Webhook
from bot.web.meter import Meter
from bot.web.pages import Pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.config import Web


class Front:
    """Start it when the store answers; stop it before the lanes are drained.

    Args:
        settings: the section `web`.
        hook: what the webhook needs; None with polling.
        health: each part and whether it is well.
        metrics: figures by name, without the prefix `biganzi_`; a name that ends in `_total` is a counter.

    Attributes:
        url: where updates arrive, without the path; "" while nothing listens there.
        admin_url: where /healthz and /metrics are; "" where they are not served.

    Raises:
        WebError: a setting does not fit.
    """

    def __init__(
        self,
        settings: Web,
        hook: Hook | None,
        health: Callable[[], Awaitable[Mapping[str, bool]]],
        metrics: Callable[[], Awaitable[Mapping[str, float]]],
    ) -> None:
        check(settings)
        if hook is not None:
            check_webhook(settings, hook.secret)
        self.url = ""
        self.admin_url = ""
        self._settings = settings
        meter = Meter()
        pages = Pages(health, metrics, meter)
        self._admin = [web.get(HEALTH, pages.healthz), web.get(FIGURES, pages.metrics)]
        self._hook = [web.post(settings.path, Webhook(settings, hook, meter).receive)] if hook else []
        self._doors: list[Door] = []

    async def start(self) -> None:
        """Listen; after this the addresses are known.

        Raises:
            PortTakenError: another program listens there.
        """
        settings = self._settings
        beside = settings.admin_port == 0
        try:
            if not beside:
                self.admin_url = await self._open(self._admin, settings.admin_host, settings.admin_port, "admin_port")
            if self._hook:
                routes = [*self._hook, *self._admin] if beside else self._hook
                self.url = await self._open(routes, settings.host, settings.port, "port")
                self.admin_url = self.admin_url or self.url
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Take no more requests; those in hand end within `stop_seconds`, and are cut after as long again.

        The webhook closes first, so that a watcher sees us until the end. A second call does nothing.
        """
        while self._doors:
            await self._doors.pop().close()
        self.url = self.admin_url = ""

    async def _open(self, routes: list[web.RouteDef], host: str, port: int, setting: str) -> str:
        door = Door(self._settings, routes)
        address = await door.open(host, port, setting)
        self._doors.append(door)
        return address
