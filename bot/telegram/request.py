"""How requests reach the Bot API: python-telegram-bot's own interface for it, over aiohttp.

Its usual way, httpx, looks at every idle connection before each request and takes four times the time of a processor
for one message; half of what an answer cost went there.
"""

from __future__ import annotations

import ssl
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode
from urllib.request import getproxies

import aiohttp
import certifi
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from python_socks import parse_proxy_url
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest
from yarl import URL

from bot.core.errors import MendableError

if TYPE_CHECKING:
    from telegram.request import RequestData

CONNECT, ANSWER, UPLOAD = 5.0, 5.0, 20.0
"""Seconds for reaching Telegram, for its answer, and for sending a file, where the call names none."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class ProxyAddressError(MendableError):
    """`telegram.proxy` is no address of a proxy."""

    def __init__(self) -> None:
        super().__init__("telegram.proxy 写得不对，请改成 http://主机:端口 或 socks5://主机:端口 这样的地址。")


class NotReachedError(NetworkError):
    """Nothing was sent: Telegram cannot have taken it."""


class Request(BaseRequest):
    """Requests of one kind over connections of their own.

    Args:
        connections: how many at the same time.
        proxy: `http://`, `socks5://` or `socks4://`; empty for none but what the environment names.

    Raises:
        ProxyAddressError: the proxy's address cannot be read.
    """

    def __init__(self, connections: int, proxy: str = "") -> None:
        self._connections = connections
        self._proxy = proxy.replace("socks5h://", "socks5://", 1)  # names are resolved by the proxy in any case
        try:
            _ = self._proxy and parse_proxy_url(self._proxy)
        except ValueError:  # without its cause: the address may hold a password
            raise ProxyAddressError from None
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds for an answer, where the call names none."""
        return ANSWER

    async def initialize(self) -> None:
        """Be ready for requests."""
        if self._session is None or self._session.closed:
            limit, trusted = self._connections, _trusted()
            self._session = aiohttp.ClientSession(
                connector=ProxyConnector.from_url(self._proxy, limit=limit, ssl=trusted)
                if self._proxy
                else aiohttp.TCPConnector(limit=limit, ssl=trusted),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=not self._proxy and bool(getproxies()),  # asked once: it is not free
            )

    async def shutdown(self) -> None:
        """Close all connections."""
        if self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  as the interface has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401  same
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401  same
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401  same
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401, ARG002  same; part of reaching Telegram
    ) -> tuple[int, bytes]:
        """Make a request: its status and its body.

        Raises:
            NotReachedError: nothing was sent.
            TimedOut, NetworkError: it may have been taken.
        """
        if self._session is None:
            await self.initialize()
        assert self._session is not None  # noqa: S101  for the type checker
        reach, read = _seconds(connect_timeout, CONNECT), _seconds(read_timeout, ANSWER)
        write = _seconds(write_timeout, UPLOAD)
        timeout = aiohttp.ClientTimeout(total=reach + write + read, connect=reach, sock_read=read)
        body = _body(request_data)
        headers = FORM if isinstance(body, bytes) else None
        try:
            async with self._session.request(
                method, URL(url), data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            ProxyConnectionError,
            ProxyError,
            ProxyTimeoutError,
        ) as error:
            raise NotReachedError(type(error).__name__) from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


def _seconds(given: Any, usual: float) -> float:  # noqa: ANN401  see `do_request`
    return float(given) if isinstance(given, int | float) else usual


def _body(data: RequestData | None) -> bytes | aiohttp.FormData | None:
    if data is None:
        return None
    if not data.contains_files:
        return urlencode(data.json_parameters).encode()
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)  # Telegram shows a quoted name as it came
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form


@cache
def _trusted() -> ssl.SSLContext:
    """Certificates of the system, and those that come along for a system that has none."""
    trusted = ssl.create_default_context()
    trusted.load_verify_locations(certifi.where())
    return trusted
