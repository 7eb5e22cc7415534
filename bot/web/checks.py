"""Settings of the front that would only be found wrong when the first update is late: found at the start instead."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.web.errors import WebError

if TYPE_CHECKING:
    from bot.config import Web

SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""Bot API, setWebhook, `secret_token`."""
PATH = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")
HEALTH, FIGURES = "/healthz", "/metrics"
LAST_PORT = 65_535


def check(settings: Web) -> None:
    """Look at what every kind of intake needs.

    Raises:
        WebError: a figure is out of its range.
    """
    for name in ("port", "admin_port"):
        if not 0 <= getattr(settings, name) <= LAST_PORT:
            raise WebError(f"web.{name} 请写 0 到 {LAST_PORT} 之间的数")
    for name in ("max_body_bytes", "body_seconds", "idle_seconds", "stop_seconds"):
        if getattr(settings, name) <= 0:
            raise WebError(f"web.{name} 请写大于 0 的数")


def check_webhook(settings: Web, secret: str) -> None:
    """Look at what the webhook needs besides.

    Raises:
        WebError: the secret is missing, or Telegram could not use it or the address.
    """
    if not secret:
        raise WebError("用 webhook 收消息要设环境变量 TELEGRAM_WEBHOOK_SECRET（自己定 1–256 个字母、数字、_ 或 -）")
    if not SECRET.fullmatch(secret):
        raise WebError("环境变量 TELEGRAM_WEBHOOK_SECRET 只能有字母、数字、_ 和 -，最长 256 个，请另定一个")
    if not _is_address(settings.public_url):
        raise WebError(
            "用 webhook 收消息要先在 web.public_url 写上 Telegram 连得到的地址，比如 https://bot.example.org"
        )
    if not PATH.fullmatch(settings.path) or settings.path in {HEALTH, FIGURES}:
        raise WebError(f"web.path 请写 /telegram 这样的路径，不能是 {HEALTH} 或 {FIGURES}")
    if settings.admin_port == 0 and not _is_loopback(settings.host):
        raise WebError("web.host 对外开着，请给 web.admin_port 另设一个端口，免得外人看到 /metrics")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  a port that is no number is found by asking for it
    except ValueError:
        return False
    return parts.scheme in {"https", "http"} and bool(parts.hostname) and not parts.query and not parts.fragment


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
