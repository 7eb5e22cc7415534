"""The door: only this machine, and only our own page.

The playground has no passwords. It listens on the loopback address; a foreign web page in the same browser could
still reach it by a host name that points here (DNS rebinding) or by a form or image aimed at it. So the Host must
be a loopback name, and whatever a browser sends on behalf of another site is refused.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from aiohttp import web
from yarl import URL

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
    """Refuse strangers before anything of the request is read."""
    if not _local(request.host) or _foreign(request):
        answer = {
            "ok": False,
            "error_code": 403,
            "description": "Forbidden: foreign host or origin",
            "error": "foreign",
        }
        return web.json_response(answer, status=403)
    return await handler(request)


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    """Every answer carries the strict headers, unless it set stricter ones itself."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)


def _local(host: str) -> bool:
    try:
        return URL.build(scheme="http", authority=host).host in LOOPBACK
    except ValueError:
        return False


def _foreign(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.host}":
        return True
    site = request.headers.get("Sec-Fetch-Site", "none")
    opened = request.path == "/" and request.method == "GET" and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return site not in ("none", "same-origin") and not opened
