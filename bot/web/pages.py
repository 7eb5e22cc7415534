"""/healthz for whoever restarts us, /metrics for whoever watches us."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from aiohttp import web

from bot.web.meter import CONTENT_TYPE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.web.meter import Meter

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds a part may take to say how it is."""


class Pages:
    """Asks the other rooms, each time it is asked."""

    def __init__(
        self,
        health: Callable[[], Awaitable[Mapping[str, bool]]],
        figures: Callable[[], Awaitable[Mapping[str, float]]],
        meter: Meter,
    ) -> None:
        self._health = health
        self._figures = figures
        self._meter = meter

    async def healthz(self, _: web.Request) -> web.Response:
        """Each part and whether it is well: 200 if all are, else 503."""
        try:
            async with asyncio.timeout(PATIENCE):
                parts = dict(await self._health())
        except Exception as error:  # noqa: BLE001  a part that cannot say how it is is not well, whatever the reason
            log.warning("health is unknown: %s", type(error).__name__)
            parts = {"health": False}
        well = all(parts.values())
        return web.json_response(parts, status=200 if well else 503, headers={"Cache-Control": "no-store"})

    async def metrics(self, _: web.Request) -> web.Response:
        """The figures; our own ones even while the other rooms cannot give theirs."""
        try:
            async with asyncio.timeout(PATIENCE):
                figures = {**await self._figures(), "figures_complete": 1.0}
        except Exception as error:  # noqa: BLE001  same
            log.warning("figures are missing: %s", type(error).__name__)
            figures = {"figures_complete": 0.0}
        return web.Response(body=self._meter.page(figures), headers={"Content-Type": CONTENT_TYPE})
