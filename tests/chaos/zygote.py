"""Starts bots fast: everything is imported once, then each bot is a fork of its own that runs `python -m bot`'s main.

A fork is a whole process: kill -9, SIGSTOP and its own memory are as in life; only the second and a half of imports
and first reading is saved.
Requests are JSON lines on stdin: environment, arguments, name of the log, faults to plant; answered by the pid.
Ends, and its bots with it, at the end of stdin.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import signal
import sys
import tempfile
import traceback

from bot.app import build
from bot.config import read_config
from bot.shell import crash
from tests.row import show

PR_SET_PDEATHSIG = 1
HEAVY = (
    "bot.serve",
    "bot.cli.serving",
    "bot.cli.main",
    "bot.web.front",
    "docx",
    "tantivy",
    "cn2an",
    "langchain.chat_models",
    "langchain_openai",
    "openai",
)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the ended leave no zombies; who waits for one holds its pidfd
    for name in HEAVY:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as data:  # what this caches is cached in every bot
        build(read_config(environment={"BIGANZI_DATA_DIR": data}))
    gc.freeze()
    show("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            _child(json.loads(line))
        show(str(pid))


def _child(request: dict) -> None:
    code = 1
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        log = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        null = os.open(os.devnull, os.O_RDONLY)
        for old, new in ((null, 0), (log, 1), (log, 2)):
            os.dup2(old, new)
        os.environ.update(request["environment"])
        crash._fuse = crash.Fuse(os.environ.get(crash.VARIABLE, ""))  # noqa: SLF001  it was set when the zygote began
        from tests.chaos.sabotage import run  # noqa: PLC0415  after the fork, like all that a bot does

        code = run(request["faults"], request["arguments"])
    except BaseException:  # noqa: BLE001  the fork must never run on as a zygote
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
