"""`run` and `playground`: the store first, from the main thread, then the loop."""

from __future__ import annotations

import asyncio
import importlib
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from telegram.error import InvalidToken, TelegramError

from bot.cli.errors import InputError
from bot.playground.errors import PlaygroundError
from bot.serve import serve, serve_playground
from bot.storage.errors import StorageError
from bot.storage.server import PrivateRedis

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterator

    from bot.config import Config


def telegram(config: Config) -> int:
    """Serve Telegram until stopped.

    Raises:
        InputError: the token, the network or the store is not as it must be.
    """
    with _store(config) as store:
        try:
            _run(serve(config, store))
        except InvalidToken:
            raise InputError("Telegram 不认这个 TELEGRAM_BOT_TOKEN，请向 @BotFather 核对") from None
        except StorageError as error:
            raise InputError(str(error)) from None
        except TelegramError as error:
            raise InputError(
                f"连不上 Telegram（{type(error).__name__}），请检查网络，或在 config.toml 里设 telegram.proxy"
            ) from None
    return 0


def page(config: Config) -> int:
    """Serve the local page until stopped.

    Raises:
        InputError: the port is taken, or the store cannot be had.
    """
    with _store(config) as store:
        try:
            _run(serve_playground(config, store))
        except (StorageError, PlaygroundError) as error:
            raise InputError(str(error)) from None
    return 0


def _run(serving: Coroutine[Any, Any, None]) -> None:
    """Run until it ends, in the faster loop; there is none for Windows."""
    faster = None if sys.platform == "win32" else importlib.import_module("uvloop").new_event_loop
    with asyncio.Runner(loop_factory=faster) as runner:
        runner.run(serving)


@contextmanager
def _store(config: Config) -> Iterator[str | PrivateRedis]:
    """The given address of Redis, or a private server for as long as it is needed."""
    if config.secrets.redis_url:
        yield config.secrets.redis_url
        return
    try:
        server = PrivateRedis.start(config.data_dir)
    except StorageError as error:
        raise InputError(str(error)) from None
    if not server.owned:
        raise InputError(f"数据目录 {config.data_dir} 里已有一个笔杆子在运行，请先停下它，或换一个 BIGANZI_DATA_DIR")
    try:
        yield server
    finally:
        server.stop()
