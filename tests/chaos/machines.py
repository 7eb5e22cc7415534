"""The processes of a chaos run: a Redis of its own, bots that may be killed. Ends only what it started, by id."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import redis

from bot.storage import binary, tether
from tests.chaos.telegram import TOKEN

HOME = Path(__file__).parents[2].resolve()


class RedisServer:
    """A redis-server on a unix socket, every write on disk before it is acknowledged."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.socket = folder / "s"
        self.url = f"unix://{self.socket}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        program = shutil.which("redis-server") or next(binary.candidates())
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "dir": str(self.folder),
            "save": "",
            "appendonly": "yes",
            "appendfsync": "always",
        }
        words = [word for name, value in options.items() for word in (f"--{name}", value)]
        tied = [sys.executable, "-I", "-S", tether.__file__, str(os.getpid())]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen([*tied, program, *words], stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603  ours
        deadline = time.monotonic() + 15
        while not self.answers():
            assert time.monotonic() < deadline, "redis-server does not start"
            time.sleep(0.01)

    def answers(self) -> bool:
        try:
            with self.caller() as caller:
                return bool(caller.ping())
        except redis.RedisError:
            return False

    def caller(self) -> redis.Redis:
        return redis.Redis(unix_socket_path=str(self.socket), socket_timeout=5)

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End it, by kill -9 or another signal, and wait until it is gone."""
        if self._process is not None:
            self._process.send_signal(signal.SIGCONT)
            self._process.send_signal(number)
            self._process.wait(20)
            self._process = None


@dataclass
class Bot:
    """A running bot: its pid is safe to signal as long as its pidfd is held."""

    pid: int
    pidfd: int
    process: subprocess.Popen[bytes] | None = None
    """Where we are its parent, and so have to take note of its end."""

    def alive(self) -> bool:
        """Whether it runs: an ended process that nobody has reaped still takes signals, but its pidfd is readable."""
        return not select.select([self.pidfd], [], [], 0)[0]

    def signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.pidfd, number)

    async def ended(self, seconds: float) -> bool:
        """Wait until it has ended; False if it goes on for longer."""
        loop, over = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.pidfd, over.set)
        try:
            async with asyncio.timeout(seconds):
                await over.wait()
        except TimeoutError:
            return False
        finally:
            loop.remove_reader(self.pidfd)
        return True

    async def kill(self) -> None:
        """Kill -9, and wait until it is gone."""
        self.signal(signal.SIGKILL)
        assert await self.ended(10), "a killed bot goes on"
        self.close()

    async def stop(self, seconds: float = 40.0) -> bool:
        """SIGTERM; whether it ended by itself."""
        self.signal(signal.SIGTERM)
        if not await self.ended(seconds):
            await self.kill()
            return False
        self.close()
        return True

    def close(self) -> None:
        if self.process is not None:
            self.process.wait(10)
        if self.pidfd >= 0:
            os.close(self.pidfd)
            self.pidfd = -1


class Zygote:
    """Forks bots on request."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.chaos.zygote"]
        self._process = subprocess.Popen(  # noqa: S603  our own interpreter and module
            words, cwd=HOME, env=clean_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self._read() == "ready", "the zygote does not start"

    def _read(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def bot(self, environment: dict[str, str], log: Path, *faults: str) -> Bot:
        """A new bot; `faults` are names of `sabotage.py`."""
        assert self._process.stdin is not None
        request = {"environment": environment, "log": str(log), "faults": faults, "arguments": ["run"]}
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        pid = int(self._read())
        return Bot(pid, os.pidfd_open(pid))

    def close(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()


def bot_process(environment: dict[str, str], log: Path, *words: str) -> Bot:
    """`python -m bot run` (or another module) as an officer's machine starts it."""
    with log.open("ab") as out:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and modules
            [sys.executable, "-m", *(words or ("bot", "run"))],
            cwd=HOME,
            env=clean_environment() | environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    return Bot(process.pid, os.pidfd_open(process.pid), process)


def clean_environment() -> dict[str, str]:
    """Ours without anything that configures a bot."""
    names = ("TELEGRAM_", "OPENAI_", "REDIS_URL", "BIGANZI_")
    return {name: value for name, value in os.environ.items() if not name.startswith(names)}


def bot_environment(base_url: str, data: Path, redis_url: str = "", **settings: str) -> dict[str, str]:
    """What a bot is told; `settings` are keys such as `model_name`. Without its own limits on sending."""
    settings = {"telegram_chat_per_second": "0", "telegram_per_second": "0", **settings}
    given = {f"BIGANZI_{name.upper()}": value for name, value in settings.items()}
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "BIGANZI_TELEGRAM_BASE_URL": base_url,
        "BIGANZI_TELEGRAM_POLL_SECONDS": "5",
        "BIGANZI_ACCESS_OPEN": "true",
        "BIGANZI_DATA_DIR": str(data),
        **({"REDIS_URL": redis_url} if redis_url else {}),
        **given,
    }


def machine() -> str:
    """The machine in a few words."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = next((line.partition(":")[2].strip() for line in info.splitlines() if line.startswith("model name")), "?")
    memory = Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} × {model}, {int(memory) / 2**20:.0f} GB, "
        f"Python {sys.version.split()[0]}, load at the start {load:.1f}"
    )
