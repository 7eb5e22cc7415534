"""The private server: a redis-server of our own on a unix socket, its data in ``data_dir/redis``.

One lock file decides everything. The starter takes the lock and hands it to the server it starts, which holds it
for as long as it lives: so a free lock means that no server is running, a stale socket cannot deceive, and two
servers can never write one log. Who finds the lock taken joins the server that holds it.

``appendfsync always``, because everything acknowledged must outlive ``kill -9`` of the server. Under ``everysec``
Redis holds back its *write* (not only its fsync) for up to 2 s while the disk is slow: with an fsync of 1.5 s,
55 of 196 acknowledged writes were lost. ``always`` costs 0.3 ms a write (load and save of 20 KB, one at a time:
1,250/s against 1,950/s; 24 at once: no difference), and survives a power cut too.
"""

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from enum import Enum
from pathlib import Path
from typing import Self
from urllib.parse import quote

import redis
from redis.backoff import NoBackoff
from redis.exceptions import BusyLoadingError, RedisError
from redis.retry import Retry

from bot.storage import address, tether
from bot.storage.binary import find_server
from bot.storage.errors import StorageError

PATIENCE = 20.0
"""Seconds without any sign of life after which a start is given up; loading old data is a sign of life."""
STOP_SECONDS = 10.0
"""Seconds a server has to end in peace before it is killed."""
CALL_SECONDS = 2.0
"""Seconds a server may take to answer a question while it is started or stopped."""
LOOK_AGAIN = 0.01
"""Seconds between two looks at a server that is starting."""


class PrivateRedis:
    """A redis-server of our own that ends with its parent.

    Attributes:
        url: what `connect` takes; the same after the server died and was started again.
        owned: whether this process started the server; otherwise it joined one that was running.
    """

    def __init__(self, home: Path, socket: Path, process: subprocess.Popen[bytes] | None) -> None:
        self.url = f"unix://{quote(str(socket))}"
        self.owned = process is not None
        self._home = home
        self._socket = socket
        self._process = process

    @classmethod
    def start(cls, data_dir: Path) -> Self:
        """Start the server of this data folder, or join it where it is running. Blocks until it answers.

        Only from the main thread: the server ends with the *thread* that started it. May be called again to
        bring back a server that died.

        Raises:
            StorageError: the folder cannot be written, no redis-server fits, or the server does not start.
        """
        _in_main_thread()
        home = _open_home(data_dir)
        lock = os.open(home / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            return cls._launch(home, lock) or cls._join(home, lock)
        finally:
            os.close(lock)  # the server's copy keeps the lock

    def stop(self) -> None:
        """End the server if it is ours: all is on disk when this returns. A joined server is left alone."""
        if self._process is None:
            return
        process, self._process = self._process, None
        if process.poll() is not None:
            return  # it died, and a successor may be listening in its place
        with contextlib.suppress(RedisError), _caller(self._socket) as caller:
            caller.shutdown(nosave=True)  # at once, so that nobody joins a server about to end
        process.terminate()  # the same order, for a server that did not hear
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        address.release(self._home)

    def died(self) -> bool:
        """Whether the server was ours and has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def revive(self) -> None:
        """Start a server that died again, at the same place, without waiting until it answers.

        Only from the main thread, for the reason given at `start`.

        Raises:
            StorageError: no redis-server fits any more.
        """
        _in_main_thread()
        lock = os.open(self._home / "server.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if self.died() and _take(lock):
                self._process = _spawn(find_server(self._home), self._home, address.settle(self._home), lock)
        finally:
            os.close(lock)

    def rouse(self) -> None:
        """Tell a server of ours that was stopped (SIGSTOP) to go on; nothing to one that runs."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)

    @classmethod
    def _launch(cls, home: Path, lock: int) -> Self | None:
        """Start a server; None where another process has the lock."""
        if not _take(lock):
            return None
        program = find_server(home)
        socket = address.settle(home)
        process = _spawn(program, home, socket, lock)
        try:
            _await_answer(home, socket, process)
        except BaseException:
            process.kill()
            process.wait()
            raise
        return cls(home, socket, process)

    @classmethod
    def _join(cls, home: Path, lock: int) -> Self:
        """Wait for the server that holds the lock to answer; if it dies meanwhile, start one after all."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if (socket := address.current(home)) is not None:
                state = _look(home, socket)
                if state is _State.READY:
                    return cls(home, socket, None)
                if state is _State.LOADING:
                    deadline = time.monotonic() + PATIENCE
            if launched := cls._launch(home, lock):
                return launched
            time.sleep(LOOK_AGAIN)
        raise StorageError(f"数据目录 {home} 正被另一个不应答的 redis-server 占用，请先结束它再启动。")


def running(data_dir: Path) -> str | None:
    """The address of this data folder's server, where one runs and answers. Starts nothing, changes nothing."""
    home = (data_dir / "redis").resolve()
    socket = address.current(home)
    return f"unix://{quote(str(socket))}" if socket and _look(home, socket) is _State.READY else None


def _in_main_thread() -> None:
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("a private Redis must be started from the main thread")


class _State(Enum):
    SILENT = 0
    LOADING = 1
    READY = 2


def _open_home(data_dir: Path) -> Path:
    home = data_dir.resolve() / "redis"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        home.chmod(0o700)
    except OSError as error:
        raise StorageError(f"数据目录 {home} 不能写，请检查权限，或用 BIGANZI_DATA_DIR 换一个目录。") from error
    return home


def _take(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _spawn(program: str, home: Path, socket: Path, lock: int) -> subprocess.Popen[bytes]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(home),
        "save": "",
        "appendonly": "yes",
        "appendfsync": "always",
        "aof-load-truncated": "yes",  # a log cut by a power failure is read up to the cut
        "crash-log-enabled": "no",  # a crash report quotes the command in hand: officers' words
        "daemonize": "no",
    }
    tied = [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), program]
    with (home / "redis.log").open("ab") as log:
        return subprocess.Popen(  # noqa: S603  a program that we looked up, options that we wrote
            [*tied, *(word for name, value in options.items() for word in (f"--{name}", value))],
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,  # Ctrl-C reaches the bot alone, which then stops the server in order
        )


def _await_answer(home: Path, socket: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        state = _look(home, socket)
        if state is _State.READY:
            return
        if state is _State.LOADING:
            deadline = time.monotonic() + PATIENCE
        time.sleep(LOOK_AGAIN)
    raise StorageError(f"自带的 Redis 没能启动，请看 {home / 'redis.log'} 里的原因，或改设 REDIS_URL。")


def _look(home: Path, socket: Path) -> _State:
    try:
        with _caller(socket) as caller:
            caller.ping()
            folder = caller.config_get("dir")["dir"]
    except BusyLoadingError:
        return _State.LOADING
    except RedisError:
        return _State.SILENT
    # The note of a copied data folder leads to the server of its original.
    return _State.READY if Path(folder) == home else _State.SILENT


def _caller(socket: Path) -> redis.Redis:
    return redis.Redis(
        unix_socket_path=str(socket),
        socket_timeout=CALL_SECONDS,
        socket_connect_timeout=CALL_SECONDS,
        retry=Retry(NoBackoff(), 0),
        decode_responses=True,
        encoding_errors="surrogateescape",
    )
