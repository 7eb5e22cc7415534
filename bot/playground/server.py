"""The playground's server: the Bot API for the bot, the page for the officer, one store behind both."""

from pathlib import Path
from typing import Final

from aiohttp import web

from bot.playground import bot_api, page_api
from bot.playground.errors import NotLoopbackError, PortTakenError
from bot.playground.guard import LOOPBACK, add_headers, guard
from bot.playground.keys import PARTS, TOKEN
from bot.playground.parts import Parts, open_parts
from bot.playground.people import BOT_ID
from bot.playground.rules import page_rules

_PAGE: Final = Path(__file__).with_name("page")
_GOODBYE_SECONDS: Final = 1.0


class Playground:
    """A local Telegram: start it, give its addresses and token to the bot, open its page.

    Args:
        store: The folder of its history; created if absent, kept for the next start.
        host: A loopback address.
        port: The port to listen on; 0 takes any free one.

    Raises:
        NotLoopbackError: The host is not of this machine.
    """

    def __init__(self, store: Path, *, host: str = "127.0.0.1", port: int = 0) -> None:
        if host not in LOOPBACK:
            raise NotLoopbackError(host)
        self.token = f"{BOT_ID}:playground"
        self.url = ""
        self.base_url = ""
        self.base_file_url = ""
        self._store = store
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Open the store and listen; after this the addresses are known.

        Raises:
            PortTakenError: Another program listens on the port.
            StoreError: The folder cannot be used.
        """
        parts = open_parts(self._store)
        runner = web.AppRunner(_application(parts, self.token), access_log=None, shutdown_timeout=_GOODBYE_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            await runner.cleanup()
            raise PortTakenError(self._port) from error
        self._runner = runner
        address = f"[{self._host}]" if ":" in self._host else self._host
        self.url = f"http://{address}:{runner.addresses[0][1]}/"
        self.base_url = f"{self.url}bot"
        self.base_file_url = f"{self.url}file/bot"

    async def stop(self) -> None:
        """Stop listening and close the store; a second call does nothing."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()


def _application(parts: Parts, token: str) -> web.Application:
    application = web.Application(middlewares=[guard], client_max_size=page_rules().limits["form_bytes"])
    application[PARTS] = parts
    application[TOKEN] = token
    application.on_response_prepare.append(add_headers)
    application.on_shutdown.append(_let_go)
    application.on_cleanup.append(_close)
    application.add_routes([web.get("/", _index), web.static("/page", _PAGE), *bot_api.routes(), *page_api.routes()])
    return application


async def _index(_: web.Request) -> web.FileResponse:
    return web.FileResponse(_PAGE / "index.html")


async def _let_go(application: web.Application) -> None:
    application[PARTS].let_go()


async def _close(application: web.Application) -> None:
    application[PARTS].database.close()
