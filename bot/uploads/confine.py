"""What a worker takes away from itself before it looks at a file: memory, time, files, processes, the network.

Linux enforces all of it: limits by setrlimit, the network by a namespace of its own that has no way out. Where the
system grants no namespace (a container may forbid it), sockets are refused inside Python alone, and the parsers used
here resolve no address by themselves.
"""

from __future__ import annotations

import ctypes
import resource
import sys

from bot.uploads.limits import CPU_SECONDS, MEMORY

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
OPEN_FILES = 64


def confine() -> None:
    """Give everything up that reading a file does not need; there is no way back."""
    _leave_the_network()
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _leave_the_network() -> None:
    """The namespace if the system grants one; the guard in Python in any case."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)
    sys.addaudithook(_no_socket)


def _no_socket(event: str, _: object) -> None:
    if event.startswith("socket.") or event in {"subprocess.Popen", "os.fork", "os.exec", "os.system"}:
        raise PermissionError(event)
