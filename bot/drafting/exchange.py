"""One exchange with the model's server, bounded as a whole. Imported late, by `model.py` alone.

The vendor's client bounds each read, not the sum of them: a server that sends a byte a second would hold it for ever,
one that never stops would fill the memory. Its retries are well made and stay in use.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any

import httpx2

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

MOST_BYTES = 1_000_000
"""The longest answer accepted, in bytes after decompression. A section has some hundred letters."""

_FRAMING = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class TooLongError(ValueError):
    """The answer has more than `MOST_BYTES`. No request error, so that it is not asked for again."""


class Exchange(httpx2.AsyncClient):
    """Sends a request and reads its answer to the end, or gives up.

    `seconds` is for all of it, `connect` for the connection alone. A server that asks (`Retry-After`) for more than
    `patience` seconds is not asked again. Redirects are not followed: a report goes only where the admin sent it.
    """

    def __init__(self, seconds: float, connect: float, patience: float) -> None:
        # A connection for each call: none has gone stale between two calls, none outlives its event loop.
        limits = httpx2.Limits(max_keepalive_connections=0)
        times = httpx2.Timeout(seconds, connect=min(connect, seconds))
        super().__init__(verify=_certificates(), timeout=times, limits=limits, follow_redirects=False)
        self._seconds = seconds
        self._patience = patience

    async def send(self, request: httpx2.Request, *, stream: bool = False, **options: Any) -> httpx2.Response:  # noqa: ANN401  the vendor's signature
        """The whole answer, or one that is read as it comes, within the same bounds.

        Raises:
            httpx2.RequestError: no connection, too slow, broken off or not decodable.
            TooLongError: more than a section can ever need.
        """
        until = asyncio.get_running_loop().time() + self._seconds
        try:
            async with asyncio.timeout_at(until):
                response = await super().send(request, stream=True, **options)
                if stream:
                    return self._coming(response, until)
                try:
                    body = await _read(response)
                finally:
                    await response.aclose()
        except TimeoutError:
            raise httpx2.ReadTimeout("the answer took too long", request=request) from None
        return httpx2.Response(response.status_code, headers=self._headers_of(response), content=body, request=request)

    def _coming(self, response: httpx2.Response, until: float) -> httpx2.Response:
        headers, body = self._headers_of(response), _Coming(response, until)
        return httpx2.Response(response.status_code, headers=headers, stream=body, request=response.request)

    def _headers_of(self, response: httpx2.Response) -> dict[str, str]:
        headers = {name: value for name, value in response.headers.items() if name not in _FRAMING}
        if _asked_to_wait(headers) > self._patience:
            headers["x-should-retry"] = "false"
        return headers


class _Coming(httpx2.AsyncByteStream):
    """An answer read as it comes; `until` is a time of the event loop's clock."""

    def __init__(self, response: httpx2.Response, until: float) -> None:
        self._response = response
        self._until = until

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size, pieces = 0, self._response.aiter_bytes()
        while True:
            try:
                async with asyncio.timeout_at(self._until):
                    piece = await anext(pieces, b"")
            except TimeoutError:
                raise httpx2.ReadTimeout("the answer took too long", request=self._response.request) from None
            if not piece:
                return
            size += len(piece)
            if size > MOST_BYTES:
                raise TooLongError
            yield piece

    async def aclose(self) -> None:
        await self._response.aclose()


@cache
def _certificates() -> ssl.SSLContext:
    """Whom to trust. Reading it takes a tenth of a second, so it is done once."""
    return httpx2.create_ssl_context()


async def _read(response: httpx2.Response) -> bytes:
    body = bytearray()
    async for piece in response.aiter_bytes():
        body += piece
        if len(body) > MOST_BYTES:
            raise TooLongError
    return bytes(body)


def _asked_to_wait(headers: dict[str, str]) -> float:
    """Seconds, from milliseconds, seconds or a date (RFC 9110, 10.2.3); 0 where nothing readable is asked for."""
    said = headers.get("retry-after", "")
    for words, scale in ((headers.get("retry-after-ms", ""), 1000), (said, 1)):
        if (number := _number(words)) is not None:
            return number / scale
    try:
        return (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _number(words: str) -> float | None:
    try:
        return float(words)
    except ValueError:
        return None
