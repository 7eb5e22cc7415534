"""Become the program named in the arguments, tied to the life of the process that started it.

Run as a script: ``python tether.py PARENT_PID PROGRAM [ARGUMENT…]``. A ``preexec_fn`` would run Python between
fork and exec, which is unsafe in a threaded program and warned about since Python 3.12; this file does the same
after exec, where nothing else is running, and then gives its place to the program.

The tie is Linux's: elsewhere the program outlives a killed parent, and the next start joins it.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
"""From ``linux/prctl.h``; kept across exec."""


def main() -> None:
    """Tie this process to its parent, then become the program."""
    parent, *program = sys.argv[1:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != int(parent):  # it died before the tie was made
            sys.exit(0)
    os.execv(program[0], program)  # noqa: S606  no shell is wanted: the path was checked by the caller


if __name__ == "__main__":
    main()
