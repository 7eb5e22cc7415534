"""One port. Answers carry no banner and no words; nothing of a request is quoted, neither in answers nor in logs."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.web.errors import PortTakenError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from bot.config import Web

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

log = logging.getLogger(__name__)

LINGER_SECONDS = 1.0
"""How long the rest of a refused body is thrown away before the connection is cut, so that the answer arrives."""


class Door:
    """Listens on one address, and serves the given routes and nothing else."""

    def __init__(self, settings: Web, routes: Iterable[web.AbstractRouteDef]) -> None:
        self._settings = settings
        self._application = web.Application(middlewares=[_plainly], client_max_size=settings.max_body_bytes)
        self._application.on_response_prepare.append(_without_banner)
        self._application.add_routes(routes)
        self._runner: web.AppRunner | None = None
        self._listening: asyncio.Server | None = None

    async def open(self, host: str, port: int, setting: str) -> str:
        """Listen. `setting` names the port for the error's sentence.

        Returns:
            The address, without a slash at its end.

        Raises:
            PortTakenError: another program listens there, or there is no such address here.
        """
        runner = web.AppRunner(self._application, access_log=None, shutdown_timeout=self._settings.stop_seconds)
        await runner.setup()
        try:
            self._listening = await asyncio.get_running_loop().create_server(
                lambda: self._connection(runner), host, port
            )
        except OSError:
            await runner.cleanup()
            raise PortTakenError(host, port, setting) from None
        self._runner = runner
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{self._listening.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        """Take no more; let requests in hand end. A second call does nothing."""
        runner, self._runner = self._runner, None
        if self._listening is not None:
            self._listening.close()
        if runner is not None:
            await runner.cleanup()

    def _connection(self, runner: web.AppRunner) -> web.RequestHandler:
        if runner.server is None:
            raise RuntimeError("the door is not open")
        return _Connection(
            runner.server,
            loop=asyncio.get_running_loop(),
            access_log=None,  # type: ignore[arg-type]  # aiohttp's own runner gives None too
            keepalive_timeout=self._settings.idle_seconds,
            lingering_time=LINGER_SECONDS,
            auto_decompress=False,  # Telegram sends plain JSON; a small body must not grow here
        )


class _Connection(web.RequestHandler):
    """aiohttp answers and logs what it cannot read by quoting it; here it is dropped, and its kind logged."""

    __slots__ = ()

    def handle_error(
        self,
        request: web.BaseRequest,  # noqa: ARG002  the signature is aiohttp's
        status: int = 500,  # noqa: ARG002  same
        exc: BaseException | None = None,
        message: str | None = None,  # noqa: ARG002  same
    ) -> web.StreamResponse:
        log.info("a request that is no HTTP was dropped: %s", type(exc).__name__)
        raise ConnectionResetError

    def log_exception(self, *args: Any, **kw: Any) -> None:  # noqa: ANN401, ARG002  the signature is aiohttp's
        log.error("a connection was dropped: %s", type(kw.get("exc_info")).__name__)


def answer(status: int, **headers: str) -> web.Response:
    """An answer without a body; a refusal ends the connection, whose body may not have been read."""
    response = web.Response(status=status, headers={name.replace("_", "-"): value for name, value in headers.items()})
    if status >= web.HTTPBadRequest.status_code:
        response.force_close()
    return response


@web.middleware
async def _plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as refusal:
        allowed = refusal.headers.get("Allow")
        return answer(refusal.status, Allow=allowed) if allowed else answer(refusal.status)
    except Exception as error:  # noqa: BLE001  the last line of defence: said by its kind, since its words may quote
        log.error("a page failed: %s", type(error).__name__)  # noqa: TRY400  same
        return answer(web.HTTPInternalServerError.status_code)


async def _without_banner(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.popall("Server", None)
