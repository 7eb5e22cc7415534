"""`python -m bot.web.probe`: asks /healthz of the bot on this machine. Exit code 0 if all is well, else 1.

For a container's health check: needs no curl, and goes past any proxy of the environment.
"""

from __future__ import annotations

import sys
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from bot.config import read_config
from bot.web.checks import HEALTH

if TYPE_CHECKING:
    from bot.config import Web

SECONDS = 8.0
WELL, UNWELL = 0, 1
OWN_SIDE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  read here, not bound
OK = 200


def main() -> int:
    """Ask, and pass the answer on."""
    try:
        status, words = ask(read_config().web)
    except (OSError, HTTPException, ValueError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return UNWELL
    sys.stdout.write(f"{words}\n")
    return WELL if status == OK else UNWELL


def ask(settings: Web) -> tuple[int, str]:
    """The status and the words of /healthz.

    Raises:
        OSError, HTTPException: nobody answers there, or somebody else.
    """
    beside = settings.admin_port == 0
    host, port = (settings.host, settings.port) if beside else (settings.admin_host, settings.admin_port)
    connection = HTTPConnection(OWN_SIDE.get(host, host), port, timeout=SECONDS)
    try:
        connection.request("GET", HEALTH)
        reply = connection.getresponse()
        return reply.status, reply.read().decode("utf-8", "replace")
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
